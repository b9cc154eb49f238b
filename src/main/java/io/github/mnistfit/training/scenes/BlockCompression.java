package io.github.mnistfit.training.scenes;

/**
 * What JPEG does to a grey picture: blocks of 8×8, their discrete cosine transform, and each
 * frequency rounded, high ones more coarsely than low ones.
 */
final class BlockCompression {
  private static final int BLOCK = 8;
  private static final double[][] COSINES = cosines();

  private final double coarseness;

  /**
   * Compresses so much.
   *
   * @param coarseness the step to which mid frequencies are rounded, of the range from black to
   *     white: JPEG's quality 90 has about 0.01, quality 30 about 0.1
   */
  BlockCompression(double coarseness) {
    this.coarseness = coarseness;
  }

  private static double[][] cosines() {
    double[][] cosines = new double[BLOCK][BLOCK];
    for (int u = 0; u < BLOCK; u++) {
      for (int x = 0; x < BLOCK; x++) {
        cosines[u][x] =
            Math.sqrt((u == 0 ? 1.0 : 2.0) / BLOCK)
                * Math.cos((2 * x + 1) * u * Math.PI / (2 * BLOCK));
      }
    }
    return cosines;
  }

  void apply(Plane plane) {
    if (coarseness == 0) {
      return; // the steps would be of no size; a scene whose ink is all hidden has no contrast
    }
    double[][] block = new double[BLOCK][BLOCK];
    float[] values = plane.values();
    for (int top = 0; top < Plane.SIDE; top += BLOCK) {
      for (int left = 0; left < Plane.SIDE; left += BLOCK) {
        for (int i = 0; i < BLOCK * BLOCK; i++) {
          block[i / BLOCK][i % BLOCK] = values[(top + i / BLOCK) * Plane.SIDE + left + i % BLOCK];
        }
        double[][] frequencies = transform(transform(block, false), false);
        for (int u = 0; u < BLOCK; u++) {
          for (int v = 0; v < BLOCK; v++) {
            // JPEG's own table rises about so. A coefficient is eight times a mean.
            double step = coarseness * (0.5 + 0.25 * (u + v));
            frequencies[u][v] = Math.rint(frequencies[u][v] / step) * step;
          }
        }
        double[][] back = transform(transform(frequencies, true), true);
        for (int i = 0; i < BLOCK * BLOCK; i++) {
          values[(top + i / BLOCK) * Plane.SIDE + left + i % BLOCK] =
              (float) back[i / BLOCK][i % BLOCK];
        }
      }
    }
  }

  /** Transforms rows and turns the block over, so that the next call transforms the columns. */
  private static double[][] transform(double[][] block, boolean back) {
    double[][] result = new double[BLOCK][BLOCK];
    for (int row = 0; row < BLOCK; row++) {
      for (int u = 0; u < BLOCK; u++) {
        double sum = 0;
        for (int x = 0; x < BLOCK; x++) {
          sum += block[row][x] * (back ? COSINES[x][u] : COSINES[u][x]);
        }
        result[u][row] = sum;
      }
    }
    return result;
  }
}
