package io.github.mnistfit.numbers;

import io.github.mnistfit.fit.Pipeline;
import io.github.mnistfit.image.OpenCv;
import io.github.mnistfit.ink.Component;
import io.github.mnistfit.ink.NormalizedPicture;
import io.github.mnistfit.mnist.Box;
import io.github.mnistfit.mnist.GreyImage;
import java.util.List;
import java.util.Set;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

/**
 * Tells whether a picture that has no answer shows several digits: a hint, told by the small copy
 * that the fit has made already, and bounded.
 */
public final class SeveralDigits {
  /** Of more components no hint is given: a page of dots isn't a number. */
  private static final int MOST_COMPONENTS = 200;

  private SeveralDigits() {}

  /**
   * Whether some line has two or more components as high as its digits.
   *
   * @param workingCopy the picture in grey, reduced if it is large
   */
  public static boolean in(GreyImage workingCopy) {
    return !places(workingCopy).isEmpty();
  }

  /**
   * The boxes of these components, of every line that has two or more.
   *
   * @param workingCopy the picture in grey, reduced if it is large
   * @return in its pixels, line by line
   */
  public static List<Box> places(GreyImage workingCopy) {
    OpenCv.load();
    var grey = new Mat(workingCopy.height(), workingCopy.width(), CvType.CV_8UC1);
    grey.put(0, 0, workingCopy.pixels());
    Mat density = Pipeline.toInkOfLines().apply(grey);
    grey.release();
    var normalized = NormalizedPicture.of(density);
    List<Component> components = normalized.isBlack() ? List.of() : normalized.components();
    List<Box> places =
        components.size() > MOST_COMPONENTS
            ? List.of()
            : TextLines.of(LineSegmenter.large(components), normalized, Set::copyOf).stream()
                .map(SeveralDigits::digits)
                .filter(boxes -> boxes.size() > 1)
                .flatMap(List::stream)
                .toList();
    density.release();
    return places;
  }

  private static List<Box> digits(TextLine line) {
    return line.components().stream()
        .map(Component::box)
        .filter(box -> TextLines.isHighEnough(box, line.height()))
        .map(box -> new Box(box.x, box.y, box.width, box.height))
        .toList();
  }
}
