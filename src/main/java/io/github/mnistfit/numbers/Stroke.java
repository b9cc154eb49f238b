package io.github.mnistfit.numbers;

import io.github.mnistfit.mnist.MnistImage;

/**
 * The line along which an image's ink lies, by its second moments.
 *
 * @param elongation how many times longer than wide the ink is, by its deviations; at least 1
 * @param lean how far it leans to the right from upright, in degrees, −90 to 90
 */
public record Stroke(double elongation, double lean) {
  /** Ink that is this much longer than wide is one straight stroke: 1s of MNIST begin at 3. */
  private static final double STRAIGHT = 2.8;

  /** Drawn brackets have 4.3 to 4.9; three quarters of MNIST's 1s have more than this. */
  private static final double BOWED = 5.5;

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
      return new Stroke(1, 0);
    }
    x /= sum;
    y /= sum;
    xx = xx / sum - x * x;
    yy = yy / sum - y * y;
    xy = xy / sum - x * y;
    double mean = (xx + yy) / 2;
    double difference = Math.hypot((xx - yy) / 2, xy);
    double across = Math.max(1e-3, mean - difference);
    double lean = Math.toDegrees(0.5 * Math.atan2(-2 * xy, yy - xx));
    return new Stroke(Math.sqrt((mean + difference) / across), lean);
  }

  /** Whether all ink lies along one line. */
  public boolean isStraight() {
    return elongation >= STRAIGHT;
  }

  /** Whether it is as wide for its length as a bracket: bent, or thick. */
  public boolean isBowed() {
    return elongation < BOWED;
  }

  /** Whether it is straight and nearly upright, as a 1. */
  public boolean isUpright() {
    return isStraight() && Math.abs(lean) < LYING;
  }
}
