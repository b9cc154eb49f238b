package io.github.mnistfit.fit.article;

import io.github.mnistfit.fit.Step;
import io.github.mnistfit.mnist.MnistImage;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;

/** Puts a picture in the middle of 28×28 black ones; the odd row or column goes before it. */
record PadToSquare() implements Step {
  @Override
  public String name() {
    return "pad";
  }

  @Override
  public Mat apply(Mat picture) {
    int rows = MnistImage.SIDE - picture.rows();
    int columns = MnistImage.SIDE - picture.cols();
    var padded = new Mat();
    Core.copyMakeBorder(
        picture,
        padded,
        (rows + 1) / 2,
        rows / 2,
        (columns + 1) / 2,
        columns / 2,
        Core.BORDER_CONSTANT,
        Scalar.all(0));
    return padded;
  }
}
