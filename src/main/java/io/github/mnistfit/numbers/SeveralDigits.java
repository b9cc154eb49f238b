package io.github.mnistfit.numbers;

import io.github.mnistfit.fit.Pipeline;
import io.github.mnistfit.image.OpenCv;
import io.github.mnistfit.ink.Component;
import io.github.mnistfit.ink.Mats;
import io.github.mnistfit.ink.NormalizedPicture;
import io.github.mnistfit.mnist.GreyImage;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

/**
 * Tells whether a picture seems to show several digits: a hint, told by the small copy that the fit
 * has made already, and bounded.
 */
public final class SeveralDigits {
  /** Of more components no hint is given: a page of dots isn't a number. */
  private static final int MOST_COMPONENTS = 200;

  /** The longer side of the copy that the cheap question is asked of, in pixels. */
  private static final int SMALL_SIDE = 48;

  /** What is lower there is no digit, but a speck: a twelfth of that side. */
  private static final int LEAST_HEIGHT = 4;

  private SeveralDigits() {}

  /**
   * Whether some line has two or more components as high as its digits.
   *
   * @param workingCopy the picture in grey, reduced if it is large
   */
  public static boolean in(GreyImage workingCopy) {
    Mat grey = mat(workingCopy);
    boolean several =
        test(
            grey,
            (normalized, components) ->
                TextLines.of(LineSegmenter.large(components), normalized, Set::copyOf).stream()
                    .anyMatch(SeveralDigits::hasSeveral));
    grey.release();
    return several;
  }

  /**
   * Whether several things are about as high, wherever they are, and so may be digits: a cheap
   * question, for pictures that are surely read, too.
   *
   * @param workingCopy the picture in grey, reduced if it is large
   */
  public static boolean mayBeIn(GreyImage workingCopy) {
    Mat grey = mat(workingCopy);
    Mat small = Mats.reducedTo(SMALL_SIDE, grey);
    grey.release();
    boolean several =
        test(
            small,
            (normalized, components) -> hasSeveralHigh(components, small.cols(), small.rows()));
    small.release();
    return several;
  }

  private static Mat mat(GreyImage image) {
    OpenCv.load();
    var grey = new Mat(image.height(), image.width(), CvType.CV_8UC1);
    grey.put(0, 0, image.pixels());
    return grey;
  }

  private static boolean test(
      Mat grey, BiPredicate<NormalizedPicture, List<Component>> components) {
    Mat density = Pipeline.toInkOfLines().apply(grey);
    if (density.empty()) {
      return false;
    }
    var normalized = NormalizedPicture.of(density);
    List<Component> all = normalized.isBlack() ? List.of() : normalized.components();
    boolean several = all.size() <= MOST_COMPONENTS && components.test(normalized, all);
    density.release();
    return several;
  }

  /** Rules, frames and shadows reach a border; they aren't counted. */
  private static boolean hasSeveralHigh(List<Component> components, int columns, int rows) {
    int[] heights =
        components.stream()
            .map(Component::box)
            .filter(box -> box.x > 0 && box.y > 0)
            .filter(box -> box.x + box.width < columns && box.y + box.height < rows)
            .mapToInt(box -> box.height)
            .toArray();
    int highest = Arrays.stream(heights).max().orElse(0);
    return highest >= LEAST_HEIGHT
        && Arrays.stream(heights).filter(height -> 2 * height >= highest).count() > 1;
  }

  private static boolean hasSeveral(TextLine line) {
    return line.components().stream()
            .filter(component -> TextLines.isHighEnough(component.box(), line.height()))
            .count()
        > 1;
  }
}
