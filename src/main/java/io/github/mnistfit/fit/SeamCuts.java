package io.github.mnistfit.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Cuts a piece of ink where digits may touch: along seams from top to bottom that cross little ink,
 * found as in seam carving (Avidan and Shamir, 2007). There are more cuts than digits; which ones
 * are true is told by what the network makes of the parts.
 */
final class SeamCuts {
  /** At most so many cuts for each height of width, and some more: more only cost time. */
  private static final int CUTS = 4;

  private static final int MORE_CUTS = 1;

  /** How far a seam may stray from its middle, of a digit's height. */
  private static final double STRAY = 0.22;

  /** Cuts nearer to each other or to the ends than this, of the height, leave no digit between. */
  private static final double APART = 0.12;

  /** How far from its middle a piece of two lines may have its waist, of the height. */
  private static final double WAIST = 0.4;

  /** What a sideways step costs, in pixels of ink. */
  private static final double SIDEWAYS = 0.15;

  private final Piece piece;
  private final int columns;
  private final int rows;
  private final double height;

  private SeamCuts(Piece piece, double height) {
    this.piece = piece;
    this.columns = piece.box().width;
    this.rows = piece.box().height;
    this.height = height;
  }

  /** A seam: its column in each row, and the ink that it crosses. */
  private static final class Seam {
    private final int[] columns;
    private final double cost;

    Seam(int[] columns, double cost) {
      this.columns = columns;
      this.cost = cost;
    }

    double cost() {
      return cost;
    }

    double middle() {
      return Arrays.stream(columns).average().orElseThrow();
    }
  }

  /**
   * Cuts a piece.
   *
   * @param height a digit's height in pixels
   * @return its parts from left to right; the piece alone if it is too narrow to be cut
   */
  static List<Part> parts(Piece piece, double height) {
    var cuts = new SeamCuts(piece, height);
    return cuts.parts(cuts.chosen());
  }

  /**
   * Cuts a piece that reaches over two lines, where its waist is.
   *
   * @param height a digit's height in pixels
   * @return the upper part and the lower one; the piece alone if it can't be cut
   */
  static List<Piece> upperAndLower(Piece piece, double height) {
    var cuts = new SeamCuts(piece.transposed(), height);
    int middle = cuts.columns / 2;
    int reach = (int) (WAIST * height);
    Seam best = null;
    for (int at = middle - reach; at <= middle + reach; at += Math.max(1, reach / 8)) {
      Seam seam = cuts.seam(at);
      best = best == null || seam.cost() < best.cost() ? seam : best;
    }
    return cuts.parts(List.of(best)).stream().map(part -> part.ink().transposed()).toList();
  }

  private List<Part> parts(List<Seam> seams) {
    List<Part> parts = new ArrayList<>();
    int[] none = new int[rows];
    int[] all = new int[rows];
    Arrays.fill(all, columns);
    for (int i = 0; i <= seams.size(); i++) {
      int[] from = i == 0 ? none : seams.get(i - 1).columns;
      int[] to = i == seams.size() ? all : seams.get(i).columns;
      boolean[] kept = new boolean[columns * rows];
      for (int j = 0; j < kept.length; j++) {
        int row = j / columns;
        int column = j % columns;
        kept[j] = piece.inkAt(j) && column >= from[row] && column < to[row];
      }
      Piece part = Piece.part(piece, kept);
      if (part != null) {
        parts.add(
            new Part(
                part,
                piece,
                i == 0 ? 0 : seams.get(i - 1).cost(),
                i == seams.size() ? 0 : seams.get(i).cost()));
      }
    }
    return parts.size() < 2 ? List.of(new Part(piece, piece, 0, 0)) : parts;
  }

  /** The cheapest seams that are apart from each other, from left to right. */
  private List<Seam> chosen() {
    int apart = (int) Math.max(2, APART * height);
    List<Seam> seams = new ArrayList<>();
    for (int middle = apart; middle <= columns - apart; middle += Math.max(1, apart / 2)) {
      seams.add(seam(middle));
    }
    seams.sort(Comparator.comparingDouble(Seam::cost));
    double most = MORE_CUTS + CUTS * columns / height;
    List<Seam> chosen = new ArrayList<>();
    for (Seam seam : seams) {
      boolean free = chosen.stream().allMatch(other -> gap(seam, other) >= apart);
      if (free && chosen.size() < most) {
        chosen.add(seam);
      }
    }
    chosen.sort(Comparator.comparingDouble(Seam::middle));
    return chosen;
  }

  private static double gap(Seam a, Seam b) {
    return Math.abs(a.middle() - b.middle());
  }

  private Seam seam(int middle) {
    int stray = (int) Math.max(1, STRAY * height);
    int first = Math.max(0, middle - stray);
    int width = Math.min(columns, middle + stray + 1) - first;
    double[][] cost = new double[rows][width];
    for (int row = 0; row < rows; row++) {
      for (int i = 0; i < width; i++) {
        double own = piece.inkAt(first + i, row) ? 1 : 0;
        own += 0.02 * Math.abs(first + i - middle) / stray;
        cost[row][i] = own + (row == 0 ? 0 : above(cost[row - 1], i)[0]);
      }
    }
    int[] path = new int[rows];
    int end = 0;
    for (int i = 1; i < width; i++) {
      end = cost[rows - 1][i] < cost[rows - 1][end] ? i : end;
    }
    double total = cost[rows - 1][end];
    for (int row = rows - 1; row >= 0; row--) {
      path[row] = first + end;
      end = row == 0 ? end : (int) above(cost[row - 1], end)[1];
    }
    return new Seam(path, total);
  }

  /** The cheapest way to a pixel from the row above: what it costs, and from where. */
  private static double[] above(double[] row, int at) {
    double cheapest = row[at];
    int from = at;
    for (int i = Math.max(0, at - 1); i <= Math.min(row.length - 1, at + 1); i += 1) {
      if (i != at && row[i] + SIDEWAYS < cheapest) {
        cheapest = row[i] + SIDEWAYS;
        from = i;
      }
    }
    return new double[] {cheapest, from};
  }
}
