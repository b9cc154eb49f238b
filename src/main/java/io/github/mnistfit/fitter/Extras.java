package io.github.mnistfit.fitter;

import io.github.mnistfit.fit.StepPicture;
import io.github.mnistfit.mnist.GreyImage;
import java.util.List;
import java.util.Optional;

/**
 * What a fitter made beside its result, as far as it was asked to.
 *
 * @param thumbnail a small JPEG of the picture
 * @param workingCopy the picture in grey, reduced if it is large
 * @param mayBeSeveral whether several things in that copy are as high as digits of one size
 * @param steps the picture as it was read, then after each step; empty where nobody asked
 */
public record Extras(
    Optional<byte[]> thumbnail,
    Optional<GreyImage> workingCopy,
    boolean mayBeSeveral,
    List<StepPicture> steps) {
  /** Nothing. */
  public static final Extras NONE =
      new Extras(Optional.empty(), Optional.empty(), false, List.of());

  /** Copies the steps. */
  public Extras {
    steps = List.copyOf(steps);
  }
}
