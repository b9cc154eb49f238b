package io.github.mnistfit.samples;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Draws one stroke: how much of each pixel its ink covers. */
final class Ink {
  /** Points of the path between two independent deviations of the hand, and of its pressure. */
  private static final double WOBBLE_POINTS = 30;

  private static final double PRESSURE_POINTS = 18;

  /** The last part of a stroke, where the pen leaves the paper and its line gets thinner. */
  private static final int TAPER_POINTS = 14;

  private static final double TAPERED = 0.7;

  private final int width;
  private final int height;
  private final Pen pen;
  private final float[] tooth;

  Ink(int width, int height, Pen pen, Random random) {
    this.width = width;
    this.height = height;
    this.pen = pen;
    tooth = pen.tooth() == 0 ? new float[0] : Noise.smooth(width, height, 1.7, random);
  }

  /**
   * Covers pixels.
   *
   * @return height×width parts of 1, row by row
   */
  float[] cover(Stroke stroke, Place place, Random random) {
    List<Point> path = wobbled(stroke.path(), place, random).stream().map(place::of).toList();
    float[] pressure = Noise.along(path.size(), PRESSURE_POINTS, random);
    var coverage = new float[width * height];
    for (int i = 0; i + 1 < path.size(); i++) {
      double taper = Math.min(1, TAPERED + (1 - TAPERED) * (path.size() - i) / TAPER_POINTS);
      double press = Math.max(0.5, 1 + pen.pressure() * pressure[i]);
      double thickness = pen.pressure() == 0 ? pen.width() : pen.width() * press * taper;
      coverPiece(
          path.get(i), path.get(i + 1), thickness / 2, Math.min(1, (1 + press) / 2), coverage);
    }
    if (pen.tooth() > 0) {
      for (int i = 0; i < coverage.length; i++) {
        coverage[i] *= (float) Math.min(1, Math.max(0, 1 + pen.tooth() * (0.6 * tooth[i] - 0.35)));
      }
    }
    return coverage;
  }

  private static List<Point> wobbled(List<Point> path, Place place, Random random) {
    float[] dx = Noise.along(path.size(), WOBBLE_POINTS, random);
    float[] dy = Noise.along(path.size(), WOBBLE_POINTS, random);
    List<Point> wobbled = new ArrayList<>();
    for (int i = 0; i < path.size(); i++) {
      Point point = path.get(i);
      wobbled.add(
          new Point(point.x() + place.wobble() * dx[i], point.y() + place.wobble() * dy[i]));
    }
    return wobbled;
  }

  /** A straight piece with round ends. Pixels keep the most that any piece covers of them. */
  private void coverPiece(Point a, Point b, double radius, double strength, float[] coverage) {
    double reach = radius + pen.softness();
    int left = (int) Math.max(0, Math.floor(Math.min(a.x(), b.x()) - reach));
    int right = (int) Math.min(width - 1, Math.ceil(Math.max(a.x(), b.x()) + reach));
    int top = (int) Math.max(0, Math.floor(Math.min(a.y(), b.y()) - reach));
    int bottom = (int) Math.min(height - 1, Math.ceil(Math.max(a.y(), b.y()) + reach));
    // A line thinner than a pixel never covers one wholly.
    double most = pen.opacity() * strength * Math.min(1, 2 * radius);
    for (int y = top; y <= bottom; y++) {
      for (int x = left; x <= right; x++) {
        double distance = distance(x + 0.5, y + 0.5, a, b);
        double covered = most * clamp((radius - distance) / pen.softness() + 0.5);
        int at = y * width + x;
        coverage[at] = Math.max(coverage[at], (float) covered);
      }
    }
  }

  private static double distance(double x, double y, Point a, Point b) {
    double dx = b.x() - a.x();
    double dy = b.y() - a.y();
    double length2 = dx * dx + dy * dy;
    double t = length2 == 0 ? 0 : clamp(((x - a.x()) * dx + (y - a.y()) * dy) / length2);
    double fromX = x - a.x() - t * dx;
    double fromY = y - a.y() - t * dy;
    return Math.sqrt(fromX * fromX + fromY * fromY);
  }

  private static double clamp(double value) {
    return Math.min(1, Math.max(0, value));
  }
}
