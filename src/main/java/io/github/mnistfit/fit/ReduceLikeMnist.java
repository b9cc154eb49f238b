package io.github.mnistfit.fit;

import io.github.mnistfit.ink.Mats;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * Down to 20×20 as MNIST was made ("Cold Case: The Lost MNIST Digits", 2019): the ink's box in the
 * middle of a square, the square by area coverage, so that the shorter side keeps its fraction of a
 * pixel; then stretched to full contrast.
 */
record ReduceLikeMnist(Config config) implements Step {
  private static final int BOX = 20;

  ReduceLikeMnist() {
    this(Config.STANDARD);
  }

  /**
   * How a digit is reduced.
   *
   * @param faintest the fringe of a blurred edge that isn't brighter doesn't count for the digit's
   *     box, 0 to 255
   * @param smallest digits that are smaller, in pixels, aren't blown up to fill the box
   * @param enlargement how much a digit that is smaller than the box is enlarged before it is
   *     reduced, at least 1
   */
  record Config(double faintest, int smallest, int enlargement) {
    static final Config STANDARD = new Config(25, 10, 4);

    /** As MNIST's makers did it: their ink has no fringe. */
    static final Config WITHOUT_FRINGE = new Config(0, 10, 4);
  }

  @Override
  public String name() {
    return "reduce";
  }

  @Override
  public Mat apply(Mat picture) {
    Mat digit = Mats.croppedTo(config.faintest(), picture);
    if (digit.empty()) {
      return digit;
    }
    int smallest = config.smallest();
    if (Mats.longerSide(digit) < BOX) {
      // MNIST repeated pixels, which leaves stairs; interpolated edges are read better.
      Mat enlarged = Mats.enlarged(digit, config.enlargement());
      digit.release();
      digit = enlarged;
      smallest *= config.enlargement();
    }
    Mat box = reduced(squared(digit, Math.max(smallest, Mats.longerSide(digit))));
    double max = Core.minMaxLoc(box).maxVal;
    var stretched = new Mat();
    box.convertTo(stretched, CvType.CV_8U, 255 / max);
    box.release();
    return stretched;
  }

  private static Mat squared(Mat digit, int side) {
    int top = (side - digit.rows()) / 2;
    int left = (side - digit.cols()) / 2;
    var square = new Mat();
    Core.copyMakeBorder(
        digit,
        square,
        top,
        side - digit.rows() - top,
        left,
        side - digit.cols() - left,
        Core.BORDER_CONSTANT,
        Scalar.all(0));
    digit.release();
    return square;
  }

  private static Mat reduced(Mat square) {
    square.convertTo(square, CvType.CV_32F);
    var box = new Mat();
    Imgproc.resize(square, box, new Size(BOX, BOX), 0, 0, Imgproc.INTER_AREA);
    square.release();
    return box;
  }
}
