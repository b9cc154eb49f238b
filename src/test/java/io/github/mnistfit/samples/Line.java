package io.github.mnistfit.samples;

/**
 * A straight line without end, through two points.
 *
 * @param x1 of the first point
 * @param y1 of the first point
 * @param x2 of the second point
 * @param y2 of the second point
 */
public record Line(double x1, double y1, double x2, double y2) {
  /** The distance of a point, positive on the right of who looks from the first to the second. */
  double right(double x, double y) {
    double dx = x2 - x1;
    double dy = y2 - y1;
    return (dx * (y - y1) - dy * (x - x1)) / Math.sqrt(dx * dx + dy * dy);
  }
}
