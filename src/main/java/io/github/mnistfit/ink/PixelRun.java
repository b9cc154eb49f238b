package io.github.mnistfit.ink;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.opencv.core.Rect;

/**
 * Neighbouring pixels of ink in a row.
 *
 * @param row counted from the top
 * @param from the first column
 * @param to the column behind the last one
 */
public record PixelRun(int row, int from, int to) {
  public int length() {
    return to - from;
  }

  /** How many of its pixels lie on the border of a picture. */
  public int contact(int columns, int rows) {
    if (row == 0 || row == rows - 1) {
      return length();
    }
    int left = from == 0 ? 1 : 0;
    int right = to == columns ? 1 : 0;
    return Math.min(length(), left + right);
  }

  /**
   * The runs of ink of a picture, those together that are connected, also diagonally: each run is
   * joined with those above that it touches (union-find). A digit has a hundred times as many
   * pixels as runs.
   *
   * @param pixels unsigned, row by row
   * @param columns the picture's width
   * @param level what is above it is ink
   * @return each connected piece's runs from top to bottom, left to right; the pieces in the order
   *     of their first runs
   */
  public static List<List<PixelRun>> connected(byte[] pixels, int columns, int level) {
    List<PixelRun> runs = new ArrayList<>();
    int[] joined = new int[64]; // each run's earlier one in the same piece, or itself
    int above = 0;
    int aboveEnd = 0;
    for (int row = 0; row * columns < pixels.length; row++) {
      int next = above;
      int begin = runs.size();
      for (PixelRun run = next(pixels, columns, level, row, 0);
          run != null;
          run = next(pixels, columns, level, row, run.to)) {
        int number = runs.size();
        runs.add(run);
        joined = number < joined.length ? joined : Arrays.copyOf(joined, 2 * number);
        joined[number] = number;
        while (next < aboveEnd && runs.get(next).to < run.from) {
          next++;
        }
        for (int i = next; i < aboveEnd && runs.get(i).from <= run.to; i++) {
          join(joined, i, number);
        }
      }
      above = begin;
      aboveEnd = runs.size();
    }
    return pieces(runs, joined);
  }

  /** The first run at or behind a column; null if there is none. */
  private static PixelRun next(byte[] pixels, int columns, int level, int row, int column) {
    int end = (row + 1) * columns;
    int from = row * columns + column;
    while (from < end && Byte.toUnsignedInt(pixels[from]) <= level) {
      from++;
    }
    int to = from;
    while (to < end && Byte.toUnsignedInt(pixels[to]) > level) {
      to++;
    }
    return from == end ? null : new PixelRun(row, from - row * columns, to - row * columns);
  }

  private static void join(int[] joined, int one, int other) {
    int a = first(joined, one);
    int b = first(joined, other);
    joined[Math.max(a, b)] = Math.min(a, b);
  }

  private static int first(int[] joined, int run) {
    int first = run;
    while (joined[first] != first) {
      joined[first] = joined[joined[first]];
      first = joined[first];
    }
    return first;
  }

  private static List<List<PixelRun>> pieces(List<PixelRun> runs, int[] joined) {
    List<List<PixelRun>> pieces = new ArrayList<>();
    int[] piece = new int[runs.size()];
    for (int i = 0; i < piece.length; i++) {
      if (joined[i] == i) {
        piece[i] = pieces.size();
        pieces.add(new ArrayList<>());
      } else {
        piece[i] = piece[joined[i]];
      }
      pieces.get(piece[i]).add(runs.get(i));
    }
    return pieces;
  }

  /** The bounding box of some runs, sorted by row: left, top, width, height. */
  public static Rect box(List<PixelRun> runs) {
    int left = Integer.MAX_VALUE;
    int right = 0;
    for (PixelRun run : runs) {
      left = Math.min(left, run.from);
      right = Math.max(right, run.to);
    }
    int top = runs.get(0).row;
    return new Rect(left, top, right - left, runs.get(runs.size() - 1).row - top + 1);
  }
}
