package io.github.mnistfit.numbers;

import io.github.mnistfit.mnist.Box;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tells the marks of a line of digits by their size and by where they stand beside those. Lengths
 * are of the height of the digits nearby, heights count from their top down.
 */
public final class Marks {
  /** What is larger both ways is no dot; 0.2 to 0.35. */
  private static final double DOT = 0.3;

  /** What is less wide and less high is a speck; 0.03 to 0.06. */
  private static final double SPECK = 0.04;

  /** A dot whose middle is above this stands for nothing, or is the upper one of a colon. */
  private static final double LOW = 0.66;

  /** A comma reaches at least this far down; a dot ends near 1. */
  private static final double TAIL = 1.12;

  /** A comma is at most this high, and begins below {@link #BEGIN}. */
  private static final double COMMA = 0.65;

  private static final double BEGIN = 0.55;

  /** A dash is this many times longer than high, at least, and its middle lies in the middle. */
  private static final double FLAT = 1.7;

  private static final double DASH_FROM = 0.25;
  private static final double DASH_TO = 0.8;

  /** What is further above or below isn't on the line. */
  private static final double ABOVE = 0.35;

  private static final double BELOW = 1.6;

  /** A minus may stand so far before the first digit. */
  private static final double BEFORE = 1.2;

  private final DigitRow digits;
  private final double height;

  private Marks(DigitRow digits) {
    this.digits = digits;
    this.height = digits.height();
  }

  /**
   * The marks of a line.
   *
   * @param digits the boxes of its digits, at least one, from left to right
   * @param parts the boxes of connected components that may be marks, in the same pixels; what lies
   *     elsewhere, or in a digit, is none
   * @return all but slashes, from left to right
   */
  public static List<Mark> of(List<Box> digits, List<Box> parts) {
    return new Marks(new DigitRow(digits)).among(parts);
  }

  private List<Mark> among(List<Box> parts) {
    List<Box> own = parts.stream().filter(this::isOnLine).toList();
    List<Mark> marks = new ArrayList<>();
    for (Box part : own) {
      Optional<Box> other = own.stream().filter(o -> isColon(part, o)).findFirst();
      if (other.isPresent()) {
        marks.add(new Mark(part.with(other.get()), ':'));
      } else if (own.stream().noneMatch(o -> isColon(o, part))) {
        sign(part).ifPresent(sign -> marks.add(new Mark(part, sign)));
      }
    }
    marks.removeIf(mark -> !isBetween(mark));
    marks.removeIf(manyAtOnePlace(marks)::contains);
    marks.addAll(spaces(marks));
    marks.sort(Comparator.comparingDouble(mark -> DigitRow.middle(mark.box())));
    return marks;
  }

  private boolean isOnLine(Box part) {
    double top = (part.top() - digits.top(part)) / height;
    double bottom = (part.top() + part.height() - digits.top(part)) / height;
    return top > -ABOVE
        && bottom < BELOW
        && Math.max(part.width(), part.height()) >= SPECK * height
        && digits.boxes().stream().noneMatch(digit -> covers(digit, part));
  }

  /** Whether the first part is the upper dot of a colon, and the other the lower one. */
  private boolean isColon(Box upper, Box lower) {
    return isDot(upper)
        && isDot(lower)
        && upper.top() + upper.height() < lower.top()
        && Math.abs(DigitRow.middle(upper) - DigitRow.middle(lower)) < DOT * height
        && (upper.top() - digits.top(upper)) / height < LOW;
  }

  private Optional<Character> sign(Box part) {
    double from = (part.top() - digits.top(part)) / height;
    double to = from + part.height() / height;
    double middle = (from + to) / 2;
    if (part.width() >= FLAT * part.height() && middle > DASH_FROM && middle < DASH_TO) {
      return Optional.of('-');
    }
    if (from > BEGIN
        && to > TAIL
        && part.height() < COMMA * height
        && part.height() > part.width() * 0.8) {
      return Optional.of(',');
    }
    return isDot(part) && middle > LOW ? Optional.of('.') : Optional.empty();
  }

  private boolean isDot(Box part) {
    return part.width() <= DOT * height && part.height() <= DOT * height;
  }

  /** Between two digits; a minus also before the first. */
  private boolean isBetween(Mark mark) {
    double at = DigitRow.middle(mark.box());
    Box first = digits.first();
    Box last = digits.last();
    boolean leads =
        mark.sign() == '-' && at < DigitRow.middle(first) && at > first.left() - BEFORE * height;
    return leads || (at > DigitRow.middle(first) && at < DigitRow.middle(last));
  }

  /** Dots and commas of which several are between the same two digits: pieces of a rule or box. */
  private Set<Mark> manyAtOnePlace(List<Mark> marks) {
    return marks.stream()
        .filter(mark -> mark.sign() == '.' || mark.sign() == ',')
        .collect(Collectors.groupingBy(this::digitsBefore))
        .values()
        .stream()
        .filter(place -> place.size() > 1)
        .flatMap(List::stream)
        .collect(Collectors.toSet());
  }

  private long digitsBefore(Mark mark) {
    double at = DigitRow.middle(mark.box());
    return digits.boxes().stream().filter(digit -> DigitRow.middle(digit) < at).count();
  }

  /** Wide gaps between neighbours, of which each is a digit or a mark. */
  private List<Mark> spaces(List<Mark> marks) {
    double wide = digits.spaceWidth();
    List<Box> all =
        Stream.concat(digits.boxes().stream(), marks.stream().map(Mark::box))
            .sorted(Comparator.comparingDouble(DigitRow::middle))
            .toList();
    List<Mark> spaces = new ArrayList<>();
    for (int i = 1; i < all.size(); i++) {
      Box left = all.get(i - 1);
      if (DigitRow.gap(left, all.get(i)) >= wide) {
        int from = left.left() + left.width();
        int top = (int) digits.top(left);
        spaces.add(new Mark(new Box(from, top, all.get(i).left() - from, (int) height), ' '));
      }
    }
    return spaces;
  }

  private static boolean covers(Box digit, Box part) {
    int width =
        Math.min(digit.left() + digit.width(), part.left() + part.width())
            - Math.max(digit.left(), part.left());
    int height =
        Math.min(digit.top() + digit.height(), part.top() + part.height())
            - Math.max(digit.top(), part.top());
    return width > 0 && height > 0 && 2.0 * width * height > part.width() * part.height();
  }
}
