package io.github.mnistfit.image;

import java.util.ArrayList;
import java.util.List;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;
import org.opencv.imgproc.Imgproc;

/** Lays a picture with transparent parts on paper. */
final class Paper {
  private Paper() {}

  /**
   * Lays a picture on white paper, or on black paper if what is visible of it is light: ink that is
   * drawn on nothing is meant to be seen.
   *
   * @param picture 8 or 16 bit; with one, two, three or four channels of which the last of two or
   *     four is alpha
   * @return 8 bit, blue, green, red
   */
  static Mat lay(Mat picture) {
    Mat eightBit = new Mat();
    picture.convertTo(eightBit, CvType.CV_8U, picture.depth() == CvType.CV_16U ? 1 / 256.0 : 1);
    Mat bgra = toBgra(eightBit);
    eightBit.release();
    List<Mat> channels = new ArrayList<>();
    Core.split(bgra, channels);
    bgra.release();
    Mat alpha = channels.remove(3);
    double paper = isLight(channels, alpha) ? 0 : 255;
    for (Mat channel : channels) {
      lay(channel, alpha, paper);
    }
    var laid = new Mat();
    Core.merge(channels, laid);
    channels.forEach(Mat::release);
    alpha.release();
    return laid;
  }

  private static Mat toBgra(Mat picture) {
    var bgra = new Mat();
    switch (picture.channels()) {
      case 1 -> Imgproc.cvtColor(picture, bgra, Imgproc.COLOR_GRAY2BGRA);
      case 2 -> {
        List<Mat> channels = new ArrayList<>();
        Core.split(picture, channels);
        Mat grey = channels.get(0);
        Core.merge(List.of(grey, grey, grey, channels.get(1)), bgra);
        channels.forEach(Mat::release);
      }
      case 3 -> Imgproc.cvtColor(picture, bgra, Imgproc.COLOR_BGR2BGRA);
      default -> picture.copyTo(bgra);
    }
    return bgra;
  }

  /**
   * Whether the visible pixels, weighted by how visible they are, are nearer to white than black.
   */
  private static boolean isLight(List<Mat> channels, Mat alpha) {
    double weight = Core.sumElems(alpha).val[0];
    if (weight == 0) {
      return false;
    }
    double sum = 0;
    for (Mat channel : channels) {
      sum += channel.dot(alpha);
    }
    return sum / (3 * weight) > 127.5;
  }

  /** channel = channel · alpha + paper · (1 − alpha), in place. */
  private static void lay(Mat channel, Mat alpha, double paper) {
    var visible = new Mat();
    Core.multiply(channel, alpha, visible, 1 / 255.0);
    var hidden = new Mat();
    Core.subtract(new Mat(alpha.size(), alpha.type(), Scalar.all(255)), alpha, hidden);
    Core.addWeighted(visible, 1, hidden, paper / 255, 0, channel);
    visible.release();
    hidden.release();
  }
}
