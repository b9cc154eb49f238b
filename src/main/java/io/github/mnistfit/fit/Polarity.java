package io.github.mnistfit.fit;

import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * Makes the ink dark on lighter paper. Ink is the rarer of the two: seen against the median of its
 * neighbourhood, which is paper, what stands out most is ink.
 */
record Polarity() implements Step {
  /** The side to which the picture is reduced for the decision. */
  private static final int SIDE = 96;

  /** The neighbourhood: wider than two strokes, narrower than most shadows. */
  private static final int NEIGHBOURHOOD = 51;

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
    double scale = (double) SIDE / Math.max(picture.rows(), picture.cols());
    var small = new Mat();
    Imgproc.resize(
        picture,
        small,
        new Size(
            Math.max(1, Math.rint(picture.cols() * scale)),
            Math.max(1, Math.rint(picture.rows() * scale))),
        0,
        0,
        Imgproc.INTER_AREA);
    var paper = new Mat();
    Imgproc.medianBlur(small, paper, NEIGHBOURHOOD);
    var lighter = new Mat();
    var darker = new Mat();
    Core.subtract(small, paper, lighter);
    Core.subtract(paper, small, darker);
    double light = Core.norm(lighter, Core.NORM_L2SQR);
    double dark = Core.norm(darker, Core.NORM_L2SQR);
    for (Mat mat : new Mat[] {small, paper, lighter, darker}) {
      mat.release();
    }
    return light > dark;
  }
}
