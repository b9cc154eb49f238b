package io.github.mnistfit.training.augmentation;

import static io.github.mnistfit.training.augmentation.InkCanvas.SIDE;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntSupplier;

/** Filters: each gives a canvas of its own, and changes none. */
final class InkFilters {
  /** Less than this, in a cell, is the edge of a stroke at most. */
  private static final float FAINT = 0.2f;

  private InkFilters() {}

  private interface Cell {
    double ink(int row, int column);
  }

  /** Each cell changed by a function, and kept in range. */
  static InkCanvas mapped(InkCanvas canvas, DoubleUnaryOperator function) {
    return filled(
        (row, column) -> Math.max(0, Math.min(1, function.applyAsDouble(canvas.at(row, column)))));
  }

  /** The morphological gradient: the edges of the strokes, as an outlined digit shows them. */
  static InkCanvas outlined(InkCanvas canvas) {
    InkCanvas dilated = grownByOne(canvas, true, false);
    InkCanvas eroded = grownByOne(canvas, false, true);
    return filled((row, column) -> dilated.at(row, column) - eroded.at(row, column));
  }

  /** A box blur: each cell the mean of itself and its eight neighbours; the rim stays. */
  static InkCanvas blurred(InkCanvas canvas) {
    float[] result = canvas.cells();
    for (int row = 1; row < SIDE - 1; row++) {
      for (int column = 1; column < SIDE - 1; column++) {
        float sum = 0;
        for (int dr = -1; dr <= 1; dr++) {
          for (int dc = -1; dc <= 1; dc++) {
            sum += canvas.at(row + dr, column + dc);
          }
        }
        result[row * SIDE + column] = sum / 9;
      }
    }
    return new InkCanvas(result);
  }

  /** Motion blur: each cell the mean of those up to some pixels to either side, at an angle. */
  static InkCanvas blurredAlong(InkCanvas canvas, double angle, double reach) {
    int steps = (int) Math.ceil(reach * InkCanvas.CELLS);
    double right = Math.cos(angle);
    double down = Math.sin(angle);
    return filled(
        (row, column) -> {
          float sum = 0;
          for (int i = -steps; i <= steps; i++) {
            int r = (int) Math.round(row + i * down);
            int c = (int) Math.round(column + i * right);
            sum += r < 0 || c < 0 || r >= SIDE || c >= SIDE ? 0 : canvas.at(r, c);
          }
          return sum / (2 * steps + 1);
        });
  }

  /** Each cell that of a neighbour. */
  static InkCanvas displaced(InkCanvas canvas, IntSupplier displacement) {
    return filled(
        (row, column) ->
            canvas.at(
                inside(row + displacement.getAsInt()), inside(column + displacement.getAsInt())));
  }

  /** The ink fading from full on one side to a share of it on the other, in some direction. */
  static InkCanvas shaded(InkCanvas canvas, double angle, double least) {
    double right = Math.cos(angle);
    double down = Math.sin(angle);
    return filled(
        (row, column) -> {
          double way = (right * (column - SIDE / 2.0) + down * (row - SIDE / 2.0)) / SIDE + 0.5;
          return (least + (1 - least) * Math.max(0, Math.min(1, way))) * canvas.at(row, column);
        });
  }

  /** Dilation (or erosion, below 0): strokes wider by a number of cells at each edge. */
  static InkCanvas grown(InkCanvas canvas, int cells) {
    InkCanvas result = canvas;
    for (int i = 0; i < Math.abs(cells); i++) {
      result = grownByOne(result, cells > 0, i % 2 == 0);
    }
    return result;
  }

  /** Without the last stroke from the left, down to a height, wherever a row crosses several. */
  static InkCanvas withoutLastStroke(InkCanvas canvas, double height) {
    float[] result = canvas.cells();
    for (int row = 0; row < InkCanvas.lastCell(height); row++) {
      int right = leftwards(canvas, row, SIDE - 1, false);
      int gap = leftwards(canvas, row, right, true);
      if (leftwards(canvas, row, gap, false) >= 0) {
        Arrays.fill(result, row * SIDE + gap, (row + 1) * SIDE, 0);
      }
    }
    return new InkCanvas(result);
  }

  /** The first cell to the left, from one on, that isn't to be skipped; −1 if there is none. */
  private static int leftwards(InkCanvas canvas, int row, int from, boolean inkSkipped) {
    int column = from;
    while (column >= 0 && canvas.at(row, column) >= FAINT == inkSkipped) {
      column--;
    }
    return column;
  }

  /** What is above a height sheared to the right. */
  static InkCanvas leaning(InkCanvas canvas, double height, double lean) {
    int bottom = InkCanvas.lastCell(height);
    return filled(
        (row, column) -> {
          int shift = row < bottom ? (int) Math.round(lean * (height * InkCanvas.CELLS - row)) : 0;
          return column < shift ? 0 : canvas.at(row, column - shift);
        });
  }

  /** A cross and a square in turn come near to a circle. */
  private static InkCanvas grownByOne(InkCanvas canvas, boolean wider, boolean cross) {
    float[] result = canvas.cells();
    for (int row = 1; row < SIDE - 1; row++) {
      for (int column = 1; column < SIDE - 1; column++) {
        float extreme = canvas.at(row, column);
        for (int dr = -1; dr <= 1; dr++) {
          for (int dc = -1; dc <= 1; dc++) {
            if (!cross || dr == 0 || dc == 0) {
              float other = canvas.at(row + dr, column + dc);
              extreme = wider ? Math.max(extreme, other) : Math.min(extreme, other);
            }
          }
        }
        result[row * SIDE + column] = extreme;
      }
    }
    return new InkCanvas(result);
  }

  private static InkCanvas filled(Cell cell) {
    float[] result = new float[SIDE * SIDE];
    for (int row = 0; row < SIDE; row++) {
      for (int column = 0; column < SIDE; column++) {
        result[row * SIDE + column] = (float) cell.ink(row, column);
      }
    }
    return new InkCanvas(result);
  }

  private static int inside(int place) {
    return Math.max(0, Math.min(SIDE - 1, place));
  }
}
