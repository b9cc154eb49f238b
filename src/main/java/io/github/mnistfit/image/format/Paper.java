package io.github.mnistfit.image.format;

import java.util.ArrayList;
import java.util.List;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.imgproc.Imgproc;

/** Lays a picture with transparent parts on paper. */
final class Paper {
  private static final double WHITE = 255;
  private static final double BLACK = 0;

  /** Less visible than this, and what is visible is ink; more, and it is ink and a sheet. */
  private static final double SHEET = 0.5;

  /** Pixels that are worked on at a time: whole copies would be the picture thrice more. */
  private static final int BAND = 1 << 18;

  private Paper() {}

  /**
   * Lays a picture on white or black paper. Ink that is drawn on nothing is meant to be seen: dark
   * ink gets white paper and light ink black. A picture of which only a corner or an edge is
   * transparent brings its own paper, and gets more of the same.
   *
   * @param picture 8 or 16 bit, grey, or blue, green, red, or those and alpha; not changed
   * @return 8 bit, blue, green, red
   */
  static Mat lay(Mat picture) {
    double paper = paperFor(picture);
    var laid = new Mat(picture.rows(), picture.cols(), CvType.CV_8UC3);
    for (int row = 0; row < picture.rows(); row += rows(picture)) {
      Mat bgra = band(picture, row);
      Mat target = laid.rowRange(row, row + bgra.rows());
      lay(bgra, paper, target);
      target.release();
      bgra.release();
    }
    return laid;
  }

  private static void lay(Mat bgra, double paper, Mat laid) {
    List<Mat> channels = new ArrayList<>();
    Core.split(bgra, channels);
    Mat alpha = channels.remove(3);
    var hidden = new Mat();
    Core.bitwise_not(alpha, hidden);
    for (Mat channel : channels) {
      Core.multiply(channel, alpha, channel, 1 / 255.0);
      Core.addWeighted(channel, 1, hidden, paper / 255, 0, channel);
    }
    Core.merge(channels, laid);
    channels.forEach(Mat::release);
    alpha.release();
    hidden.release();
  }

  private static int rows(Mat picture) {
    return Math.max(1, BAND / picture.cols());
  }

  /** Some rows of a picture, as 8-bit blue, green, red and alpha; a copy. */
  private static Mat band(Mat picture, int row) {
    Mat rows = picture.rowRange(row, Math.min(row + rows(picture), picture.rows()));
    var bgra = new Mat();
    switch (rows.channels()) {
      case 1 -> Imgproc.cvtColor(rows, bgra, Imgproc.COLOR_GRAY2BGRA);
      case 3 -> Imgproc.cvtColor(rows, bgra, Imgproc.COLOR_BGR2BGRA);
      default -> rows.copyTo(bgra);
    }
    rows.release();
    if (bgra.depth() == CvType.CV_16U) {
      // The high byte, as OpenCV reads opaque pictures; without the offset it would be rounded.
      bgra.convertTo(bgra, CvType.CV_8U, 1 / 256.0, -0.498);
    }
    return bgra;
  }

  private static double paperFor(Mat picture) {
    double visible = 0;
    double light = 0;
    for (int row = 0; row < picture.rows(); row += rows(picture)) {
      Mat bgra = band(picture, row);
      var alpha = new Mat();
      Core.extractChannel(bgra, alpha, 3);
      var grey = new Mat();
      Imgproc.cvtColor(bgra, grey, Imgproc.COLOR_BGRA2GRAY);
      visible += Core.sumElems(alpha).val[0];
      light += grey.dot(alpha);
      alpha.release();
      grey.release();
      bgra.release();
    }
    boolean isLight = light > visible * WHITE / 2;
    boolean isSheet = visible > SHEET * WHITE * picture.total();
    return isLight == isSheet ? WHITE : BLACK;
  }
}
