package io.github.mnistfit.samples;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a pen draws between touching the paper and leaving it: smooth curves, end to end.
 *
 * @param curves points that each curve goes through; where one ends and the next begins is a corner
 */
record Stroke(List<List<Point>> curves) {
  private static final int STEPS = 24;

  /**
   * Reads strokes: points are {@code x,y}, {@code /} marks the point before it as a corner, {@code
   * ;} lifts the pen.
   */
  static List<Stroke> parse(String text) {
    return Stream.of(text.split(";", -1)).map(Stroke::parseOne).toList();
  }

  private static Stroke parseOne(String text) {
    List<List<Point>> curves = new ArrayList<>();
    List<Point> curve = new ArrayList<>();
    for (String word : text.strip().split("\\s+", -1)) {
      if (word.equals("/")) {
        curves.add(curve);
        curve = new ArrayList<>(List.of(curve.get(curve.size() - 1)));
      } else {
        int comma = word.indexOf(',');
        curve.add(
            new Point(
                Double.parseDouble(word.substring(0, comma)),
                Double.parseDouble(word.substring(comma + 1))));
      }
    }
    curves.add(curve);
    return new Stroke(curves);
  }

  /** The stroke as many short straight pieces: a Catmull-Rom spline through each curve's points. */
  List<Point> path() {
    List<Point> path = new ArrayList<>();
    for (List<Point> curve : curves) {
      int last = curve.size() - 1;
      for (int i = 0; i < last; i++) {
        for (int step = 0; step < STEPS; step++) {
          path.add(
              between(
                  curve.get(Math.max(i - 1, 0)),
                  curve.get(i),
                  curve.get(i + 1),
                  curve.get(Math.min(i + 2, last)),
                  (double) step / STEPS));
        }
      }
      path.add(curve.get(last));
    }
    return path;
  }

  private static Point between(Point a, Point b, Point c, Point d, double t) {
    return new Point(spline(a.x(), b.x(), c.x(), d.x(), t), spline(a.y(), b.y(), c.y(), d.y(), t));
  }

  private static double spline(double a, double b, double c, double d, double t) {
    return b + t / 2 * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)));
  }
}
