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
record NormalizeStrokeWidth() implements Step {
  /** Thinner strokes are brought to {@link #THIN_TO}; pixels of a 20-pixel box, as all four. */
  private static final double THIN = 1.9;

  private static final double THIN_TO = 2.2;
  private static final double THICK = 4.2;
  private static final double THICK_TO = 4.0;

  private static final double BOX = 20;

  /** The side from which a kernel's whole pixels are fine enough. */
  private static final double FINE = 100;

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
    double factor = Math.max(1, FINE / Mats.longerSide(cropped));
    Mat fine = Mats.enlarged(cropped, factor);
    double unit = Mats.longerSide(fine) / BOX;
    double width = width(fine) / unit;
    double change = 0;
    if (width < THIN) {
      change = THIN_TO - width;
    } else if (width > THICK) {
      change = THICK_TO - width;
    }
    // A digit grows with its strokes, and its box with it.
    double growth = change / (1 - (width + change) / BOX);
    int pixels = (int) Math.rint(Math.abs(growth) * unit);
    if (pixels == 0) {
      fine.release();
      return cropped;
    }
    cropped.release();
    Mat changed = changed(fine, pixels, change > 0);
    fine.release();
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
