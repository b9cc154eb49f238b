package io.github.mnistfit.fit.article;

import io.github.mnistfit.fit.Step;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * Brings the longer side to 20 pixels and the shorter one to a whole number in proportion, by
 * linear interpolation, as the article does. Lines thinner than the reduction may vanish.
 */
public record ScaleToBox() implements Step {
  private static final int BOX = 20;

  @Override
  public String name() {
    return "box";
  }

  @Override
  public Mat apply(Mat picture) {
    int rows = picture.rows();
    int columns = picture.cols();
    var size =
        rows > columns
            ? new Size(inProportion(columns, rows), BOX)
            : new Size(BOX, inProportion(rows, columns));
    var scaled = new Mat();
    Imgproc.resize(picture, scaled, size, 0, 0, Imgproc.INTER_LINEAR);
    return scaled;
  }

  /** Half to even, like Python's round. The article fails where this gives 0: here it is 1. */
  private static double inProportion(int shorter, int longer) {
    return Math.max(1, Math.rint((double) shorter * BOX / longer));
  }
}
