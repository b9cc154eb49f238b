package io.github.mnistfit.training.scenes;

/** Brings a plane to fewer pixels and back. */
final class Resampling {
  private static final int SIDE = Plane.SIDE;

  private Resampling() {}

  /**
   * Reduces a plane to so many pixels a side, by area, and enlarges it again.
   *
   * @param steps whether each pixel stays a square of one value; else linear interpolation
   */
  static void throughPixels(Plane plane, int pixels, boolean steps) {
    float[] small = reduced(plane.values(), pixels);
    float[] values = plane.values();
    for (int row = 0; row < SIDE; row++) {
      double y = (row + 0.5) * pixels / SIDE;
      for (int column = 0; column < SIDE; column++) {
        double x = (column + 0.5) * pixels / SIDE;
        values[row * SIDE + column] =
            steps
                ? small[((int) y) * pixels + ((int) x)]
                : interpolated(small, pixels, x - 0.5, y - 0.5);
      }
    }
  }

  private static float interpolated(float[] small, int pixels, double x, double y) {
    double inX = Math.max(0, Math.min(pixels - 1.001, x));
    double inY = Math.max(0, Math.min(pixels - 1.001, y));
    int column = (int) inX;
    int row = (int) inY;
    int at = row * pixels + column;
    double right = inX - column;
    double above = small[at] + right * (small[at + 1] - small[at]);
    double below = small[at + pixels] + right * (small[at + pixels + 1] - small[at + pixels]);
    return (float) (above + (inY - row) * (below - above));
  }

  /** By area, first along rows, then along columns. */
  private static float[] reduced(float[] values, int pixels) {
    float[] narrow = new float[SIDE * pixels];
    for (int row = 0; row < SIDE; row++) {
      reduce(values, row * SIDE, 1, narrow, row * pixels, 1, pixels);
    }
    float[] small = new float[pixels * pixels];
    for (int column = 0; column < pixels; column++) {
      reduce(narrow, column, pixels, small, column, pixels, pixels);
    }
    return small;
  }

  private static void reduce(
      float[] from, int start, int step, float[] to, int place, int stride, int pixels) {
    double cell = (double) SIDE / pixels;
    for (int i = 0; i < pixels; i++) {
      double begin = i * cell;
      double end = begin + cell;
      double sum = 0;
      for (int k = (int) begin; k < SIDE && k < end; k++) {
        sum += (Math.min(end, k + 1) - Math.max(begin, k)) * from[start + k * step];
      }
      to[place + i * stride] = (float) (sum / cell);
    }
  }
}
