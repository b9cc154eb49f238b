package io.github.mnistfit.training.augmentation;

import java.util.SplittableRandom;

/**
 * How far a fit is off: a box too large or too small, a place beside the right one.
 *
 * @param scale the standard deviation of the box's size, as a share of it, 0 to 0.1
 * @param offset the share of images that are up to a pixel off in a direction, 0 to 1
 */
record FitError(double scale, double offset) {
  /** Set by hand. */
  static final FitError USUAL = new FitError(0.04, 0.2);

  /** How much larger than right the box is, about 1. */
  double boxScale(SplittableRandom random) {
    return 1 + scale * Gaussian.next(random);
  }

  /** By how many pixels the image is off its place. */
  int pixels(SplittableRandom random) {
    return random.nextDouble() < offset ? random.nextInt(3) - 1 : 0;
  }
}
