package io.github.mnistfit.fit;

import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * Divides the light out. What a camera sees is light times paper or ink; the light of the paper is
 * found by a morphological closing, which fills whatever is dark and narrower than its kernel and
 * follows the edges of shadows. The result is the ink's darkness: 0 for paper, 255 for black.
 */
record DivideByPaper() implements Step {
  /** The side to which the picture is reduced to find the paper. */
  private static final int SIDE = 128;

  /** The widest stroke that is filled, of {@link #SIDE}. */
  private static final int WIDEST_STROKE = 33;

  @Override
  public String name() {
    return "paper";
  }

  @Override
  public Mat apply(Mat picture) {
    double scale = Math.min(1, (double) SIDE / Math.max(picture.rows(), picture.cols()));
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
    Imgproc.medianBlur(small, small, 3);
    var kernel =
        Imgproc.getStructuringElement(
            Imgproc.MORPH_ELLIPSE, new Size(WIDEST_STROKE, WIDEST_STROKE));
    Imgproc.morphologyEx(small, small, Imgproc.MORPH_CLOSE, kernel);
    Imgproc.GaussianBlur(small, small, new Size(0, 0), 3);
    var paper = new Mat();
    Imgproc.resize(small, paper, picture.size(), 0, 0, Imgproc.INTER_LINEAR);
    Core.max(paper, new org.opencv.core.Scalar(1), paper);
    var ratio = new Mat();
    Core.divide(picture, paper, ratio, 255);
    Core.bitwise_not(ratio, ratio);
    for (Mat mat : new Mat[] {small, kernel, paper}) {
      mat.release();
    }
    return ratio;
  }
}
