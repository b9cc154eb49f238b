package io.github.mnistfit.numbers;

import io.github.mnistfit.fit.Pipeline;
import io.github.mnistfit.image.OpenCv;
import io.github.mnistfit.ink.Component;
import io.github.mnistfit.ink.NormalizedPicture;
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
    OpenCv.load();
    var grey = new Mat(workingCopy.height(), workingCopy.width(), CvType.CV_8UC1);
    grey.put(0, 0, workingCopy.pixels());
    Mat density = Pipeline.toInkOfLines().apply(grey);
    grey.release();
    var normalized = NormalizedPicture.of(density);
    List<Component> components = normalized.isBlack() ? List.of() : normalized.components();
    boolean several =
        components.size() <= MOST_COMPONENTS
            && TextLines.of(LineSegmenter.large(components), normalized, Set::copyOf).stream()
                .anyMatch(SeveralDigits::hasSeveral);
    density.release();
    return several;
  }

  private static boolean hasSeveral(TextLine line) {
    return line.components().stream()
            .filter(component -> TextLines.isHighEnough(component.box(), line.height()))
            .count()
        > 1;
  }
}
