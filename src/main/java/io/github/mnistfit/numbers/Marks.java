package io.github.mnistfit.numbers;

import io.github.mnistfit.mnist.Box;
import io.github.mnistfit.numbers.SegmentationGraph.Glyph;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.math3.stat.regression.SimpleRegression;

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

  /** A slash leans at least so far to the right, in degrees, … */
  private static final double LEANING = 17;

  /** … this much more than the line's median glyph, … */
  private static final double MORE = 10;

  /** … and is this many times higher. */
  private static final double HIGHER = 1.05;

  /** Or it leans at least so far, … */
  private static final double STEEP = 9;

  /** … is this many times higher than any 1 of the line, … */
  private static final double LONGER = 1.15;

  /** … and stands between numbers of so many digits at most, … */
  private static final int YEAR = 4;

  /** … in a line of so many glyphs at least: three strokes are three 1s, or nothing. */
  private static final int LEAST = 4;

  /** What reaches so far beyond its neighbours both above and below is hardly a 1; 0.07 to 0.12. */
  private static final double BEYOND = 0.08;

  /** What is further above or below isn't on the line. */
  private static final double ABOVE = 0.35;

  private static final double BELOW = 1.6;

  /** A minus may stand so far before the first digit. */
  private static final double BEFORE = 1.2;

  /** A gap that is at least this wide … */
  private static final double SPACE = 0.8;

  /** … and this many times as wide as the line's median gap is a space. */
  private static final double WIDER = 2.5;

  private final List<Box> digits;
  private final double height;

  private Marks(List<Box> digits) {
    this.digits = digits;
    this.height = median(digits.stream().map(box -> (double) box.height()).toList());
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
    return new Marks(digits).among(parts);
  }

  /**
   * Those of a line's glyphs that are no digits but signs of the length of one: brackets and
   * slashes.
   *
   * @param glyphs from left to right
   * @param isOne which are read as 1s
   * @return {@link Mark#BRACKET} or / for each of them
   */
  public static Map<Glyph, Character> signs(List<Glyph> glyphs, Predicate<Glyph> isOne) {
    Set<Glyph> brackets = brackets(glyphs, isOne);
    List<Glyph> others = glyphs.stream().filter(glyph -> !brackets.contains(glyph)).toList();
    Map<Glyph, Character> signs = new HashMap<>();
    brackets.forEach(glyph -> signs.put(glyph, Mark.BRACKET));
    slashes(others).forEach(glyph -> signs.put(glyph, '/'));
    return signs;
  }

  /** Straight strokes between others, which lean and reach beyond the digits as no 1 does. */
  private static Set<Glyph> slashes(List<Glyph> glyphs) {
    if (glyphs.size() < 3) {
      return Set.of();
    }
    List<Box> boxes = glyphs.stream().map(Glyph::box).toList();
    List<Stroke> strokes = glyphs.stream().map(glyph -> Stroke.of(glyph.image())).toList();
    double height = median(boxes.stream().map(box -> (double) box.height()).toList());
    double lean = median(strokes.stream().map(Stroke::lean).toList());
    // A hand's own 1s may be as high: then what is higher than those beside it is one, too.
    double highestOne =
        IntStream.range(0, boxes.size())
            .filter(i -> strokes.get(i).isUpright() && !reachesBeyond(boxes, i))
            .mapToDouble(i -> boxes.get(i).height())
            .max()
            .orElse(0);
    var isSlash = new boolean[glyphs.size()];
    var isSteep = new boolean[glyphs.size()];
    for (int i = 1; i < glyphs.size() - 1; i++) {
      Stroke stroke = strokes.get(i);
      double own = boxes.get(i).height();
      isSteep[i] =
          stroke.isUpright()
              && stroke.lean() >= Math.max(LEANING, lean + MORE)
              && own >= HIGHER * height;
      boolean isLong =
          glyphs.size() >= LEAST
              && stroke.isUpright()
              && stroke.lean() >= STEEP
              && own >= LONGER * highestOne
              && reachesBeyond(boxes, i);
      isSlash[i] = isSteep[i] || isLong;
    }
    return IntStream.range(0, glyphs.size())
        .filter(i -> isSteep[i] || (isSlash[i] && dividesShortNumbers(isSlash, i)))
        .mapToObj(glyphs::get)
        .collect(Collectors.toSet());
  }

  /**
   * Strokes read as 1s that are bowed as few 1s are: two that enclose lower digits, or a closing
   * one that reaches beyond the digits beside it and ends the line or a short number that begins
   * it.
   */
  private static Set<Glyph> brackets(List<Glyph> glyphs, Predicate<Glyph> isOne) {
    List<Stroke> strokes = glyphs.stream().map(glyph -> Stroke.of(glyph.image())).toList();
    List<Integer> bowed =
        IntStream.range(0, strokes.size())
            .filter(i -> isOne.test(glyphs.get(i)))
            .filter(i -> strokes.get(i).opens() || strokes.get(i).closes())
            .boxed()
            .toList();
    if (bowed.isEmpty()) {
      return Set.of();
    }
    List<Box> others =
        IntStream.range(0, glyphs.size())
            .filter(i -> !bowed.contains(i))
            .mapToObj(i -> glyphs.get(i).box())
            .toList();
    Set<Glyph> brackets = new HashSet<>();
    List<Integer> starts = starts(glyphs.stream().map(Glyph::box).toList());
    for (int i : bowed) {
      boolean ends = i + 1 == glyphs.size() || (i <= YEAR && starts.indexOf(i + 1) == 1);
      if (strokes.get(i).closes() && ends && reachesBeyond(glyphs.get(i).box(), others)) {
        brackets.add(glyphs.get(i));
      }
      bowed.stream()
          .filter(j -> strokes.get(i).opens() && strokes.get(j).closes() && encloses(glyphs, i, j))
          .forEach(j -> brackets.addAll(List.of(glyphs.get(i), glyphs.get(j))));
    }
    return brackets;
  }

  /** Whether all glyphs between two are lower than both. */
  private static boolean encloses(List<Glyph> glyphs, int first, int last) {
    return last > first + 1
        && LONGER * highest(glyphs.subList(first + 1, last))
            <= Math.min(glyphs.get(first).box().height(), glyphs.get(last).box().height());
  }

  private static int highest(List<Glyph> glyphs) {
    return glyphs.stream().mapToInt(glyph -> glyph.box().height()).max().orElse(0);
  }

  private static boolean reachesBeyond(Box stroke, List<Box> digits) {
    List<Box> boxes =
        Stream.concat(digits.stream(), Stream.of(stroke))
            .sorted(Comparator.comparingDouble(Marks::middle))
            .toList();
    return reachesBeyond(boxes, boxes.indexOf(stroke));
  }

  /** Whether up to four digits stand at each side, as in dates and fractions. */
  private static boolean dividesShortNumbers(boolean[] isSlash, int place) {
    int left = place - 1;
    while (left >= 0 && !isSlash[left]) {
      left--;
    }
    int right = place + 1;
    while (right < isSlash.length && !isSlash[right]) {
      right++;
    }
    int before = place - left - 1;
    int after = right - place - 1;
    return before >= 1 && before <= YEAR && after >= 1 && after <= YEAR;
  }

  /**
   * Whether one of a line's digits reaches beyond those beside it, both above and below, as
   * brackets, slashes and the sides of boxes do; a tall digit does so at one end.
   *
   * @param digits the boxes of a line's digits, from left to right
   */
  public static boolean reachesBeyond(List<Box> digits, int place) {
    double height = median(digits.stream().map(box -> (double) box.height()).toList());
    Box digit = digits.get(place);
    double slope = slope(digits.stream().filter(other -> !other.equals(digit)).toList());
    double above = 0;
    double below = 0;
    int first = Math.max(0, Math.min(place - 1, digits.size() - 3));
    int last = Math.min(digits.size(), first + 3);
    for (int i = first; i < last; i++) {
      Box other = digits.get(i);
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

  private static double bottom(Box box) {
    return box.top() + box.height();
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
    marks.addAll(spaces(marks));
    marks.sort(Comparator.comparingDouble(mark -> middle(mark.box())));
    return marks;
  }

  private boolean isOnLine(Box part) {
    double top = (part.top() - top(part)) / height;
    double bottom = (part.top() + part.height() - top(part)) / height;
    return top > -ABOVE
        && bottom < BELOW
        && Math.max(part.width(), part.height()) >= SPECK * height
        && digits.stream().noneMatch(digit -> covers(digit, part));
  }

  /** Whether the first part is the upper dot of a colon, and the other the lower one. */
  private boolean isColon(Box upper, Box lower) {
    return isDot(upper)
        && isDot(lower)
        && upper.top() + upper.height() < lower.top()
        && Math.abs(middle(upper) - middle(lower)) < DOT * height
        && (upper.top() - top(upper)) / height < LOW;
  }

  private Optional<Character> sign(Box part) {
    double from = (part.top() - top(part)) / height;
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
    double at = middle(mark.box());
    Box first = digits.get(0);
    Box last = digits.get(digits.size() - 1);
    boolean leads = mark.sign() == '-' && at < middle(first) && at > first.left() - BEFORE * height;
    return leads || (at > middle(first) && at < middle(last));
  }

  /**
   * Where a line's spaces divide its digits: the places of those that stand first or behind a
   * space.
   *
   * @param digits the boxes of its digits, at least one, from left to right
   */
  private static List<Integer> starts(List<Box> digits) {
    double wide = new Marks(digits).spaceWidth();
    return IntStream.range(0, digits.size())
        .filter(i -> i == 0 || gap(digits.get(i - 1), digits.get(i)) >= wide)
        .boxed()
        .toList();
  }

  private double spaceWidth() {
    List<Double> gaps = new ArrayList<>();
    for (int i = 1; i < digits.size(); i++) {
      gaps.add(gap(digits.get(i - 1), digits.get(i)));
    }
    return Math.max(SPACE * height, gaps.isEmpty() ? 0 : WIDER * median(gaps));
  }

  /** Wide gaps between neighbours, of which each is a digit or a mark. */
  private List<Mark> spaces(List<Mark> marks) {
    double wide = spaceWidth();
    List<Box> all =
        Stream.concat(digits.stream(), marks.stream().map(Mark::box))
            .sorted(Comparator.comparingDouble(Marks::middle))
            .toList();
    List<Mark> spaces = new ArrayList<>();
    for (int i = 1; i < all.size(); i++) {
      Box left = all.get(i - 1);
      if (gap(left, all.get(i)) >= wide) {
        int from = left.left() + left.width();
        int top = (int) top(left);
        spaces.add(new Mark(new Box(from, top, all.get(i).left() - from, (int) height), ' '));
      }
    }
    return spaces;
  }

  private static double gap(Box left, Box right) {
    return Math.max(0, right.left() - left.left() - left.width());
  }

  /** Where digits have their top at a part's place: that of those at its sides. */
  private double top(Box part) {
    double at = middle(part);
    Box left = digits.get(0);
    Box right = digits.get(digits.size() - 1);
    for (Box digit : digits) {
      if (middle(digit) <= at) {
        left = digit;
      }
    }
    for (int i = digits.size() - 1; i >= 0; i--) {
      if (middle(digits.get(i)) >= at) {
        right = digits.get(i);
      }
    }
    double bottoms = left.top() + left.height() + right.top() + right.height();
    return bottoms / 2 - height;
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

  private static double middle(Box box) {
    return box.left() + box.width() / 2.0;
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.get(sorted.size() / 2);
  }
}
