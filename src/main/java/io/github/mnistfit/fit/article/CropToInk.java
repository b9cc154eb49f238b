package io.github.mnistfit.fit.article;

import io.github.mnistfit.fit.Step;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.imgproc.Imgproc;

/** Cuts to the bounding box of everything that isn't black; nothing is left of a black picture. */
record CropToInk() implements Step {
  @Override
  public String name() {
    return "crop";
  }

  @Override
  public Mat apply(Mat picture) {
    Rect box = Imgproc.boundingRect(picture);
    return box.empty() ? new Mat() : new Mat(picture, box).clone();
  }
}
