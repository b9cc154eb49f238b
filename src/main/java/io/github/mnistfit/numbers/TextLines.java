package io.github.mnistfit.numbers;

import io.github.mnistfit.ink.Component;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.opencv.core.Rect;

/**
 * Tells the lines of a page apart, and writing from what else is dark on it: frames, rules, the
 * table's edge, specks. A digit belongs to the line of its nearest neighbour at the same height, so
 * lines may slope and bend.
 */
final class TextLines {
  /** Along the border for more than this share of its size: a shadow or the table. */
  private static final double ALONG_BORDER = 0.2;

  /** What reaches this far over the picture, of its sides, surrounds the writing, … */
  private static final double HUGE = 0.9;

  /** … unless all other ink is less than this share of it: then it is a digit in a tight crop. */
  private static final double ALONE = 0.1;

  /** A digit is at least this high, of the typical height, … */
  static final double LOWEST = 0.5;

  /** … and at most this. */
  private static final double HIGHEST = 2;

  /** What is higher, of the typical height, are digits of two lines that touch. */
  private static final double TWO_LINES = 1.6;

  /** A smaller piece, of the height, is a speck. */
  private static final double SPECK = 0.08;

  /** A line of print is this many times longer than thick. */
  private static final double RULE = 7;

  /** A frame around a digit has something this high in it, of its own height. */
  private static final double FRAMED = 0.4;

  /** The quantile of the heights that is typical. */
  private static final double TYPICAL = 0.45;

  /** Neighbours in a line share at least this much of the lower one's height. */
  private static final double SHARED = 0.4;

  /** How far from a digit its loose parts may be, of the height. */
  private static final double LOOSE = 0.25;

  private TextLines() {}

  /**
   * One line.
   *
   * @param height its digits' typical height
   * @param pieces its ink from left to right: digits, parts of digits and dots
   */
  record Line(double height, List<Component> pieces) {}

  /** The lines among pieces of ink, from top to bottom. */
  static List<Line> of(List<Component> all, int columns, int rows) {
    List<Component> pieces =
        all.stream()
            .filter(p -> !isSurroundings(p, all, columns, rows) && !isFrame(p, all))
            .toList();
    if (pieces.isEmpty()) {
      return List.of();
    }
    double height = typicalHeight(pieces);
    pieces =
        pieces.stream()
            .flatMap(
                p ->
                    p.box().height >= TWO_LINES * height && p.box().height <= 2 * HIGHEST * height
                        ? SeamCutter.upperAndLower(p, height).stream()
                        : Stream.of(p))
            .toList();
    List<Component> whole = pieces;
    List<Component> digits =
        whole.stream()
            .filter(p -> p.box().height >= LOWEST * height && p.box().height <= HIGHEST * height)
            .sorted(Comparator.comparingDouble(Component::centreX))
            .toList();
    List<List<Component>> chains = chains(digits);
    List<Line> lines = new ArrayList<>();
    for (List<Component> chain : chains) {
      double own = typicalHeight(chain);
      List<Component> members = new ArrayList<>(chain);
      for (Component piece : whole) {
        if (!digits.contains(piece)
            && piece.size() >= SPECK * own
            && piece.size() <= HIGHEST * own
            && chain.stream().anyMatch(digit -> isNear(piece, digit, LOOSE * own))) {
          members.add(piece);
        }
      }
      members.sort(Comparator.comparingDouble(Component::centreX));
      lines.add(new Line(own, members));
    }
    lines.sort(Comparator.comparingDouble(line -> Component.around(line.pieces()).y));
    return lines;
  }

  private static boolean isSurroundings(
      Component piece, List<Component> all, int columns, int rows) {
    Rect box = piece.box();
    boolean bordering = piece.contact() > ALONG_BORDER * 2 * piece.size();
    boolean huge = box.width > HUGE * columns && box.height > HUGE * rows;
    boolean rule = box.width > RULE * box.height && piece.area() > 0.4 * box.area();
    return bordering || (huge && !isAlone(piece, all)) || rule;
  }

  private static boolean isAlone(Component piece, List<Component> all) {
    int ink = all.stream().mapToInt(Component::area).sum();
    return ink - piece.area() <= ALONE * piece.area();
  }

  private static boolean isFrame(Component piece, List<Component> all) {
    Rect box = piece.box();
    return piece.area() < 0.4 * box.area()
        && all.stream()
            .map(Component::box)
            .anyMatch(
                in ->
                    in.height >= FRAMED * box.height
                        && in.x > box.x
                        && in.y > box.y
                        && in.x + in.width < box.x + box.width
                        && in.y + in.height < box.y + box.height);
  }

  /**
   * Somewhat less than the median height of what isn't small beside the bulk of the ink: where
   * digits of two lines touch, those that don't are lower.
   */
  private static double typicalHeight(List<Component> pieces) {
    List<Component> sorted =
        pieces.stream().sorted(Comparator.comparingInt(p -> p.box().height)).toList();
    double half = sorted.stream().mapToDouble(TextLines::weight).sum() / 2;
    double sum = 0;
    int bulk = 0;
    for (Component piece : sorted) {
      bulk = sum < half ? piece.box().height : bulk;
      sum += weight(piece);
    }
    double least = FRAMED * bulk;
    List<Component> large = sorted.stream().filter(p -> p.box().height >= least).toList();
    return large.get((int) (TYPICAL * (large.size() - 1))).box().height;
  }

  /** A thousand specks weigh less than a digit. */
  private static double weight(Component piece) {
    return (double) piece.area() * piece.box().height;
  }

  /** Each piece goes to the line whose nearest member to its left is at the same height. */
  private static List<List<Component>> chains(List<Component> digits) {
    List<List<Component>> chains = new ArrayList<>();
    for (Component digit : digits) {
      List<Component> best = null;
      double bestShare = SHARED;
      for (List<Component> chain : chains) {
        double share = shared(chain.get(chain.size() - 1), digit);
        if (share > bestShare) {
          bestShare = share;
          best = chain;
        }
      }
      if (best == null) {
        best = new ArrayList<>();
        chains.add(best);
      }
      best.add(digit);
    }
    return chains;
  }

  private static double shared(Component a, Component b) {
    int overlap = Math.min(a.bottom(), b.bottom()) - Math.max(a.box().y, b.box().y);
    return (double) overlap / Math.min(a.box().height, b.box().height);
  }

  private static boolean isNear(Component part, Component digit, double distance) {
    Rect a = part.box();
    Rect b = digit.box();
    return a.x - (b.x + b.width) <= distance
        && b.x - (a.x + a.width) <= distance
        && a.y - (b.y + b.height) <= distance
        && b.y - (a.y + a.height) <= distance;
  }
}
