package io.github.mnistfit.numbers;

import io.github.mnistfit.ink.Component;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Sorts digits into rows, which may rise, fan out like those on a page seen at an angle, and bend.
 * First the slope is found at which digits have their neighbours straight beside them; then each
 * digit, from left to right, joins the row whose last digits are at its height.
 */
final class Rows {
  private static final Config CONFIG =
      new Config(Math.tan(Math.toRadians(14)), 29, 0.5, 9, 0.25, 8, 0.5, 3);

  /**
   * By what rows are found.
   *
   * @param steepest slope of a row; 0.1 to 0.4
   * @param slopes how many slopes are tried
   * @param widestFan by how much the slope changes from the top of the page to its bottom, at most
   * @param fans how many such changes are tried
   * @param aligned how far a neighbour's middle is off where it is hardly in the same row, of the
   *     height; 0.15 to 0.4
   * @param furthest how far a neighbour is, of the height
   * @param off how far a digit's middle, top or bottom is from its row's, at most, of the height
   * @param last how many of a row's last digits tell its height
   */
  private record Config(
      double steepest,
      int slopes,
      double widestFan,
      int fans,
      double aligned,
      double furthest,
      double off,
      int last) {}

  private final List<Component> digits;
  private final double height;
  private final double middle;
  private final double top;
  private final double extent;
  private double slope;
  private double fan;

  private Rows(List<Component> digits, double height) {
    this.digits = digits;
    this.height = height;
    double left = digits.stream().mapToDouble(Component::centreX).min().orElse(0);
    double right = digits.stream().mapToDouble(Component::centreX).max().orElse(0);
    this.middle = (left + right) / 2;
    this.top = digits.stream().mapToDouble(Rows::centreY).min().orElse(0);
    this.extent = digits.stream().mapToDouble(Rows::centreY).max().orElse(0) - top;
  }

  /**
   * The rows of some digits.
   *
   * @param digits in any order
   * @param height their typical height
   * @return each from left to right
   */
  static List<List<Component>> of(List<Component> digits, double height) {
    List<Component> sorted =
        digits.stream().sorted(Comparator.comparingDouble(Component::centreX)).toList();
    var rows = new Rows(sorted, height);
    rows.findSlope();
    return rows.joined(rows.chains());
  }

  private static double centreY(Component component) {
    return component.box().y + component.box().height / 2.0;
  }

  /** A digit to the left of another one that may be in the same row. */
  private record Pair(double y, double dx, double dy, double weight) {}

  private void findSlope() {
    List<Pair> pairs = pairs();
    double best = -1;
    for (int f = 0; f < CONFIG.fans(); f++) {
      double tried = CONFIG.widestFan() * (2.0 * f / (CONFIG.fans() - 1) - 1);
      if (extent < 3 * height && tried != 0) {
        continue; // one row or two don't tell
      }
      for (int s = 0; s < CONFIG.slopes(); s++) {
        double steep = CONFIG.steepest() * (2.0 * s / (CONFIG.slopes() - 1) - 1);
        double sum = 0;
        for (Pair pair : pairs) {
          double off =
              (pair.dy - slopeAt(pair.y, steep, tried) * pair.dx) / (CONFIG.aligned() * height);
          sum += pair.weight * Math.exp(-off * off);
        }
        // Among slopes that are as good, the flattest.
        sum *= 1 - 0.05 * Math.abs(steep) - 0.05 * Math.abs(tried);
        if (sum > best) {
          best = sum;
          slope = steep;
          fan = tried;
        }
      }
    }
  }

  private List<Pair> pairs() {
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < digits.size(); i++) {
      Component left = digits.get(i);
      for (int j = i + 1; j < digits.size(); j++) {
        Component right = digits.get(j);
        double dx = right.centreX() - left.centreX();
        if (dx > CONFIG.furthest() * height) {
          break;
        }
        double dy = centreY(right) - centreY(left);
        if (dx > 0.2 * height && Math.abs(dy) < CONFIG.steepest() * 1.5 * dx + 0.3 * height) {
          pairs.add(new Pair(centreY(left), dx, dy, height / (height + dx)));
        }
      }
    }
    return pairs;
  }

  private double slopeAt(double y, double steep, double tried) {
    return steep + (extent == 0 ? 0 : tried * ((y - top) / extent - 0.5));
  }

  /** Where a point's row crosses the middle of the page. */
  private double level(double x, double y) {
    double across = x - middle;
    double perPixel = extent == 0 ? 0 : fan / extent;
    double base = slope - fan / 2 - perPixel * top;
    return (y - base * across) / (1 + perPixel * across);
  }

  private record Span(double top, double bottom) {
    double centre() {
      return (top + bottom) / 2;
    }

    /** How far two are apart: by their middles, or where one is taller by their nearer ends. */
    double distance(Span other) {
      double centres = Math.abs(centre() - other.centre());
      double ends = Math.min(Math.abs(top - other.top), Math.abs(bottom - other.bottom));
      return Math.min(centres, 1.2 * ends + 0.05 * (bottom - top));
    }
  }

  private Span span(Component digit) {
    double x = digit.centreX();
    return new Span(level(x, digit.box().y), level(x, digit.box().y + digit.box().height));
  }

  private List<List<Component>> chains() {
    List<List<Component>> chains = new ArrayList<>();
    for (Component digit : digits) {
      Span here = span(digit);
      List<Component> best = null;
      double nearest = CONFIG.off() * height;
      for (List<Component> chain : chains) {
        double distance = here.distance(end(chain));
        if (distance < nearest) {
          nearest = distance;
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

  /** The mean span of a chain's last digits. */
  private Span end(List<Component> chain) {
    return mean(chain.subList(Math.max(0, chain.size() - CONFIG.last()), chain.size()));
  }

  private Span mean(List<Component> part) {
    double tops = 0;
    double bottoms = 0;
    for (Component digit : part) {
      Span span = span(digit);
      tops += span.top();
      bottoms += span.bottom();
    }
    return new Span(tops / part.size(), bottoms / part.size());
  }

  /** Rows that a digit out of line has parted, whole again. */
  private List<List<Component>> joined(List<List<Component>> chains) {
    List<List<Component>> rows = new ArrayList<>(chains);
    for (int i = 0; i < rows.size(); i++) {
      for (int j = rows.size() - 1; j > i; j--) {
        Span one = mean(rows.get(i));
        Span other = mean(rows.get(j));
        if (Math.abs(one.centre() - other.centre()) < CONFIG.off() * height) {
          rows.get(i).addAll(rows.remove(j));
          rows.get(i).sort(Comparator.comparingDouble(Component::centreX));
        }
      }
    }
    return rows;
  }
}
