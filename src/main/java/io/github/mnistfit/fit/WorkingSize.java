package io.github.mnistfit.fit;

import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * Brings the longer side into a range in which the steps that follow know what a speck, a stroke
 * and a shadow look like: large pictures by area coverage, small ones by cubic interpolation.
 */
record WorkingSize() implements Step {
  private static final int LARGEST = 640;
  private static final int SMALLEST = 160;

  @Override
  public String name() {
    return "size";
  }

  @Override
  public Mat apply(Mat picture) {
    int longest = Math.max(picture.rows(), picture.cols());
    int target = Math.max(SMALLEST, Math.min(LARGEST, longest));
    if (target == longest) {
      return picture.clone();
    }
    double scale = (double) target / longest;
    var size =
        new Size(
            Math.max(1, Math.rint(picture.cols() * scale)),
            Math.max(1, Math.rint(picture.rows() * scale)));
    var sized = new Mat();
    Imgproc.resize(
        picture, sized, size, 0, 0, scale < 1 ? Imgproc.INTER_AREA : Imgproc.INTER_CUBIC);
    return sized;
  }
}
