package io.github.mnistfit.fit.article;

import io.github.mnistfit.fit.Step;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.imgproc.Imgproc;
import org.opencv.imgproc.Moments;

/** Moves the centre of mass to (14, 14) by whole pixels, half to even; black comes in. */
record ShiftToCentreOfMass() implements Step {
  private static final int CENTRE = 14;

  @Override
  public String name() {
    return "shift";
  }

  @Override
  public Mat apply(Mat picture) {
    Moments moments = Imgproc.moments(picture);
    if (moments.m00 == 0) {
      return new Mat();
    }
    double right = Math.rint(CENTRE - moments.m10 / moments.m00);
    double down = Math.rint(CENTRE - moments.m01 / moments.m00);
    var translation = new Mat(2, 3, CvType.CV_32F);
    translation.put(0, 0, 1, 0, right, 0, 1, down);
    var shifted = new Mat();
    Imgproc.warpAffine(picture, shifted, translation, picture.size());
    translation.release();
    return shifted;
  }
}
