package io.github.mnistfit.image;

import java.util.ArrayList;
import java.util.List;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.imgproc.Imgproc;

/** Lays a picture with transparent parts on paper. */
public final class Paper {
  private static final double WHITE = 255;
  private static final double BLACK = 0;

  /** Less visible than this, and what is visible is ink; more, and it is ink and a sheet. */
  private static final double SHEET = 0.5;

  private Paper() {}

  /**
   * Lays a picture on white or black paper. Ink that is drawn on nothing is meant to be seen: dark
   * ink gets white paper and light ink black. A picture of which only a corner or an edge is
   * transparent brings its own paper, and gets more of the same.
   *
   * @param picture 8 or 16 bit, grey, or blue, green, red, or those and alpha; not changed
   * @return 8 bit, blue, green, red
   */
  public static Mat lay(Mat picture) {
    Mat bgra = toBgra(picture);
    double paper = paperFor(bgra);
    List<Mat> channels = new ArrayList<>();
    Core.split(bgra, channels);
    bgra.release();
    Mat alpha = channels.remove(3);
    var hidden = new Mat();
    Core.bitwise_not(alpha, hidden);
    for (Mat channel : channels) {
      Core.multiply(channel, alpha, channel, 1 / 255.0);
      Core.addWeighted(channel, 1, hidden, paper / 255, 0, channel);
    }
    var laid = new Mat();
    Core.merge(channels, laid);
    channels.forEach(Mat::release);
    alpha.release();
    hidden.release();
    return laid;
  }

  private static Mat toBgra(Mat picture) {
    var bgra = new Mat();
    switch (picture.channels()) {
      case 1 -> Imgproc.cvtColor(picture, bgra, Imgproc.COLOR_GRAY2BGRA);
      case 3 -> Imgproc.cvtColor(picture, bgra, Imgproc.COLOR_BGR2BGRA);
      default -> picture.copyTo(bgra);
    }
    if (bgra.depth() == CvType.CV_16U) {
      // The high byte, as OpenCV reads opaque pictures; without the offset it would be rounded.
      bgra.convertTo(bgra, CvType.CV_8U, 1 / 256.0, -0.498);
    }
    return bgra;
  }

  private static double paperFor(Mat bgra) {
    var alpha = new Mat();
    Core.extractChannel(bgra, alpha, 3);
    var grey = new Mat();
    Imgproc.cvtColor(bgra, grey, Imgproc.COLOR_BGRA2GRAY);
    double visible = Core.sumElems(alpha).val[0];
    boolean isLight = grey.dot(alpha) > visible * WHITE / 2;
    boolean isSheet = visible > SHEET * WHITE * alpha.total();
    alpha.release();
    grey.release();
    return isLight == isSheet ? WHITE : BLACK;
  }
}
