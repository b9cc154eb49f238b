package io.github.mnistfit.fit;

import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * Down to 20×20 as MNIST did it: the digit in the middle of a square, the whole square by area
 * coverage, so that the shorter side keeps its fraction of a pixel; then stretched to full
 * contrast.
 */
record ReduceLikeMnist() implements Step {
  private static final int BOX = 20;

  @Override
  public String name() {
    return "reduce";
  }

  @Override
  public Mat apply(Mat picture) {
    int h = picture.rows();
    int w = picture.cols();
    int m = Math.max(h, w);
    var square = new Mat();
    int top = (m - h) / 2;
    int left = (m - w) / 2;
    Core.copyMakeBorder(
        picture, square, top, m - h - top, left, m - w - left, Core.BORDER_CONSTANT);
    var reduced = new Mat();
    square.convertTo(square, CvType.CV_32F);
    if (m < BOX) {
      int times = (BOX + m - 1) / m;
      Imgproc.resize(square, square, new Size(m * times, m * times), 0, 0, Imgproc.INTER_NEAREST);
    }
    Imgproc.resize(square, reduced, new Size(BOX, BOX), 0, 0, Imgproc.INTER_AREA);
    square.release();
    double max = Core.minMaxLoc(reduced).maxVal;
    if (max <= 0) {
      reduced.release();
      return new Mat();
    }
    var result = new Mat();
    reduced.convertTo(result, CvType.CV_8U, 255 / max);
    reduced.release();
    return result;
  }
}
