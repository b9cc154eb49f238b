package io.github.mnistfit.training.augmentation;

import io.github.mnistfit.mnist.MnistImage;
import java.util.List;
import java.util.function.DoubleSupplier;

/**
 * A canvas at twice the resolution of an MNIST image, on which a digit can be bent and drawn on:
 * each cell holds how much of it is ink, 0 to 1. Coordinates are MNIST's pixels, from the top left
 * corner.
 */
final class InkCanvas {
  /** Cells along an MNIST pixel: enough for a stroke to grow by half a pixel. */
  static final int CELLS = 2;

  /** Cells along a side. */
  static final int SIDE = CELLS * MnistImage.SIDE;

  private final float[] ink;

  /** Takes hold of the cells, row by row. */
  InkCanvas(float[] ink) {
    this.ink = ink;
  }

  /** A place on the canvas. */
  record Point(double x, double y) {}

  /** The box of the ink, in MNIST's pixels; empty where right is less than left. */
  record Bounds(double left, double top, double right, double bottom) {
    double width() {
      return right - left;
    }

    double height() {
      return bottom - top;
    }
  }

  /** Which place on an image a place on the canvas shows. */
  @FunctionalInterface
  interface Deformation {
    /** Where the ink at (x, y) of the result comes from: sets from[0] to x and from[1] to y. */
    void source(double x, double y, double[] from);
  }

  /** A canvas without ink. */
  static InkCanvas empty() {
    return new InkCanvas(new float[SIDE * SIDE]);
  }

  /** The ink of an image, bent; between its pixels by linear interpolation. */
  static InkCanvas of(MnistImage image, Deformation deformation) {
    float[] ink = new float[SIDE * SIDE];
    double[] from = new double[2];
    byte[] pixels = image.pixels();
    for (int row = 0; row < SIDE; row++) {
      for (int column = 0; column < SIDE; column++) {
        deformation.source((column + 0.5) / CELLS, (row + 0.5) / CELLS, from);
        ink[row * SIDE + column] = interpolated(pixels, from[0] - 0.5, from[1] - 0.5);
      }
    }
    return new InkCanvas(ink);
  }

  /** How much of a cell is ink. */
  float at(int row, int column) {
    return ink[row * SIDE + column];
  }

  /** A copy of the cells, row by row. */
  float[] cells() {
    return ink.clone();
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

  /** The box of what is clearly ink. */
  Bounds bounds() {
    return bounds(0.5f);
  }

  /** The box of the cells with more ink than a threshold. */
  Bounds bounds(float threshold) {
    int left = SIDE;
    int top = SIDE;
    int right = 0;
    int bottom = 0;
    for (int row = 0; row < SIDE; row++) {
      for (int column = 0; column < SIDE; column++) {
        if (at(row, column) > threshold) {
          left = Math.min(left, column);
          top = Math.min(top, row);
          right = Math.max(right, column + 1);
          bottom = row + 1;
        }
      }
    }
    return new Bounds(
        (double) left / CELLS,
        (double) top / CELLS,
        (double) right / CELLS,
        (double) bottom / CELLS);
  }

  /** The centre of mass of the ink at a height; the canvas's middle where there is none. */
  double middle(double y) {
    int row = Math.max(0, lastCell(y));
    double sum = 0;
    double moment = 0;
    for (int column = 0; column < SIDE; column++) {
      sum += at(row, column);
      moment += at(row, column) * (column + 0.5);
    }
    return sum == 0 ? MnistImage.SIDE / 2.0 : moment / sum / CELLS;
  }

  /** Draws strokes through points, one after the other. */
  void draw(List<Point> points, double width) {
    for (int i = 1; i < points.size(); i++) {
      Point a = points.get(i - 1);
      Point b = points.get(i);
      draw(a.x(), a.y(), b.x(), b.y(), width);
    }
  }

  /** Adds another canvas's ink; where both have some, the stronger stays. */
  void add(InkCanvas other) {
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

  /** The mean ink of all cells. */
  double mean() {
    double sum = 0;
    for (float cell : ink) {
      sum += cell;
    }
    return sum / ink.length;
  }

  private static int firstCell(double place) {
    return Math.max(0, (int) (place * CELLS));
  }

  /** The cell at a place, or the last one. */
  static int lastCell(double place) {
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
