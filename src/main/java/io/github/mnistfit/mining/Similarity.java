package io.github.mnistfit.mining;

import io.github.mnistfit.mnist.MnistImage;

/**
 * How alike two images are: the cosine of their grey levels, blurred, so that a pen is no matter.
 */
final class Similarity {
  private static final int SIDE = MnistImage.SIDE;

  private Similarity() {}

  /** In [0, 1]: 1 for the same image, 0 if nothing of them overlaps. */
  static double of(MnistImage one, MnistImage other) {
    double[] a = blurred(one);
    double[] b = blurred(other);
    double product = 0;
    double squareA = 0;
    double squareB = 0;
    for (int i = 0; i < a.length; i++) {
      product += a[i] * b[i];
      squareA += a[i] * a[i];
      squareB += b[i] * b[i];
    }
    return squareA == 0 || squareB == 0 ? 0 : product / Math.sqrt(squareA * squareB);
  }

  /** Means over 3×3 pixels. */
  private static double[] blurred(MnistImage image) {
    double[] blurred = new double[MnistImage.PIXELS];
    for (int row = 0; row < SIDE; row++) {
      for (int column = 0; column < SIDE; column++) {
        double sum = 0;
        for (int r = Math.max(0, row - 1); r <= Math.min(SIDE - 1, row + 1); r++) {
          for (int c = Math.max(0, column - 1); c <= Math.min(SIDE - 1, column + 1); c++) {
            sum += image.at(r, c);
          }
        }
        blurred[row * SIDE + column] = sum / 9;
      }
    }
    return blurred;
  }
}
