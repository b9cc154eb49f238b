package io.github.mnistfit.fit;

import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.imgproc.Imgproc;

/**
 * Makes the ink dark on lighter paper, told from the picture: ink is the rarer, so it is what
 * stands out most from the median of its surroundings. Several sizes of surroundings are asked,
 * since a thick stroke is the median of small ones and a shadow stands out of large ones.
 */
record Polarity() implements Step {
  /** The side to which the picture is reduced for the decision. */
  private static final int SIDE = 64;

  /** Surroundings, of the longer side. */
  private static final double[] SURROUNDINGS = {0.15, 0.3, 0.5, 0.9};

  /** Narrower surroundings, in pixels, would take the inside of a stroke for paper. */
  private static final int NARROWEST = 9;

  @Override
  public String name() {
    return "polarity";
  }

  @Override
  public Mat apply(Mat picture) {
    var result = new Mat();
    if (inkIsLight(picture)) {
      Core.bitwise_not(picture, result);
    } else {
      picture.copyTo(result);
    }
    return result;
  }

  private static boolean inkIsLight(Mat picture) {
    Mat small = Mats.reducedTo(SIDE, picture);
    double vote = 0;
    for (double share : SURROUNDINGS) {
      int window = Mats.odd(share * Mats.longerSide(small));
      boolean widest = share == SURROUNDINGS[SURROUNDINGS.length - 1];
      if (window >= NARROWEST || widest) {
        vote += lightness(small, Math.max(3, window));
      }
    }
    small.release();
    return vote > 0;
  }

  /**
   * From −1, all that stands out is darker, to 1, all is lighter. Cubes: what stands out a little,
   * as shadows and grain do, hardly counts.
   */
  private static double lightness(Mat small, int window) {
    var median = new Mat();
    Imgproc.medianBlur(small, median, window);
    byte[] level = Mats.pixels(small);
    byte[] around = Mats.pixels(median);
    median.release();
    double signed = 0;
    double absolute = 1e-9;
    for (int i = 0; i < level.length; i++) {
      double difference = Byte.toUnsignedInt(level[i]) - Byte.toUnsignedInt(around[i]);
      double cube = difference * difference * difference;
      signed += cube;
      absolute += Math.abs(cube);
    }
    return signed / absolute;
  }
}
