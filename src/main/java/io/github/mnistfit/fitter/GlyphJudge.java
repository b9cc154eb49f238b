package io.github.mnistfit.fitter;

import io.github.mnistfit.mnist.MnistImage;
import java.util.List;

/** Tells wide digits from digits that touch, so that the former aren't cut. */
@FunctionalInterface
public interface GlyphJudge {
  /**
   * Judges ink that is wider than most digits.
   *
   * @param images all of a picture's, in MNIST's form
   * @return for each whether it is surely one digit
   */
  boolean[] areDigits(List<MnistImage> images);
}
