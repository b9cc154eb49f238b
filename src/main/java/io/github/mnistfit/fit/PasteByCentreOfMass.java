package io.github.mnistfit.fit;

import io.github.mnistfit.mnist.MnistImage;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;
import org.opencv.imgproc.Imgproc;
import org.opencv.imgproc.Moments;

/**
 * Into 28×28 so that the centre of mass comes to the middle, by whole pixels: the offset is cut off
 * toward zero, as MNIST's makers did it.
 */
record PasteByCentreOfMass() implements Step {
  /** 14 is the middle; MNIST's rule adds one and cuts off. */
  private static final double MIDDLE = 15;

  @Override
  public String name() {
    return "centre";
  }

  @Override
  public Mat apply(Mat picture) {
    Moments moments = Imgproc.moments(picture);
    int left = offset(moments.m10 / moments.m00 + 0.5, MnistImage.SIDE - picture.cols());
    int top = offset(moments.m01 / moments.m00 + 0.5, MnistImage.SIDE - picture.rows());
    var pasted = new Mat(MnistImage.SIDE, MnistImage.SIDE, CvType.CV_8UC1, Scalar.all(0));
    Mat place = pasted.submat(new Rect(left, top, picture.cols(), picture.rows()));
    picture.copyTo(place);
    place.release();
    return pasted;
  }

  private static int offset(double barycentre, int largest) {
    return Math.max(0, Math.min(largest, (int) (MIDDLE - barycentre)));
  }
}
