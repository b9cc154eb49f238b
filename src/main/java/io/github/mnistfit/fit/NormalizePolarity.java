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
 *
 * @param compared the side to which the picture is reduced to compare it with its surroundings:
 *     medians over wide windows cost time
 * @param surroundings of the longer side, in ascending order
 */
public record NormalizePolarity(int compared, List<Double> surroundings) implements Step {
  /** The side to which the picture is reduced for the decision. */
  private static final int SIDE = 64;

  /**
   * What stands out and is this long, of the picture's longer side, and this wide, of its own, is
   * no digit but a page on a table, whose corner stands out more than the digit on it. Such pages
   * measure 0.36 and more; the thickest digits that people draw, 0.25.
   */
  private static final double PAGE_LENGTH = 0.5;

  private static final double PAGE_WIDTH = 0.32;

  /**
   * So near to the border, of the longer side, a large picture isn't looked at: a frame there is
   * continued outwards by a median, and the paper beside it would stand out.
   */
  private static final double MARGIN = 1.0 / 32;

  /** Narrower surroundings, in pixels, would take the inside of a stroke for paper. */
  private static final int NARROWEST = 9;

  /** Of a picture of one digit, which is large in it or so small that a page is found. */
  static NormalizePolarity ofDigit() {
    return new NormalizePolarity(SIDE / 2, List.of(0.3, 0.5, 0.9));
  }

  /** Of a picture of lines, whose strokes are thin and close together. */
  public static NormalizePolarity ofLines() {
    return new NormalizePolarity(SIDE, List.of(0.15, 0.3, 0.5, 0.9));
  }

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
    Mat small = Mats.reducedTo(SIDE, picture);
    // A picture that is small itself is no photo: nothing lies on a table or in a frame there.
    boolean isLarge = Mats.longerSide(small) == SIDE;
    Mat coarse = Mats.reducedTo(compared, small);
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
  private static Mat inner(Mat picture) {
    int margin = Math.max(1, (int) (MARGIN * Mats.longerSide(picture)));
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
  private static boolean isDigitOnPage(Mat small, boolean inkIsLight) {
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
    Mat darkness = new NormalizeBackground().apply(upright);
    Mat mask = DigitComponents.mask(NormalizedPicture.of(darkness));
    upright.release();
    darkness.release();
    return mask;
  }

  private static boolean isPage(Mat mask, Mat small) {
    if (mask.empty()) {
      return false;
    }
    Rect box = Imgproc.boundingRect(mask);
    int length = Math.max(box.width, box.height);
    return length >= PAGE_LENGTH * Mats.longerSide(small)
        && NormalizeStrokeWidth.width(mask) >= PAGE_WIDTH * length;
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
    int left = surroundings.size();
    for (double share : surroundings) {
      if (Math.abs(vote) > left) {
        break;
      }
      left--;
      int window = Mats.odd(share * Mats.longerSide(small));
      if (window >= NARROWEST || left == 0) {
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
