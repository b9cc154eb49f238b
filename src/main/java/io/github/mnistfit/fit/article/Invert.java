package io.github.mnistfit.fit.article;

import io.github.mnistfit.fit.Step;
import org.opencv.core.Core;
import org.opencv.core.Mat;

/** Dark ink on light paper becomes light ink on dark, whatever it was. */
public record Invert() implements Step {
  @Override
  public String name() {
    return "invert";
  }

  @Override
  public Mat apply(Mat picture) {
    var inverted = new Mat();
    Core.bitwise_not(picture, inverted);
    return inverted;
  }
}
