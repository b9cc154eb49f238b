package io.github.mnistfit.training.augmentation;

import io.github.mnistfit.mnist.MnistImage;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntSupplier;

/**
 * Ink on a square grid, finer than an MNIST image, on which a digit can be bent and redrawn: each
 * cell holds how much of it is ink, 0 to 1. Coordinates are MNIST's pixels, from the top left
 * corner.
 */
final class InkField {
  /** Cells along an MNIST pixel: enough for a stroke to grow by half a pixel. */
  static final int CELLS = 2;

  /** Cells along a side. */
  static final int SIDE = CELLS * MnistImage.SIDE;

  /** Less than this, in a cell, is the edge of a stroke at most. */
  private static final float FAINT = 0.2f;

  private final float[] ink;

  private InkField(float[] ink) {
    this.ink = ink;
  }

  /** A place on the field. */
  record Point(double x, double y) {}

  /** A place on an image that another place shows after a deformation. */
  @FunctionalInterface
  interface Deformation {
    /** Where the ink at (x, y) of the result comes from: sets from[0] to x and from[1] to y. */
    void source(double x, double y, double[] from);
  }

  /** A field without ink. */
  static InkField empty() {
    return new InkField(new float[SIDE * SIDE]);
  }

  /** The ink of an image, bent; between its pixels by linear interpolation. */
  static InkField of(MnistImage image, Deformation deformation) {
    float[] ink = new float[SIDE * SIDE];
    double[] from = new double[2];
    byte[] pixels = image.pixels();
    for (int row = 0; row < SIDE; row++) {
      for (int column = 0; column < SIDE; column++) {
        deformation.source((column + 0.5) / CELLS, (row + 0.5) / CELLS, from);
        ink[row * SIDE + column] = interpolated(pixels, from[0] - 0.5, from[1] - 0.5);
      }
    }
    return new InkField(ink);
  }

  /** How much of a cell is ink. */
  float at(int row, int column) {
    return ink[row * SIDE + column];
  }

  /** Draws a stroke with round ends from one point to another. */
  void draw(double x1, double y1, double x2, double y2, double width) {
    draw(x1, y1, x2, y2, width, 1);
  }

  /** Draws a stroke with round ends in ink of some strength, 0 to 1; stronger ink stays. */
  void draw(double x1, double y1, double x2, double y2, double width, double strength) {
    double dx = x2 - x1;
    double dy = y2 - y1;
    double square = Math.max(1e-9, dx * dx + dy * dy);
    double reach = width / 2 + 1;
    int bottom = lastCell(Math.max(y1, y2) + reach);
    int right = lastCell(Math.max(x1, x2) + reach);
    for (int row = firstCell(Math.min(y1, y2) - reach); row <= bottom; row++) {
      for (int column = firstCell(Math.min(x1, x2) - reach); column <= right; column++) {
        double x = (column + 0.5) / CELLS;
        double y = (row + 0.5) / CELLS;
        double along = Math.max(0, Math.min(1, ((x - x1) * dx + (y - y1) * dy) / square));
        double distance = length(x - x1 - along * dx, y - y1 - along * dy);
        // The edge fades over one pixel, as a scan's does.
        float covered = (float) (strength * Math.max(0, Math.min(1, width / 2 - distance + 0.5)));
        int cell = row * SIDE + column;
        ink[cell] = Math.max(ink[cell], covered);
      }
    }
  }

  /** Fills a box in ink of some strength, 0 to 1; stronger ink stays. */
  void fill(double left, double top, double right, double bottom, double strength) {
    for (int row = firstCell(top); row <= lastCell(bottom); row++) {
      for (int column = firstCell(left); column <= lastCell(right); column++) {
        int cell = row * SIDE + column;
        ink[cell] = Math.max(ink[cell], (float) strength);
      }
    }
  }

  /**
   * The mean width of the strokes, in MNIST's pixels: twice the area for each length of its edge.
   */
  double strokeWidth() {
    double area = 0;
    double edge = 0;
    for (int row = 1; row < SIDE; row++) {
      for (int column = 1; column < SIDE; column++) {
        float here = at(row, column);
        area += here;
        edge += length(here - at(row - 1, column), here - at(row, column - 1));
      }
    }
    return edge == 0 ? 0 : 2 * area / edge / CELLS;
  }

  /** Draws strokes through points, one after the other. */
  void draw(List<Point> points, double width) {
    for (int i = 1; i < points.size(); i++) {
      Point a = points.get(i - 1);
      Point b = points.get(i);
      draw(a.x(), a.y(), b.x(), b.y(), width);
    }
  }

  /** Adds another field's ink; where both have some, the stronger stays. */
  void add(InkField other) {
    for (int i = 0; i < ink.length; i++) {
      ink[i] = Math.max(ink[i], other.ink[i]);
    }
  }

  /** Adds a random number to each cell, and keeps it in range. */
  void addNoise(DoubleSupplier noise) {
    for (int i = 0; i < ink.length; i++) {
      ink[i] = (float) Math.max(0, Math.min(1, ink[i] + noise.getAsDouble()));
    }
  }

  /** The height, between two others, at which there is most ink. */
  double heaviestRow(double from, double to) {
    int heaviest = firstCell(from);
    double most = 0;
    for (int row = heaviest; row <= lastCell(to); row++) {
      double sum = 0;
      for (int column = 0; column < SIDE; column++) {
        sum += at(row, column);
      }
      if (sum > most) {
        most = sum;
        heaviest = row;
      }
    }
    return (heaviest + 0.5) / CELLS;
  }

  /** Without the last stroke from the left, down to a height, wherever a row crosses several. */
  InkField withoutLastStroke(double height) {
    InkField result = new InkField(ink.clone());
    for (int row = 0; row < lastCell(height); row++) {
      int right = SIDE - 1;
      while (right >= 0 && at(row, right) < FAINT) {
        right--;
      }
      int gap = right;
      while (gap >= 0 && at(row, gap) >= FAINT) {
        gap--;
      }
      int before = gap;
      while (before >= 0 && at(row, before) < FAINT) {
        before--;
      }
      if (before >= 0) {
        Arrays.fill(result.ink, row * SIDE + gap, (row + 1) * SIDE, 0);
      }
    }
    return result;
  }

  /** What is above a height moved to the right, the more the higher it is. */
  InkField leaning(double height, double lean) {
    InkField result = new InkField(ink.clone());
    for (int row = 0; row < lastCell(height); row++) {
      int shift = (int) Math.round(lean * (height * CELLS - row));
      for (int column = 0; column < SIDE; column++) {
        result.ink[row * SIDE + column] = column < shift ? 0 : at(row, column - shift);
      }
    }
    return result;
  }

  /** The mean ink of all cells. */
  double mean() {
    double sum = 0;
    for (float cell : ink) {
      sum += cell;
    }
    return sum / ink.length;
  }

  /** Each cell changed by a function, and kept in range. */
  InkField mapped(DoubleUnaryOperator function) {
    InkField result = new InkField(ink.clone());
    for (int i = 0; i < ink.length; i++) {
      result.ink[i] = (float) Math.max(0, Math.min(1, function.applyAsDouble(ink[i])));
    }
    return result;
  }

  /** The edges of the strokes: what an outlined digit shows. */
  InkField outlined() {
    float[] edges = grownByOne(true, false).ink;
    float[] inside = grownByOne(false, true).ink;
    for (int i = 0; i < edges.length; i++) {
      edges[i] -= inside[i];
    }
    return new InkField(edges);
  }

  /** Each cell the mean of itself and its eight neighbours; the rim stays. */
  InkField blurred() {
    float[] result = ink.clone();
    for (int row = 1; row < SIDE - 1; row++) {
      for (int column = 1; column < SIDE - 1; column++) {
        float sum = 0;
        for (int dr = -1; dr <= 1; dr++) {
          for (int dc = -1; dc <= 1; dc++) {
            sum += at(row + dr, column + dc);
          }
        }
        result[row * SIDE + column] = sum / 9;
      }
    }
    return new InkField(result);
  }

  /** Each cell the mean of those up to a number of pixels to either side, in one direction. */
  InkField blurredAlong(double angle, double reach) {
    float[] result = new float[ink.length];
    int steps = (int) Math.ceil(reach * CELLS);
    double right = Math.cos(angle);
    double down = Math.sin(angle);
    for (int row = 0; row < SIDE; row++) {
      for (int column = 0; column < SIDE; column++) {
        float sum = 0;
        for (int i = -steps; i <= steps; i++) {
          int r = (int) Math.round(row + i * down);
          int c = (int) Math.round(column + i * right);
          sum += r < 0 || c < 0 || r >= SIDE || c >= SIDE ? 0 : at(r, c);
        }
        result[row * SIDE + column] = sum / (2 * steps + 1);
      }
    }
    return new InkField(result);
  }

  /** Each cell that of a neighbour. */
  InkField shaken(IntSupplier displacement) {
    float[] result = new float[ink.length];
    for (int row = 0; row < SIDE; row++) {
      for (int column = 0; column < SIDE; column++) {
        result[row * SIDE + column] =
            at(inside(row + displacement.getAsInt()), inside(column + displacement.getAsInt()));
      }
    }
    return new InkField(result);
  }

  /** The ink fading from full on one side to a share of it on the other, in some direction. */
  InkField shaded(double angle, double least) {
    double right = Math.cos(angle);
    double down = Math.sin(angle);
    float[] result = new float[ink.length];
    for (int row = 0; row < SIDE; row++) {
      for (int column = 0; column < SIDE; column++) {
        double way = (right * (column - SIDE / 2.0) + down * (row - SIDE / 2.0)) / SIDE + 0.5;
        double kept = least + (1 - least) * Math.max(0, Math.min(1, way));
        result[row * SIDE + column] = (float) (kept * at(row, column));
      }
    }
    return new InkField(result);
  }

  /** Strokes wider (or thinner, below 0) by a number of cells at each edge. */
  InkField grown(int cells) {
    InkField field = this;
    for (int i = 0; i < Math.abs(cells); i++) {
      field = field.grownByOne(cells > 0, i % 2 == 0);
    }
    return field;
  }

  /** A cross and a square in turn come near to a circle. */
  private InkField grownByOne(boolean wider, boolean cross) {
    float[] result = ink.clone();
    for (int row = 1; row < SIDE - 1; row++) {
      for (int column = 1; column < SIDE - 1; column++) {
        float extreme = at(row, column);
        for (int dr = -1; dr <= 1; dr++) {
          for (int dc = -1; dc <= 1; dc++) {
            if (!cross || dr == 0 || dc == 0) {
              float other = at(row + dr, column + dc);
              extreme = wider ? Math.max(extreme, other) : Math.min(extreme, other);
            }
          }
        }
        result[row * SIDE + column] = extreme;
      }
    }
    return new InkField(result);
  }

  private static int inside(int place) {
    return Math.max(0, Math.min(SIDE - 1, place));
  }

  private static int firstCell(double place) {
    return Math.max(0, (int) (place * CELLS));
  }

  private static int lastCell(double place) {
    return Math.min(SIDE - 1, (int) (place * CELLS));
  }

  /** Without the care for overflow that makes {@link Math#hypot} twenty times slower. */
  private static double length(double x, double y) {
    return Math.sqrt(x * x + y * y);
  }

  private static float interpolated(byte[] pixels, double x, double y) {
    int left = (int) Math.floor(x);
    int top = (int) Math.floor(y);
    double fx = x - left;
    double fy = y - top;
    double upper = (1 - fx) * pixel(pixels, top, left) + fx * pixel(pixels, top, left + 1);
    double lower = (1 - fx) * pixel(pixels, top + 1, left) + fx * pixel(pixels, top + 1, left + 1);
    return (float) (((1 - fy) * upper + fy * lower) / 255);
  }

  private static int pixel(byte[] pixels, int row, int column) {
    boolean inside = row >= 0 && row < MnistImage.SIDE && column >= 0 && column < MnistImage.SIDE;
    return inside ? Byte.toUnsignedInt(pixels[row * MnistImage.SIDE + column]) : 0;
  }
}
