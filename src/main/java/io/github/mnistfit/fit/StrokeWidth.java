package io.github.mnistfit.fit;

import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * Brings the strokes to a width that MNIST has. The width is measured on the ink itself: the mean
 * distance to its edge is a quarter of the width of a stroke.
 */
record StrokeWidth() implements Step {
  /** Stroke widths, of the digit's longer side. */
  private static final double THINNEST = 0.11;

  private static final double WIDEST = 0.20;

  @Override
  public String name() {
    return "stroke";
  }

  @Override
  public Mat apply(Mat picture) {
    double side = Math.max(picture.rows(), picture.cols());
    int margin = (int) Math.ceil(THINNEST * side) + 1;
    var padded = new Mat();
    Core.copyMakeBorder(picture, padded, margin, margin, margin, margin, Core.BORDER_CONSTANT);
    var distance = new Mat();
    Imgproc.distanceTransform(padded, distance, Imgproc.DIST_L2, 5);
    double width = 4 * Core.mean(distance, padded).val[0] - 1;
    distance.release();
    double relative = width / side;
    int change = 0;
    if (relative < THINNEST) {
      // The digit grows with its strokes.
      change = (int) Math.rint((THINNEST * side - width) / (1 - THINNEST));
    } else if (relative > WIDEST) {
      change = -(int) Math.rint((width - WIDEST * side) / (1 - WIDEST));
    }
    if (Math.abs(change) < 1) {
      padded.release();
      return picture.clone();
    }
    int size = Math.abs(change) + 1;
    Mat kernel = Imgproc.getStructuringElement(Imgproc.MORPH_ELLIPSE, new Size(size, size));
    var changed = new Mat();
    if (change > 0) {
      Imgproc.dilate(padded, changed, kernel);
    } else {
      Imgproc.erode(padded, changed, kernel);
    }
    padded.release();
    kernel.release();
    return changed;
  }
}
