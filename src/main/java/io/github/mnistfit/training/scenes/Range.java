package io.github.mnistfit.training.scenes;

/**
 * What a number is drawn from.
 *
 * @param least the smallest, included
 * @param most the largest
 */
record Range(double least, double most) {
  /**
   * Checks the order.
   *
   * @throws IllegalArgumentException if the smallest is larger than the largest
   */
  Range {
    if (!(least <= most)) {
      throw new IllegalArgumentException(least + " to " + most + " is no range");
    }
  }

  static Range of(double least, double most) {
    return new Range(least, most);
  }
}
