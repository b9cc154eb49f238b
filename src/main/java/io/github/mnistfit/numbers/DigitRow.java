package io.github.mnistfit.numbers;

import io.github.mnistfit.mnist.Box;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.math3.stat.regression.SimpleRegression;

/** The boxes of one line's digits, and how they stand beside each other. All lengths in pixels. */
public final class DigitRow {
  /** What reaches so far beyond its neighbours both above and below is hardly a 1; 0.07 to 0.12. */
  private static final double BEYOND = 0.08;

  /** A gap that is at least this wide, in the digits' height, … */
  private static final double SPACE = 0.8;

  /** … and this many times as wide as the line's median gap is a space. */
  private static final double WIDER = 2.5;

  private final List<Box> boxes;
  private final double height;

  /**
   * Takes the boxes.
   *
   * @param boxes at least one, from left to right
   */
  public DigitRow(List<Box> boxes) {
    this.boxes = List.copyOf(boxes);
    this.height = median(boxes.stream().map(box -> (double) box.height()).toList());
  }

  List<Box> boxes() {
    return boxes;
  }

  /** The median height. */
  double height() {
    return height;
  }

  Box first() {
    return boxes.get(0);
  }

  Box last() {
    return boxes.get(boxes.size() - 1);
  }

  /** The same with one more. */
  DigitRow with(Box box) {
    return new DigitRow(
        Stream.concat(boxes.stream(), Stream.of(box))
            .sorted(Comparator.comparingDouble(DigitRow::middle))
            .toList());
  }

  /**
   * Whether one of the digits reaches beyond those beside it, both above and below, as brackets,
   * slashes and the sides of boxes do; a tall digit does so at one end.
   *
   * @param place of the digit, from 0
   */
  public boolean reachesBeyond(int place) {
    Box digit = boxes.get(place);
    double slope = slope(boxes.stream().filter(other -> !other.equals(digit)).toList());
    double above = 0;
    double below = 0;
    int first = Math.max(0, Math.min(place - 1, boxes.size() - 3));
    int last = Math.min(boxes.size(), first + 3);
    for (int i = first; i < last; i++) {
      Box other = boxes.get(i);
      double shift = slope * (middle(digit) - middle(other));
      above += other.top() + shift - digit.top();
      below += bottom(digit) - bottom(other) - shift;
    }
    double least = BEYOND * height * (last - first - 1);
    return last - first > 1 && above >= least && below >= least;
  }

  /** By how much digits are lower for each pixel to the right, by least squares; 0 for two. */
  private static double slope(List<Box> digits) {
    var regression = new SimpleRegression();
    digits.forEach(box -> regression.addData(middle(box), box.top() + box.height() / 2.0));
    return digits.size() > 2 ? regression.getSlope() : 0;
  }

  /** Behind which digit the widest gap is, from 0; −1 for a single digit. */
  int widestGap() {
    return IntStream.range(0, boxes.size() - 1)
        .boxed()
        .max(Comparator.comparingDouble(i -> gap(boxes.get(i), boxes.get(i + 1))))
        .orElse(-1);
  }

  /** How wide a gap is a space. */
  double spaceWidth() {
    List<Double> gaps = new ArrayList<>();
    for (int i = 1; i < boxes.size(); i++) {
      gaps.add(gap(boxes.get(i - 1), boxes.get(i)));
    }
    return Math.max(SPACE * height, gaps.isEmpty() ? 0 : WIDER * median(gaps));
  }

  /** Where digits have their top at a part's place: that of those at its sides. */
  double top(Box part) {
    double at = middle(part);
    Box left = first();
    Box right = last();
    for (Box digit : boxes) {
      if (middle(digit) <= at) {
        left = digit;
      }
    }
    for (int i = boxes.size() - 1; i >= 0; i--) {
      if (middle(boxes.get(i)) >= at) {
        right = boxes.get(i);
      }
    }
    return (bottom(left) + bottom(right)) / 2 - height;
  }

  static double gap(Box left, Box right) {
    return Math.max(0, right.left() - left.left() - left.width());
  }

  static double bottom(Box box) {
    return box.top() + box.height();
  }

  static double middle(Box box) {
    return box.left() + box.width() / 2.0;
  }

  static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.get(sorted.size() / 2);
  }
}
