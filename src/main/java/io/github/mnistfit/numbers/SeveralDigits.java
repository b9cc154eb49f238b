package io.github.mnistfit.numbers;

import io.github.mnistfit.fit.Pipeline;
import io.github.mnistfit.image.OpenCv;
import io.github.mnistfit.ink.Component;
import io.github.mnistfit.ink.Mats;
import io.github.mnistfit.ink.NormalizedPicture;
import io.github.mnistfit.mnist.GreyImage;
import java.util.Arrays;
import java.util.List;
import org.opencv.core.Mat;

/** Tells whether a picture may show several digits, so that even a sure answer is checked. */
public final class SeveralDigits {
  /** More components are dots, and no digits. */
  private static final int MOST_COMPONENTS = 200;

  /** The longer side of the copy that is looked at, in pixels. */
  private static final int SMALL_SIDE = 48;

  /** What is lower there is no digit, but a speck: a twelfth of that side. */
  private static final int LEAST_HEIGHT = 4;

  private SeveralDigits() {}

  /**
   * Whether several things are about as high, wherever they are, and so may be digits. Takes about
   * 0.1 ms.
   *
   * @param workingCopy the picture in grey, reduced if it is large
   */
  public static boolean mayBeIn(GreyImage workingCopy) {
    OpenCv.load();
    Mat grey = Mats.of(workingCopy);
    Mat small = Mats.reducedTo(SMALL_SIDE, grey);
    grey.release();
    Mat density = Pipeline.toInkOfLines().apply(small);
    boolean several = !density.empty() && hasSeveralHigh(density);
    density.release();
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
