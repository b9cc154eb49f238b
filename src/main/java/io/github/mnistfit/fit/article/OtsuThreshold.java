package io.github.mnistfit.fit.article;

import io.github.mnistfit.fit.Step;
import org.opencv.core.Core;
import org.opencv.core.Core.MinMaxLocResult;
import org.opencv.core.Mat;
import org.opencv.imgproc.Imgproc;

/**
 * One threshold for the whole picture, chosen by Otsu's method: 0 or 255. Nothing is left of a
 * picture of a single grey level, since it can't hold both ink and paper; Otsu's method would call
 * all of it ink, unless it is black.
 */
public record OtsuThreshold() implements Step {
  @Override
  public String name() {
    return "threshold";
  }

  @Override
  public Mat apply(Mat picture) {
    var binary = new Mat();
    MinMaxLocResult levels = Core.minMaxLoc(picture);
    if (levels.minVal < levels.maxVal) {
      Imgproc.threshold(picture, binary, 0, 255, Imgproc.THRESH_BINARY | Imgproc.THRESH_OTSU);
    }
    return binary;
  }
}
