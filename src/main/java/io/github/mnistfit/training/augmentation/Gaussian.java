package io.github.mnistfit.training.augmentation;

import java.util.SplittableRandom;

/** Normally distributed numbers. */
final class Gaussian {
  private Gaussian() {}

  /** The next one, with mean 0 and deviation 1, by Box and Muller (1958). */
  static double next(SplittableRandom random) {
    return Math.sqrt(-2 * Math.log(1 - random.nextDouble()))
        * Math.cos(2 * Math.PI * random.nextDouble());
  }
}
