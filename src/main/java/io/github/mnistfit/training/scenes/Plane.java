package io.github.mnistfit.training.scenes;

import io.github.mnistfit.mnist.GreyImage;
import io.github.mnistfit.network.InkImage;
import java.util.Arrays;

/**
 * A number for each pixel of a scene: how much of it is covered by something, how bright it is, how
 * much light falls on it. Changed in place.
 */
final class Plane {
  static final int SIDE = InkImage.SIDE;
  static final int PIXELS = InkImage.PIXELS;

  private final float[] values = new float[PIXELS];

  Plane() {}

  /** A plane of one value. */
  static Plane of(double value) {
    var plane = new Plane();
    Arrays.fill(plane.values, (float) value);
    return plane;
  }

  /** A function of a place. */
  @FunctionalInterface
  interface Field {
    /** The value at a pixel's middle. */
    double at(double x, double y);
  }

  /** The values of a function. */
  static Plane of(Field field) {
    var plane = new Plane();
    for (int row = 0; row < SIDE; row++) {
      for (int column = 0; column < SIDE; column++) {
        plane.values[row * SIDE + column] = (float) field.at(column + 0.5, row + 0.5);
      }
    }
    return plane;
  }

  /** The values row by row; changes to them are changes to this plane. */
  float[] values() {
    return values;
  }

  Plane copy() {
    var copy = new Plane();
    System.arraycopy(values, 0, copy.values, 0, PIXELS);
    return copy;
  }

  /** Multiplies each value by another plane's. */
  void multiply(Plane factor) {
    for (int i = 0; i < PIXELS; i++) {
      values[i] *= factor.values[i];
    }
  }

  /** Adds so many times another plane's values. */
  void add(Plane summand, double times) {
    for (int i = 0; i < PIXELS; i++) {
      values[i] += (float) (times * summand.values[i]);
    }
  }

  /** Goes over to other values where something covers this plane. */
  void cover(Plane coverage, Plane with) {
    for (int i = 0; i < PIXELS; i++) {
      values[i] += coverage.values[i] * (with.values[i] - values[i]);
    }
  }

  /** Lays ink over ink: what shines through both is what shines through each, multiplied. */
  void layOver(Plane ink, double strength) {
    for (int i = 0; i < PIXELS; i++) {
      values[i] = (float) (1 - (1 - values[i]) * (1 - strength * ink.values[i]));
    }
  }

  /** Keeps the larger of two values at each pixel. */
  void max(Plane other) {
    for (int i = 0; i < PIXELS; i++) {
      values[i] = Math.max(values[i], other.values[i]);
    }
  }

  void clamp(double least, double most) {
    for (int i = 0; i < PIXELS; i++) {
      values[i] = (float) Math.max(least, Math.min(most, values[i]));
    }
  }

  /** The sum of all values. */
  double sum() {
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    return sum;
  }

  /** The values as grey levels: 0 to 255 for 0 to 1. */
  GreyImage toImage() {
    return image(values);
  }

  /** The same for values that are a plane's. */
  static GreyImage image(float[] values) {
    byte[] pixels = new byte[PIXELS];
    for (int i = 0; i < PIXELS; i++) {
      pixels[i] = (byte) Math.round(255 * Math.max(0, Math.min(1, values[i])));
    }
    return new GreyImage(SIDE, SIDE, pixels);
  }

  /**
   * Draws a straight piece of a stroke with round ends; its edge fades over a pixel. A stroke of
   * less than a pixel covers so much less of it.
   *
   * @param fromWidth in pixels at (x1, y1); it changes evenly to {@code toWidth}
   */
  void line(double x1, double y1, double x2, double y2, double fromWidth, double toWidth) {
    double dx = x2 - x1;
    double dy = y2 - y1;
    double square = Math.max(1e-9, dx * dx + dy * dy);
    double reach = Math.max(1, Math.max(fromWidth, toWidth)) / 2 + 0.5;
    int top = first(Math.min(y1, y2) - reach);
    int bottom = last(Math.max(y1, y2) + reach);
    double slope = dy == 0 ? 0 : dx / dy;
    for (int row = top; row <= bottom; row++) {
      double y = row + 0.5 - y1;
      // The columns that the piece of the line near this row can cover.
      double from = dy == 0 ? 0 : clip((y - reach) * slope, dx);
      double to = dy == 0 ? dx : clip((y + reach) * slope, dx);
      int left = first(x1 + Math.min(from, to) - reach);
      int right = last(x1 + Math.max(from, to) + reach);
      for (int column = left; column <= right; column++) {
        double x = column + 0.5 - x1;
        double along = Math.max(0, Math.min(1, (x * dx + y * dy) / square));
        double width = fromWidth + along * (toWidth - fromWidth);
        double ex = x - along * dx;
        double ey = y - along * dy;
        double inside = Math.max(1, width) / 2 + 0.5 - Math.sqrt(ex * ex + ey * ey);
        if (inside > 0) {
          float covered = (float) (Math.min(1, width) * Math.min(1, inside));
          int at = row * SIDE + column;
          if (covered > values[at]) {
            values[at] = covered;
          }
        }
      }
    }
  }

  /** Draws a straight piece of a stroke that is as wide at both ends. */
  void line(double x1, double y1, double x2, double y2, double width) {
    line(x1, y1, x2, y2, width, width);
  }

  /** Draws a stroke through points. */
  void path(Path path, double width) {
    for (int i = 1; i < path.size(); i++) {
      line(path.x(i - 1), path.y(i - 1), path.x(i), path.y(i), width);
    }
  }

  /** Blurs by three running means of one width, which is a Gaussian but for a few per cent. */
  void blur(double deviation) {
    if (deviation < 0.3) {
      return;
    }
    // The variance of three means of (possibly fractional) radius r is r (r + 1).
    double radius = (Math.sqrt(1 + 4 * deviation * deviation) - 1) / 2;
    float[] other = new float[PIXELS];
    for (int pass = 0; pass < 3; pass++) {
      runningMean(values, other, radius, 1, SIDE);
      runningMean(other, values, radius, SIDE, 1);
    }
  }

  /** Means along lines; beyond the ends, the last value goes on. */
  private static void runningMean(float[] from, float[] to, double radius, int step, int next) {
    int whole = (int) radius;
    float part = (float) (radius - whole);
    float scale = (float) (1 / (2 * radius + 1));
    for (int line = 0; line < SIDE; line++) {
      int start = line * next;
      float sum = 0;
      for (int k = -whole; k <= whole; k++) {
        sum += from[start + clamp(k) * step];
      }
      for (int i = 0; i < SIDE; i++) {
        float ends =
            from[start + clamp(i - whole - 1) * step] + from[start + clamp(i + whole + 1) * step];
        to[start + i * step] = (sum + part * ends) * scale;
        sum += from[start + clamp(i + whole + 1) * step] - from[start + clamp(i - whole) * step];
      }
    }
  }

  /** The place between 0 and an end, which may be negative, that is nearest to another. */
  private static double clip(double place, double end) {
    return Math.max(Math.min(0, end), Math.min(Math.max(0, end), place));
  }

  private static int clamp(int index) {
    return Math.max(0, Math.min(SIDE - 1, index));
  }

  private static int first(double place) {
    return (int) Math.max(0, Math.min(SIDE, Math.floor(place)));
  }

  private static int last(double place) {
    return (int) Math.max(-1, Math.min(SIDE - 1.0, Math.floor(place)));
  }
}
