package io.github.mnistfit.numbers;

import io.github.mnistfit.ink.Component;

/**
 * A component that isn't cut any further.
 *
 * @param ink the component
 * @param whole the connected component that it was cut from, or the same
 * @param cutLeft the pixels of ink that were cut to part it from what is on its left; 0 if nothing
 *     had to be cut
 * @param cutRight the same on its right
 */
record Segment(Component ink, Component whole, double cutLeft, double cutRight) {
  /** What isn't cut at all. */
  static Segment whole(Component component) {
    return new Segment(component, component, 0, 0);
  }

  boolean isWhole() {
    return cutLeft == 0 && cutRight == 0;
  }
}
