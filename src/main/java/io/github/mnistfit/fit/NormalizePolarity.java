package io.github.mnistfit.fit;

import io.github.mnistfit.ink.DigitComponents;
import io.github.mnistfit.ink.Mats;
import io.github.mnistfit.ink.NormalizedPicture;
import java.util.List;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.imgproc.Imgproc;

/**
 * Makes the ink dark on lighter paper, told from the picture: ink is the rarer, so it is what
 * stands out most from the median of its surroundings. Several sizes of surroundings are asked,
 * since a thick stroke is the median of small ones and a shadow stands out of large ones.
 */
record NormalizePolarity(Config config) implements Step {
  /** Of a picture of one digit, which is large in it or so small that a page is found. */
  static NormalizePolarity ofDigit() {
    return new NormalizePolarity(Config.of(new Surroundings(32, List.of(0.3, 0.5, 0.9), 9)));
  }

  /** Of a picture of text lines, whose strokes are thin and close together. */
  static NormalizePolarity ofLines() {
    return new NormalizePolarity(Config.of(new Surroundings(64, List.of(0.15, 0.3, 0.5, 0.9), 9)));
  }

  /**
   * How polarity is told.
   *
   * @param side to which the picture is reduced for the decision, in pixels
   * @param margin so near to the border, of the longer side, a large picture isn't looked at: a
   *     frame there is continued outwards by a median, and the paper beside it would stand out
   */
  record Config(int side, double margin, Surroundings surroundings, Page page) {
    static Config of(Surroundings surroundings) {
      return new Config(64, 1.0 / 32, surroundings, new Page(0.5, 0.32));
    }
  }

  /**
   * With what pixels are compared.
   *
   * @param side to which the picture is reduced for it, in pixels: medians over wide windows cost
   *     time
   * @param windows how wide, of the longer side, in ascending order
   * @param narrowest narrower ones, in pixels, would take the inside of a stroke for paper
   */
  record Surroundings(int side, List<Double> windows, int narrowest) {}

  /**
   * What stands out and is no digit but a page on a table, whose corner stands out more than the
   * digit on it.
   *
   * @param length its longer side at least, of the picture's
   * @param width its stroke width at least, of its own longer side: such pages measure 0.36 and
   *     more; the thickest digits that people draw, 0.25
   */
  record Page(double length, double width) {}

  @Override
  public String name() {
    return "polarity";
  }

  @Override
  public Mat apply(Mat picture) {
    var result = new Mat();
    if (inkIsLight(picture)) {
      Core.bitwise_not(picture, result);
    } else {
      picture.copyTo(result);
    }
    return result;
  }

  private boolean inkIsLight(Mat picture) {
    Mat small = Mats.reducedTo(config.side(), picture);
    // A picture that is small itself is no photo: nothing lies on a table or in a frame there.
    boolean isLarge = Mats.longerSide(small) == config.side();
    Mat coarse = Mats.reducedTo(config.surroundings().side(), small);
    Mat inner = isLarge ? inner(coarse) : coarse.clone();
    coarse.release();
    boolean light = standsOutLight(inner);
    inner.release();
    if (isLarge && isDigitOnPage(small, light)) {
      light = !light;
    }
    small.release();
    return light;
  }

  /** A copy without its margin. */
  private Mat inner(Mat picture) {
    int margin = Math.max(1, (int) (config.margin() * Mats.longerSide(picture)));
    if (Math.min(picture.rows(), picture.cols()) <= 4 * margin) {
      return picture.clone();
    }
    Mat view = picture.submat(margin, picture.rows() - margin, margin, picture.cols() - margin);
    Mat inner = view.clone();
    view.release();
    return inner;
  }

  /**
   * Whether what would be the digit is a page, and in the other polarity a digit lies on it. What
   * would lie around a page instead is a frame of the paper that a thick thing is on.
   */
  private boolean isDigitOnPage(Mat small, boolean inkIsLight) {
    Mat page = mask(small, inkIsLight);
    boolean is = false;
    if (isPage(page, small)) {
      Mat digit = mask(small, !inkIsLight);
      is = !digit.empty() && !isPage(digit, small) && liesOn(digit, page);
      digit.release();
    }
    page.release();
    return is;
  }

  /** What would be the digit; empty if nothing would. */
  private static Mat mask(Mat small, boolean inkIsLight) {
    Mat upright = small.clone();
    if (inkIsLight) {
      Core.bitwise_not(upright, upright);
    }
    Mat density = new NormalizeBackground().apply(upright);
    Mat mask = DigitComponents.mask(NormalizedPicture.of(density));
    upright.release();
    density.release();
    return mask;
  }

  private boolean isPage(Mat mask, Mat small) {
    if (mask.empty()) {
      return false;
    }
    Rect box = Imgproc.boundingRect(mask);
    int length = Math.max(box.width, box.height);
    return length >= config.page().length() * Mats.longerSide(small)
        && NormalizeStrokeWidth.width(mask) >= config.page().width() * length;
  }

  /** Whether a digit's box lies in a page's. */
  private static boolean liesOn(Mat digit, Mat page) {
    Rect inner = Imgproc.boundingRect(digit);
    Rect outer = Imgproc.boundingRect(page);
    return inner.x >= outer.x
        && inner.y >= outer.y
        && inner.x + inner.width <= outer.x + outer.width
        && inner.y + inner.height <= outer.y + outer.height;
  }

  /** Each size of surroundings has a vote from −1 to 1; the rest aren't asked once it's decided. */
  private boolean standsOutLight(Mat small) {
    double vote = 0;
    int left = config.surroundings().windows().size();
    for (double share : config.surroundings().windows()) {
      if (Math.abs(vote) > left) {
        break;
      }
      left--;
      int window = Mats.odd(share * Mats.longerSide(small));
      if (window >= config.surroundings().narrowest() || left == 0) {
        vote += lightness(small, Math.max(3, window));
      }
    }
    return vote > 0;
  }

  /**
   * From −1, all that stands out is darker, to 1, all is lighter. Cubes: what stands out a little,
   * as shadows and grain do, hardly counts.
   */
  private static double lightness(Mat small, int window) {
    var median = new Mat();
    Imgproc.medianBlur(small, median, window);
    byte[] level = Mats.pixels(small);
    byte[] around = Mats.pixels(median);
    median.release();
    double signed = 0;
    double absolute = 1e-9;
    for (int i = 0; i < level.length; i++) {
      double difference = Byte.toUnsignedInt(level[i]) - Byte.toUnsignedInt(around[i]);
      double cube = difference * difference * difference;
      signed += cube;
      absolute += Math.abs(cube);
    }
    return signed / absolute;
  }
}
