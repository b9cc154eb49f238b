package io.github.mnistfit.training.scenes;

import java.util.SplittableRandom;

/** Value noise: random numbers on a lattice, and something smooth between them. */
final class Noise {
  /** Normally distributed numbers, drawn once: to draw each anew would take most of the time. */
  private static final float[] NORMAL = normal();

  private Noise() {}

  private static float[] normal() {
    var chance = new Chance(new SplittableRandom(1));
    float[] values = new float[1 << 13];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) chance.normal(1);
    }
    return values;
  }

  /** A new number at each pixel, of mean 0 and deviation 1. */
  static Plane white(Chance chance) {
    var plane = new Plane();
    float[] values = plane.values();
    for (int i = 0; i < values.length; i++) {
      values[i] = any(chance);
    }
    return plane;
  }

  /** Clouds of a size, of mean 0 and a deviation below 1. */
  static Plane clouds(double cell, Chance chance) {
    return streaks(cell, cell, 0, chance);
  }

  /**
   * Clouds drawn out in one direction.
   *
   * @param along their size in that direction, in pixels
   * @param across their size in the other
   * @param angle of the direction, in radians
   */
  static Plane streaks(double along, double across, double angle, Chance chance) {
    double cosine = Math.cos(angle);
    double sine = Math.sin(angle);
    double reach = Plane.SIDE * 0.75;
    int columns = (int) (2 * reach / along) + 3;
    int rows = (int) (2 * reach / across) + 3;
    float[] lattice = new float[columns * rows];
    for (int i = 0; i < lattice.length; i++) {
      lattice[i] = any(chance);
    }
    double middle = Plane.SIDE / 2.0;
    return Plane.of(
        (x, y) -> {
          double u = ((x - middle) * cosine + (y - middle) * sine + reach) / along;
          double v = ((y - middle) * cosine - (x - middle) * sine + reach) / across;
          int column = (int) u;
          int row = (int) v;
          double right = eased(u - column);
          double down = eased(v - row);
          int at = row * columns + column;
          double above = lattice[at] + right * (lattice[at + 1] - lattice[at]);
          int under = at + columns;
          double below = lattice[under] + right * (lattice[under + 1] - lattice[under]);
          return above + down * (below - above);
        });
  }

  private static float any(Chance chance) {
    return NORMAL[chance.integer(0, NORMAL.length - 1)];
  }

  private static double eased(double t) {
    return t * t * (3 - 2 * t);
  }
}
