package io.github.mnistfit.training.augmentation;

import java.util.SplittableRandom;

/**
 * A uniform distribution.
 *
 * @param least its smallest value
 * @param span by how much its largest value exceeds that, 0 or more
 */
record Uniform(double least, double span) {
  double draw(SplittableRandom random) {
    return least + span * random.nextDouble();
  }
}
