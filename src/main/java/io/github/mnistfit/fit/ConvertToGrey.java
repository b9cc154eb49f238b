package io.github.mnistfit.fit;

import org.opencv.core.Mat;
import org.opencv.imgproc.Imgproc;

/** Colour to grey, by the eye's weights (ITU-R BT.601). */
record ConvertToGrey() implements Step {
  @Override
  public String name() {
    return "grey";
  }

  @Override
  public Mat apply(Mat picture) {
    if (picture.channels() == 1) {
      return picture.clone();
    }
    var grey = new Mat();
    Imgproc.cvtColor(picture, grey, Imgproc.COLOR_BGR2GRAY);
    return grey;
  }
}
