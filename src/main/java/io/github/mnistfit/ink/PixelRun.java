package io.github.mnistfit.ink;

import java.util.List;

/**
 * Neighbouring pixels of ink in a row: run-length encoding.
 *
 * @param row counted from the top
 * @param from the first column
 * @param to the column behind the last one
 */
public record PixelRun(int row, int from, int to) {
  public int length() {
    return to - from;
  }

  /** How many pixels some runs have. */
  public static int area(List<PixelRun> runs) {
    return runs.stream().mapToInt(PixelRun::length).sum();
  }

  /** How many of its pixels lie on the border of a picture. */
  int borderContact(int columns, int rows) {
    if (row == 0 || row == rows - 1) {
      return length();
    }
    int left = from == 0 ? 1 : 0;
    int right = to == columns ? 1 : 0;
    return Math.min(length(), left + right);
  }
}
