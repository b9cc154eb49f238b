package io.github.mnistfit.evaluation;

import java.util.ArrayList;
import java.util.List;

/** Counts what was read of labelled numbers. */
public final class NumberEvaluation {
  private final List<Misread> misread = new ArrayList<>();
  private int lines;
  private int exact;
  private int digits;
  private int edits;

  /**
   * A picture that went wrong.
   *
   * @param name as it is listed
   * @param rows what it shows
   * @param read what was read
   */
  public record Misread(String name, List<String> rows, List<String> read) {}

  /**
   * Counts one picture. Its lines are paired so that the edits are fewest, in order: a line that
   * was not found costs all its digits, and so does one that isn't there.
   */
  public void add(LabelledNumbers picture, List<String> read) {
    List<String> rows = picture.rows();
    int[][] edits = new int[rows.size() + 1][read.size() + 1];
    int[][] exact = new int[rows.size() + 1][read.size() + 1];
    for (int i = 0; i <= rows.size(); i++) {
      for (int j = 0; j <= read.size(); j++) {
        if (i == 0 && j == 0) {
          continue;
        }
        edits[i][j] = Integer.MAX_VALUE;
        if (i > 0) {
          take(edits, exact, i, j, edits[i - 1][j] + rows.get(i - 1).length(), exact[i - 1][j]);
        }
        if (j > 0) {
          take(edits, exact, i, j, edits[i][j - 1] + read.get(j - 1).length(), exact[i][j - 1]);
        }
        if (i > 0 && j > 0) {
          int distance = editDistance(rows.get(i - 1), read.get(j - 1));
          take(
              edits,
              exact,
              i,
              j,
              edits[i - 1][j - 1] + distance,
              exact[i - 1][j - 1] + (distance == 0 ? 1 : 0));
        }
      }
    }
    this.lines += rows.size();
    this.exact += exact[rows.size()][read.size()];
    this.digits += rows.stream().mapToInt(String::length).sum();
    this.edits += edits[rows.size()][read.size()];
    if (!rows.equals(read)) {
      misread.add(new Misread(picture.name(), rows, List.copyOf(read)));
    }
  }

  private static void take(int[][] edits, int[][] exact, int i, int j, int cost, int right) {
    if (cost < edits[i][j]) {
      edits[i][j] = cost;
      exact[i][j] = right;
    }
  }

  /** The digits to insert, remove or replace to make one of the other (Levenshtein, 1966). */
  static int editDistance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }

  /** How many lines the pictures show. */
  public int lines() {
    return lines;
  }

  /** How many of them were read without a fault. */
  public int exact() {
    return exact;
  }

  /** How many digits the pictures show. */
  public int digits() {
    return digits;
  }

  /** How many digits were missed, invented or misread. */
  public int edits() {
    return edits;
  }

  /** The pictures of which anything went wrong, in order. */
  public List<Misread> misread() {
    return List.copyOf(misread);
  }
}
