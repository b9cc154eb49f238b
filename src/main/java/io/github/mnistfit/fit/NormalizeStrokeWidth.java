package io.github.mnistfit.fit;

import io.github.mnistfit.ink.Mats;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * Brings very thin and very thick strokes to a width that MNIST has, so that nothing vanishes in
 * the reduction and the holes of a 6, 8 or 9 stay open. The width is measured on the ink: over a
 * stroke of width w, the distance to its edge is w/4 on average.
 */
record NormalizeStrokeWidth(Config config) implements Step {
  /** The side of the box that MNIST's digits fill, in pixels. */
  private static final double BOX = 20;

  NormalizeStrokeWidth() {
    this(Config.STANDARD);
  }

  /**
   * Which strokes are changed.
   *
   * @param thin thinner strokes are widened
   * @param thick thicker strokes are thinned
   * @param fine the side, in pixels, from which a kernel's whole pixels are fine enough
   * @param blob strokes gain or lose no more: what is thicker than that and thick is no stroke
   * @param most a kernel's area times that of the digit; beyond it, the digit is reduced first
   */
  record Config(Bound thin, Bound thick, double fine, double blob, double most) {
    static final Config STANDARD =
        new Config(new Bound(1.9, 2.2), new Bound(4.2, 4.0), 100, 8, 1e9);

    /** For one of thousands of glyphs: as many pixels as the thickest blob needs that has 70. */
    static final Config OF_GLYPH =
        new Config(STANDARD.thin, STANDARD.thick, STANDARD.fine, STANDARD.blob, 4e6);
  }

  /**
   * The end of MNIST's range, in pixels of a 20-pixel box.
   *
   * @param width from which on strokes are changed, above 0
   * @param target to which they are brought, within the range
   */
  record Bound(double width, double target) {}

  @Override
  public String name() {
    return "stroke width";
  }

  @Override
  public Mat apply(Mat picture) {
    Mat cropped = Mats.croppedTo(0, picture);
    if (cropped.empty()) {
      return cropped;
    }
    double factor = Math.max(1, config.fine() / Mats.longerSide(cropped));
    Mat fine = Mats.enlarged(cropped, factor);
    double unit = Mats.longerSide(fine) / BOX;
    double width = width(fine) / unit;
    double change = 0;
    if (width < config.thin().width()) {
      change = config.thin().target() - width;
    } else if (width > config.thick().width()) {
      change = config.thick().target() - width;
    }
    // A digit grows with its strokes, and its box with it.
    double growth = Math.min(config.blob(), Math.abs(change / (1 - (width + change) / BOX)));
    if ((int) Math.rint(growth * unit) == 0) {
      fine.release();
      return cropped;
    }
    cropped.release();
    // The work grows with the fourth power of the side.
    double work = growth * unit * growth * unit * fine.total();
    double less = Math.min(1, Math.pow(config.most() / work, 0.25));
    Mat reduced = Mats.reducedTo((int) Math.ceil(less * Mats.longerSide(fine)), fine);
    fine.release();
    int pixels = (int) Math.rint(growth * Mats.longerSide(reduced) / BOX);
    Mat changed = changed(reduced, pixels, change > 0);
    reduced.release();
    return changed;
  }

  /** The mean width of the strokes of a picture of ink, in its pixels. */
  static double width(Mat digit) {
    Mat padded = Mats.padded(1, digit);
    Imgproc.threshold(padded, padded, 127, 255, Imgproc.THRESH_BINARY);
    var distance = new Mat();
    Imgproc.distanceTransform(padded, distance, Imgproc.DIST_L2, 5);
    double mean = Core.mean(distance, padded).val[0];
    padded.release();
    distance.release();
    return 4 * mean - 1;
  }

  private static Mat changed(Mat digit, int pixels, boolean wider) {
    Mat padded = Mats.padded(pixels, digit);
    Mat kernel =
        Imgproc.getStructuringElement(Imgproc.MORPH_ELLIPSE, new Size(pixels + 1.0, pixels + 1.0));
    if (wider) {
      Imgproc.dilate(padded, padded, kernel);
    } else {
      Imgproc.erode(padded, padded, kernel);
    }
    kernel.release();
    Mat cropped = Mats.croppedTo(0, padded);
    padded.release();
    return cropped;
  }
}
