package io.github.mnistfit.fit;

import io.github.mnistfit.ink.Mats;
import java.util.stream.IntStream;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

/**
 * Colour to the grey in which the ink stands out most: the channels are weighted by how far the ink
 * in them is from its surroundings. Red ink on paper shows in green and blue alone; black ink in
 * all three.
 */
record MaximizeInkContrast(Config config) implements Step {
  /** Blue, green, red. */
  private static final int CHANNELS = 3;

  MaximizeInkContrast() {
    this(Config.STANDARD);
  }

  /**
   * How the weights are found.
   *
   * @param side to which the picture is reduced, in pixels
   * @param neighbourhood the width of what a pixel is compared with, of the shorter side, 0 to 1:
   *     wider than a stroke
   * @param ink the share of the pixels that stand out most, 0 to 1: fewer than a thin digit has
   */
  record Config(int side, double neighbourhood, double ink) {
    static final Config STANDARD = new Config(32, 0.5, 0.02);
  }

  @Override
  public String name() {
    return "ink grey";
  }

  @Override
  public Mat apply(Mat picture) {
    if (picture.channels() == 1) {
      return picture.clone();
    }
    var grey = new Mat();
    var weights = new Mat(1, CHANNELS, CvType.CV_32F);
    weights.put(0, 0, weights(picture));
    Core.transform(picture, grey, weights);
    weights.release();
    return grey;
  }

  private double[] weights(Mat picture) {
    Mat small = Mats.coarse(config.side(), picture);
    int[][] differences = differences(small);
    small.release();
    int n = differences[0].length;
    int[] squares = new int[n];
    for (int[] channel : differences) {
      for (int i = 0; i < n; i++) {
        squares[i] += channel[i] * channel[i];
      }
    }
    int least = Math.max(1, largest(squares, Math.max(1, (int) (config.ink() * n))));
    int[] standingOut = IntStream.range(0, n).filter(i -> squares[i] >= least).toArray();
    return weights(differences, standingOut);
  }

  /** The largest number of a rank, counted from 1. */
  private static int largest(int[] numbers, int rank) {
    int[] top = new int[rank]; // in ascending order
    for (int number : numbers) {
      if (number > top[0]) {
        int place = 1;
        while (place < rank && top[place] < number) {
          top[place - 1] = top[place];
          place++;
        }
        top[place - 1] = number;
      }
    }
    return top[0];
  }

  /** Each channel's difference from the mean of its neighbourhood. */
  private int[][] differences(Mat small) {
    int window = Mats.odd(config.neighbourhood() * Math.min(small.rows(), small.cols()));
    Mat mean = Mats.neighbourhoodMean(window, small);
    byte[] levels = Mats.pixels(small);
    byte[] around = Mats.pixels(mean);
    mean.release();
    int[][] differences = new int[CHANNELS][(int) small.total()];
    for (int i = 0; i < differences[0].length; i++) {
      for (int c = 0; c < CHANNELS; c++) {
        int at = CHANNELS * i + c;
        differences[c][i] = Byte.toUnsignedInt(levels[at]) - Byte.toUnsignedInt(around[at]);
      }
    }
    return differences;
  }

  /**
   * The channels' mean differences over the pixels that stand out, signs taken from the channel
   * that differs most; channels that go the other way don't count.
   */
  private static double[] weights(int[][] differences, int[] standingOut) {
    int strongest = 0;
    long[] strength = new long[CHANNELS];
    for (int c = 0; c < CHANNELS; c++) {
      for (int i : standingOut) {
        strength[c] += Math.abs(differences[c][i]);
      }
      strongest = strength[c] > strength[strongest] ? c : strongest;
    }
    if (strength[strongest] == 0) {
      return new double[] {0.114, 0.587, 0.299}; // a blank picture: ITU-R BT.601
    }
    double[] weights = new double[CHANNELS];
    double sum = 0;
    for (int c = 0; c < CHANNELS; c++) {
      for (int i : standingOut) {
        weights[c] += differences[c][i] * Integer.signum(differences[strongest][i]);
      }
      weights[c] = Math.max(0, weights[c]);
      sum += weights[c];
    }
    for (int c = 0; c < CHANNELS; c++) {
      weights[c] /= sum;
    }
    return weights;
  }
}
