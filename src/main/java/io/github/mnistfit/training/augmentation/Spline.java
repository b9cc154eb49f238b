package io.github.mnistfit.training.augmentation;

import io.github.mnistfit.training.augmentation.InkCanvas.Point;
import java.util.ArrayList;
import java.util.List;

/** A Catmull-Rom spline (1974), as a polyline. */
final class Spline {
  private static final int PIECES = 6;

  private Spline() {}

  /** The polyline of the uniform spline through all the points, ends included. */
  static List<Point> through(List<Point> points) {
    List<Point> polyline = new ArrayList<>();
    int last = points.size() - 1;
    for (int i = 0; i < last; i++) {
      Point before = points.get(Math.max(0, i - 1));
      Point from = points.get(i);
      Point to = points.get(i + 1);
      Point after = points.get(Math.min(last, i + 2));
      for (int piece = 0; piece < PIECES; piece++) {
        double t = (double) piece / PIECES;
        polyline.add(
            new Point(
                between(before.x(), from.x(), to.x(), after.x(), t),
                between(before.y(), from.y(), to.y(), after.y(), t)));
      }
    }
    polyline.add(points.get(last));
    return polyline;
  }

  private static double between(double a, double b, double c, double d, double t) {
    return b
        + t * (c - a) / 2
        + t * t * (a - 2.5 * b + 2 * c - d / 2)
        + t * t * t * (1.5 * (b - c) + (d - a) / 2);
  }
}
