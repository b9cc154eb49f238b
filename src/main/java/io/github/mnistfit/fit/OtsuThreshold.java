package io.github.mnistfit.fit;

import org.opencv.core.Mat;
import org.opencv.imgproc.Imgproc;

/** One threshold for the whole picture, chosen by Otsu's method: 0 or 255. */
record OtsuThreshold() implements Step {
  @Override
  public String name() {
    return "threshold";
  }

  @Override
  public Mat apply(Mat picture) {
    var binary = new Mat();
    Imgproc.threshold(picture, binary, 0, 255, Imgproc.THRESH_BINARY | Imgproc.THRESH_OTSU);
    return binary;
  }
}
