package io.github.mnistfit.fit;

import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.imgproc.Imgproc;

/**
 * Ink or paper: 255 or 0. The threshold is Otsu's, but never within the paper's own noise, and it
 * looks only at what stands out of that noise: a thin line is too rare for Otsu's method on the
 * whole picture.
 */
record InkThreshold() implements Step {
  /** Paper stays under this many of its own standard deviations. */
  private static final double NOISE_DEVIATIONS = 5;

  /** Fainter than this, of 255, is no ink on any paper. */
  private static final double FAINTEST = 10;

  @Override
  public String name() {
    return "threshold";
  }

  @Override
  public Mat apply(Mat picture) {
    byte[] pixels = new byte[(int) picture.total()];
    picture.get(0, 0, pixels);
    int[] histogram = new int[256];
    for (byte pixel : pixels) {
      histogram[Byte.toUnsignedInt(pixel)]++;
    }
    int paper = quantile(histogram, 0.5, pixels.length);
    int below = quantile(histogram, 0.16, pixels.length);
    double noise = Math.max(1, paper - below);
    double floor = Math.max(FAINTEST, paper + NOISE_DEVIATIONS * noise);
    double threshold = Math.max(floor, otsu(histogram, (int) floor));
    var binary = new Mat();
    Imgproc.threshold(picture, binary, threshold, 255, Imgproc.THRESH_BINARY);
    if (Core.countNonZero(binary) == 0) {
      binary.release();
      return new Mat();
    }
    return binary;
  }

  private static int quantile(int[] histogram, double share, int n) {
    long count = 0;
    for (int level = 0; level < 256; level++) {
      count += histogram[level];
      if (count >= share * n) {
        return level;
      }
    }
    return 255;
  }

  /** Half way between the paper and the middle of what stands out. */
  private static double otsu(int[] histogram, int floor) {
    long n = 0;
    for (int level = floor; level < 256; level++) {
      n += histogram[level];
    }
    long count = 0;
    for (int level = floor; level < 256; level++) {
      count += histogram[level];
      if (count >= 0.6 * n) {
        return level / 2.0;
      }
    }
    return floor;
  }
}
