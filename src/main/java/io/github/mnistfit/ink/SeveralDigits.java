package io.github.mnistfit.ink;

import java.util.Arrays;
import java.util.List;
import org.opencv.core.Mat;

/** Tells whether a picture may show several digits, so that even a sure answer is checked. */
public final class SeveralDigits {
  /** More components are dots, and no digits. */
  private static final int MOST_COMPONENTS = 200;

  /** The longer side of the copy that is looked at, in pixels. */
  public static final int SIDE = 48;

  /** What is lower there is no digit, but a speck: a twelfth of that side. */
  private static final int LEAST_HEIGHT = 4;

  private SeveralDigits() {}

  /**
   * Whether several things are about as high, wherever they are, and so may be digits.
   *
   * @param density of a whole picture's ink; a longer side of {@value #SIDE} pixels is enough
   */
  public static boolean mayBeIn(Mat density) {
    Mat small = Mats.reducedTo(SIDE, density);
    boolean several = hasSeveralHigh(small);
    small.release();
    return several;
  }

  /** Rules, frames and shadows reach a border; they aren't counted. */
  private static boolean hasSeveralHigh(Mat density) {
    var normalized = NormalizedPicture.of(density);
    List<Component> components = normalized.isBlack() ? List.of() : normalized.components();
    int[] heights =
        components.stream()
            .map(Component::box)
            .filter(box -> box.x > 0 && box.y > 0)
            .filter(
                box -> box.x + box.width < density.cols() && box.y + box.height < density.rows())
            .mapToInt(box -> box.height)
            .toArray();
    int highest = Arrays.stream(heights).max().orElse(0);
    return components.size() <= MOST_COMPONENTS
        && highest >= LEAST_HEIGHT
        && Arrays.stream(heights).filter(height -> 2 * height >= highest).count() > 1;
  }
}
