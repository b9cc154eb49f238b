package io.github.mnistfit.samples;

/**
 * Where a digit is written, and how.
 *
 * @param x the middle of its box, in pixels from the left
 * @param y the middle of its box, in pixels from the top
 * @param height of its box, in pixels
 * @param degrees turned clockwise
 * @param slant how far the top leans to the right, as a part of the height
 * @param wobble how unsteady the hand is: deviation from the designed shape, as a part of the
 *     height
 */
public record Place(
    double x, double y, double height, double degrees, double slant, double wobble) {
  private static final double BOX_WIDTH = 0.64;
  private static final double USUAL_WOBBLE = 0.012;

  public static Place at(double x, double y, double height) {
    return new Place(x, y, height, 0, 0, USUAL_WOBBLE);
  }

  public Place turned(double newDegrees) {
    return new Place(x, y, height, newDegrees, slant, wobble);
  }

  public Place slanted(double newSlant) {
    return new Place(x, y, height, degrees, newSlant, wobble);
  }

  public Place wobbling(double newWobble) {
    return new Place(x, y, height, degrees, slant, newWobble);
  }

  /** A point of the digit's box as a point of the picture. */
  Point of(Point designed) {
    double v = designed.y() - 0.5;
    double u = designed.x() - BOX_WIDTH / 2 - slant * v;
    double sine = Math.sin(Math.toRadians(degrees));
    double cosine = Math.cos(Math.toRadians(degrees));
    return new Point(x + height * (u * cosine - v * sine), y + height * (u * sine + v * cosine));
  }
}
