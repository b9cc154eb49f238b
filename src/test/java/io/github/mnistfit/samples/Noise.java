package io.github.mnistfit.samples;

import java.util.Random;

/** Random fields that are the same for the same seed on every machine. */
final class Noise {
  /** What a cubic B-spline makes, on average, of a standard deviation of 1. */
  private static final double DEVIATION = Math.sqrt(151.0 / 315);

  private Noise() {}

  /**
   * Smooth noise: random values on a lattice, joined by cubic B-splines.
   *
   * @param cellWidth pixels between the lattice's columns
   * @param cellHeight pixels between its rows
   * @return height×width values, row by row, of mean 0 and standard deviation 1
   */
  static float[] smooth(int width, int height, double cellWidth, double cellHeight, Random random) {
    int columns = (int) (width / cellWidth) + 4;
    int rows = (int) (height / cellHeight) + 4;
    float[] weights = weights(width, cellWidth);
    var stretched = new float[rows * width];
    for (int row = 0; row < rows; row++) {
      float[] lattice = white(columns, random);
      for (int x = 0; x < width; x++) {
        int column = (int) (x / cellWidth);
        for (int k = 0; k < 4; k++) {
          stretched[row * width + x] += weights[4 * x + k] * lattice[column + k];
        }
      }
    }
    weights = weights(height, cellHeight);
    var field = new float[width * height];
    for (int y = 0; y < height; y++) {
      int row = (int) (y / cellHeight);
      for (int k = 0; k < 4; k++) {
        float weight = weights[4 * y + k];
        for (int x = 0; x < width; x++) {
          field[y * width + x] += weight * stretched[(row + k) * width + x];
        }
      }
    }
    return field;
  }

  static float[] smooth(int width, int height, double cell, Random random) {
    return smooth(width, height, cell, cell, random);
  }

  /** Smooth noise along a path: one value a point. */
  static float[] along(int points, double cell, Random random) {
    return smooth(points, 1, cell, 1, random);
  }

  /** Independent values of mean 0 and standard deviation 1. */
  private static float[] white(int length, Random random) {
    var values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) Math.sqrt(3) * (2 * random.nextFloat() - 1);
    }
    return values;
  }

  /** How much each position's four lattice neighbours count: a cubic B-spline. */
  private static float[] weights(int length, double cell) {
    var weights = new float[4 * length];
    for (int i = 0; i < length; i++) {
      double t = i / cell - (int) (i / cell);
      double u = 1 - t;
      weights[4 * i] = (float) (u * u * u / 6 / DEVIATION);
      weights[4 * i + 1] = (float) ((4 - 6 * t * t + 3 * t * t * t) / 6 / DEVIATION);
      weights[4 * i + 2] = (float) ((4 - 6 * u * u + 3 * u * u * u) / 6 / DEVIATION);
      weights[4 * i + 3] = (float) (t * t * t / 6 / DEVIATION);
    }
    return weights;
  }
}
