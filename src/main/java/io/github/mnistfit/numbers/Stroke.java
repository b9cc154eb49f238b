package io.github.mnistfit.numbers;

import io.github.mnistfit.mnist.MnistImage;

/**
 * The line along which an image's ink lies, by its second moments.
 *
 * @param elongation how many times longer than wide the ink is, by its deviations; at least 1
 * @param lean how far it leans to the right from upright, in degrees, −90 to 90
 * @param bow what share of the ink's variance across the line a parabola along it explains, −1 to
 *     1; negative if its middle lies further right than its ends, as that of a closing bracket
 */
public record Stroke(double elongation, double lean, double bow) {
  /** Ink that is this much longer than wide is one straight stroke: 1s of MNIST begin at 3. */
  private static final double STRAIGHT = 2.8;

  /** Of the 1s that MNIST trains with, six in a thousand have more; most drawn brackets do. */
  private static final double BOWED = 0.45;

  /** A hand's 1 leans less. */
  private static final double LYING = 50;

  /** Measures an image; one without ink is as wide as long. */
  public static Stroke of(MnistImage image) {
    double sum = 0;
    double x = 0;
    double y = 0;
    double xx = 0;
    double yy = 0;
    double xy = 0;
    for (int row = 0; row < MnistImage.SIDE; row++) {
      for (int column = 0; column < MnistImage.SIDE; column++) {
        double ink = image.at(row, column);
        sum += ink;
        x += ink * column;
        y += ink * row;
        xx += ink * column * column;
        yy += ink * row * row;
        xy += ink * column * row;
      }
    }
    if (sum == 0) {
      return new Stroke(1, 0, 0);
    }
    x /= sum;
    y /= sum;
    xx = xx / sum - x * x;
    yy = yy / sum - y * y;
    xy = xy / sum - x * y;
    double mean = (xx + yy) / 2;
    double difference = Math.hypot((xx - yy) / 2, xy);
    double across = Math.max(1e-3, mean - difference);
    double along = mean + difference;
    double angle = 0.5 * Math.atan2(-2 * xy, yy - xx);
    var axis = new Axis(x, y, Math.cos(angle), Math.sin(angle));
    double bow = bow(image, axis, along) / across;
    return new Stroke(Math.sqrt(along / across), Math.toDegrees(angle), bow);
  }

  /**
   * The line along which ink lies.
   *
   * @param x the column of a point on it
   * @param y that point's row
   * @param cosine of the angle by which it leans to the right from upright
   * @param sine of that angle
   */
  private record Axis(double x, double y, double cosine, double sine) {}

  /** The variance across an axis that a parabola along it explains, and which way it opens. */
  private static double bow(MnistImage image, Axis axis, double along) {
    double sum = 0;
    double cubes = 0;
    double fourths = 0;
    double common = 0;
    for (int row = 0; row < MnistImage.SIDE; row++) {
      for (int column = 0; column < MnistImage.SIDE; column++) {
        double ink = image.at(row, column);
        double dx = column - axis.x();
        double dy = row - axis.y();
        double u = axis.cosine() * dy - axis.sine() * dx;
        double v = axis.cosine() * dx + axis.sine() * dy;
        sum += ink;
        cubes += ink * u * u * u;
        fourths += ink * u * u * u * u;
        common += ink * u * u * v;
      }
    }
    // u and v are uncorrelated; what is left of u² is what u doesn't explain of it.
    double skew = cubes / sum;
    double left = fourths / sum - along * along - skew * skew / Math.max(1e-3, along);
    double with = common / sum;
    return Math.abs(with) * with / Math.max(1e-3, left);
  }

  /** Whether all ink lies along one line. */
  public boolean isStraight() {
    return elongation >= STRAIGHT;
  }

  /** Whether it is upright and bowed as an opening bracket is. */
  public boolean opens() {
    return isUpright() && bow >= BOWED;
  }

  /** Whether it is upright and bowed as a closing bracket is. */
  public boolean closes() {
    return isUpright() && bow <= -BOWED;
  }

  /** Whether it is straight and nearly upright, as a 1. */
  public boolean isUpright() {
    return isStraight() && Math.abs(lean) < LYING;
  }
}
