package io.github.mnistfit.training.scenes;

import java.util.Arrays;
import java.util.List;

/** A chain of points, end to end: what a pen draws before it is lifted. Immutable. */
final class Path {
  /** Straight pieces of a curve from one of its points to the next. */
  private static final int PIECES = 6;

  /** x and y by turns. */
  private final double[] coordinates;

  private Path(double[] coordinates) {
    this.coordinates = coordinates;
  }

  /** A chain of points, given as x and y by turns. */
  static Path of(double... coordinates) {
    return new Path(coordinates.clone());
  }

  /** A chain of points, each given as x and y. */
  static Path of(List<double[]> points) {
    double[] coordinates = new double[2 * points.size()];
    for (int i = 0; i < points.size(); i++) {
      coordinates[2 * i] = points.get(i)[0];
      coordinates[2 * i + 1] = points.get(i)[1];
    }
    return new Path(coordinates);
  }

  /** A uniform spline through the points (Catmull and Rom, 1974), ends included. */
  Path smooth() {
    int n = size();
    if (n < 3) {
      return this;
    }
    double[] curve = new double[2 * (PIECES * (n - 1) + 1)];
    for (int i = 0; i + 1 < n; i++) {
      for (int piece = 0; piece < PIECES; piece++) {
        double t = (double) piece / PIECES;
        for (int axis = 0; axis < 2; axis++) {
          curve[2 * (PIECES * i + piece) + axis] =
              spline(
                  coordinates[2 * Math.max(0, i - 1) + axis],
                  coordinates[2 * i + axis],
                  coordinates[2 * (i + 1) + axis],
                  coordinates[2 * Math.min(n - 1, i + 2) + axis],
                  t);
        }
      }
    }
    curve[curve.length - 2] = coordinates[2 * n - 2];
    curve[curve.length - 1] = coordinates[2 * n - 1];
    return new Path(curve);
  }

  /** Each point moved. */
  Path map(Move move) {
    double[] moved = new double[coordinates.length];
    double[] to = new double[2];
    for (int i = 0; i < size(); i++) {
      move.to(x(i), y(i), to);
      moved[2 * i] = to[0];
      moved[2 * i + 1] = to[1];
    }
    return new Path(moved);
  }

  /** Moves a point. */
  @FunctionalInterface
  interface Move {
    /** Sets to[0] and to[1] to where (x, y) goes. */
    void to(double x, double y, double[] to);
  }

  int size() {
    return coordinates.length / 2;
  }

  double x(int i) {
    return coordinates[2 * i];
  }

  double y(int i) {
    return coordinates[2 * i + 1];
  }

  /** The length of all straight pieces. */
  double length() {
    double length = 0;
    for (int i = 1; i < size(); i++) {
      length += Math.hypot(x(i) - x(i - 1), y(i) - y(i - 1));
    }
    return length;
  }

  private static double spline(double a, double b, double c, double d, double t) {
    return b + t / 2 * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)));
  }

  @Override
  public String toString() {
    return Arrays.toString(coordinates);
  }
}
