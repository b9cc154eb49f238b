package io.github.mnistfit.numbers;

import io.github.mnistfit.ink.Component;

/**
 * Ink that isn't divided any more.
 *
 * @param ink the ink
 * @param whole the connected ink that it was cut from, or the same
 * @param cutLeft the pixels of ink that were cut to part it from what is on its left; 0 if nothing
 *     had to be cut
 * @param cutRight the same on its right
 */
record Segment(Component ink, Component whole, double cutLeft, double cutRight) {
  /** Whether nothing was cut from it. */
  boolean isWhole() {
    return cutLeft == 0 && cutRight == 0;
  }
}
