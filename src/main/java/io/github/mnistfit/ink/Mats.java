package io.github.mnistfit.ink;

import io.github.mnistfit.image.OpenCv;
import io.github.mnistfit.mnist.GreyImage;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Point;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/** What several steps do with a {@link Mat}. */
public final class Mats {
  private Mats() {}

  /** A grey picture; to be released by the caller. */
  public static Mat of(GreyImage image) {
    OpenCv.load();
    var mat = new Mat(image.height(), image.width(), CvType.CV_8UC1);
    mat.put(0, 0, image.pixels());
    return mat;
  }

  /** The longer side, in pixels. */
  public static int longerSide(Mat mat) {
    return Math.max(mat.rows(), mat.cols());
  }

  /** A copy whose longer side is at most that long, by area coverage. */
  public static Mat reducedTo(int side, Mat mat) {
    double scale = (double) side / longerSide(mat);
    if (scale >= 1) {
      return mat.clone();
    }
    var reduced = new Mat();
    Imgproc.resize(mat, reduced, scaled(mat, scale), 0, 0, Imgproc.INTER_AREA);
    return reduced;
  }

  /**
   * A copy for measuring whose longer side is at most that long, each pixel the mean of a square of
   * pixels, which is many times as fast as any other reduction. What is left of such squares at the
   * right and at the bottom is not in it.
   */
  public static Mat coarse(int side, Mat mat) {
    int factor = (longerSide(mat) + side - 1) / side;
    int columns = mat.cols() / factor;
    int rows = mat.rows() / factor;
    if (factor <= 1 || columns == 0 || rows == 0) {
      return reducedTo(side, mat);
    }
    Mat whole = mat.submat(0, rows * factor, 0, columns * factor);
    var coarse = new Mat();
    Imgproc.resize(whole, coarse, new Size(columns, rows), 0, 0, Imgproc.INTER_AREA);
    whole.release();
    return coarse;
  }

  /** The mean of each pixel's square neighbourhood; the border is continued outwards. */
  public static Mat neighbourhoodMean(int width, Mat mat) {
    var mean = new Mat();
    Imgproc.blur(mat, mean, new Size(width, width), new Point(-1, -1), Core.BORDER_REPLICATE);
    return mean;
  }

  /** A copy that is larger by a factor, by linear interpolation. */
  public static Mat enlarged(Mat mat, double factor) {
    var enlarged = new Mat();
    Imgproc.resize(mat, enlarged, scaled(mat, factor), 0, 0, Imgproc.INTER_LINEAR);
    return enlarged;
  }

  private static Size scaled(Mat mat, double scale) {
    return new Size(
        Math.max(1, Math.rint(mat.cols() * scale)), Math.max(1, Math.rint(mat.rows() * scale)));
  }

  /** A copy of the bounding box of all that is brighter than a level; empty if nothing is. */
  public static Mat croppedTo(double level, Mat mat) {
    var ink = new Mat();
    Imgproc.threshold(mat, ink, level, 255, Imgproc.THRESH_BINARY);
    Rect box = Imgproc.boundingRect(ink);
    ink.release();
    return box.empty() ? new Mat() : new Mat(mat, box).clone();
  }

  /** A copy with a black margin. */
  public static Mat padded(int margin, Mat mat) {
    var padded = new Mat();
    Core.copyMakeBorder(
        mat, padded, margin, margin, margin, margin, Core.BORDER_CONSTANT, Scalar.all(0));
    return padded;
  }

  /** The pixels of an 8-bit picture row by row, the channels of each together. */
  public static byte[] pixels(Mat mat) {
    byte[] pixels = new byte[(int) mat.total() * mat.channels()];
    mat.get(0, 0, pixels);
    return pixels;
  }

  /** The odd number at or above a length: the size of a kernel with a middle. */
  public static int odd(double length) {
    return (int) length / 2 * 2 + 1;
  }
}
