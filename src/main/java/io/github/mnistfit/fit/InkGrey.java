package io.github.mnistfit.fit;

import java.util.Arrays;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.imgproc.Imgproc;

/**
 * Colour to the grey in which the ink stands out most: the channels are weighted by how far the ink
 * in them is from its surroundings. Red ink on paper shows in green and blue alone; black ink in
 * all three.
 */
record InkGrey() implements Step {
  /** The side to which the picture is reduced to find the weights. */
  private static final int SIDE = 32;

  /** The surroundings, of the shorter side: wider than a stroke. */
  private static final double SURROUNDINGS = 0.5;

  /** The share of the pixels that stand out most: fewer than a thin digit has. */
  private static final double INK = 0.02;

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
    var weights = new Mat(1, 3, CvType.CV_32F);
    weights.put(0, 0, weights(picture));
    Core.transform(picture, grey, weights);
    weights.release();
    return grey;
  }

  private static double[] weights(Mat picture) {
    Mat small = Mats.reducedTo(SIDE, picture);
    int[][] differences = differences(small);
    small.release();
    int n = differences[0].length;
    long[] squares = new long[n];
    for (int i = 0; i < n; i++) {
      for (int[] channel : differences) {
        squares[i] += (long) channel[i] * channel[i];
      }
    }
    long[] sorted = squares.clone();
    Arrays.sort(sorted);
    long least = Math.max(1, sorted[n - Math.max(1, (int) (INK * n))]);
    return weights(differences, squares, least);
  }

  /** Each channel's difference from the median of its surroundings. */
  private static int[][] differences(Mat small) {
    int window = Mats.odd(SURROUNDINGS * Math.min(small.rows(), small.cols()));
    var median = new Mat();
    Imgproc.medianBlur(small, median, window);
    byte[] levels = Mats.pixels(small);
    byte[] around = Mats.pixels(median);
    median.release();
    int[][] differences = new int[3][(int) small.total()];
    for (int i = 0; i < levels.length; i++) {
      differences[i % 3][i / 3] = Byte.toUnsignedInt(levels[i]) - Byte.toUnsignedInt(around[i]);
    }
    return differences;
  }

  /**
   * The channels' mean differences over the pixels that stand out, signs taken from the channel
   * that differs most; channels that go the other way don't count.
   */
  private static double[] weights(int[][] differences, long[] squares, long least) {
    int strongest = 0;
    long[] strength = new long[3];
    for (int c = 0; c < 3; c++) {
      for (int i = 0; i < squares.length; i++) {
        strength[c] += squares[i] >= least ? Math.abs(differences[c][i]) : 0;
      }
      strongest = strength[c] > strength[strongest] ? c : strongest;
    }
    if (strength[strongest] == 0) {
      return new double[] {0.114, 0.587, 0.299}; // a blank picture: ITU-R BT.601
    }
    double[] weights = new double[3];
    double sum = 0;
    for (int c = 0; c < 3; c++) {
      for (int i = 0; i < squares.length; i++) {
        weights[c] +=
            squares[i] >= least ? differences[c][i] * Integer.signum(differences[strongest][i]) : 0;
      }
      weights[c] = Math.max(0, weights[c]);
      sum += weights[c];
    }
    for (int c = 0; c < 3; c++) {
      weights[c] /= sum;
    }
    return weights;
  }
}
