package io.github.mnistfit.numbers;

import io.github.mnistfit.mnist.Box;
import io.github.mnistfit.numbers.SegmentationGraph.Glyph;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.StatUtils;

/**
 * Tells the signs of a line that are as long as its digits, brackets and slashes, from 1s: by how
 * they are bowed, lean, and reach beyond the digits.
 */
public final class LongSigns {
  /** A slash leans at least so far to the right, in degrees, … */
  private static final double LEANING = 17;

  /** … this much more than the median of the line's other glyphs, … */
  private static final double MORE = 10;

  /** … and is this many times higher than them, or there is another slash. */
  private static final double HIGHER = 1.05;

  /** Or it leans at least so far, … */
  private static final double STEEP = 9;

  /** … is this many times higher than any 1 of the line, … */
  private static final double LONGER = 1.15;

  /** … and stands between numbers of so many digits at most, … */
  private static final int YEAR = 4;

  /** … in a line of so many glyphs at least: three strokes are three 1s, or nothing. */
  private static final int LEAST = 4;

  /** A glyph, and the line along which its ink lies. */
  private record Measured(Glyph glyph, Stroke stroke) {
    Box box() {
      return glyph.box();
    }
  }

  private final List<Measured> glyphs;

  private LongSigns(List<Measured> glyphs) {
    this.glyphs = glyphs;
  }

  /**
   * Those of a line's glyphs that are no digits but signs of the length of one.
   *
   * @param glyphs from left to right
   * @param isOne which are read as 1s
   * @return {@link Mark#BRACKET} or / for each of them
   */
  public static Map<Glyph, Character> of(List<Glyph> glyphs, Predicate<Glyph> isOne) {
    List<Measured> all =
        glyphs.stream().map(glyph -> new Measured(glyph, Stroke.of(glyph.image()))).toList();
    Set<Measured> brackets = new LongSigns(all).brackets(isOne);
    var others = new LongSigns(all.stream().filter(one -> !brackets.contains(one)).toList());
    Map<Glyph, Character> signs = new HashMap<>();
    brackets.forEach(one -> signs.put(one.glyph(), Mark.BRACKET));
    others.slashes().forEach(glyph -> signs.put(glyph, '/'));
    return signs;
  }

  /**
   * Strokes read as 1s that are bowed as few 1s are: two that enclose lower digits; or a closing
   * one that ends the line and reaches beyond the digits beside it, or one that ends the short
   * number before the line's widest gap and is as high as any of its digits.
   */
  private Set<Measured> brackets(Predicate<Glyph> isOne) {
    List<Integer> bowed =
        IntStream.range(0, glyphs.size())
            .filter(i -> isOne.test(glyphs.get(i).glyph()))
            .filter(i -> glyphs.get(i).stroke().opens() || glyphs.get(i).stroke().closes())
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
    Set<Measured> brackets = new HashSet<>();
    int widest = row().widestGap();
    for (int i : bowed) {
      Measured one = glyphs.get(i);
      boolean isLast = i + 1 == glyphs.size() && reachesBeyond(one.box(), others);
      boolean isOfList =
          i >= 1 && i <= YEAR && i == widest && one.box().height() >= highest(glyphs);
      if (one.stroke().closes() && (isLast || isOfList)) {
        brackets.add(one);
      }
      bowed.stream()
          .filter(j -> one.stroke().opens() && glyphs.get(j).stroke().closes() && encloses(i, j))
          .forEach(j -> brackets.addAll(List.of(one, glyphs.get(j))));
    }
    return brackets;
  }

  private static boolean reachesBeyond(Box stroke, List<Box> digits) {
    if (digits.isEmpty()) {
      return false;
    }
    DigitRow row = new DigitRow(digits).with(stroke);
    return row.reachesBeyond(row.boxes().indexOf(stroke));
  }

  /** Whether all glyphs between two are lower than both. */
  private boolean encloses(int first, int last) {
    return last > first + 1
        && LONGER * highest(glyphs.subList(first + 1, last))
            <= Math.min(glyphs.get(first).box().height(), glyphs.get(last).box().height());
  }

  private static int highest(List<Measured> glyphs) {
    return glyphs.stream().mapToInt(glyph -> glyph.box().height()).max().orElse(0);
  }

  /** Straight strokes between others, which lean and reach beyond the digits as no 1 does. */
  private List<Glyph> slashes() {
    if (glyphs.size() < 3) {
      return List.of();
    }
    DigitRow row = row();
    // A hand's own 1s may be as high: then what is higher than those beside it is one, too.
    double highestOne =
        IntStream.range(0, glyphs.size())
            .filter(i -> glyphs.get(i).stroke().isUpright() && !row.reachesBeyond(i))
            .mapToDouble(i -> glyphs.get(i).box().height())
            .max()
            .orElse(0);
    List<Integer> steep =
        IntStream.range(1, glyphs.size() - 1).filter(this::isSteep).boxed().toList();
    boolean isAnyHigher =
        steep.stream().anyMatch(i -> glyphs.get(i).box().height() >= HIGHER * row.height());
    Set<Integer> slashes = new HashSet<>(isAnyHigher ? steep : List.of());
    Set<Integer> sure = Set.copyOf(slashes);
    IntStream.range(1, glyphs.size() - 1)
        .filter(i -> isLong(i, highestOne) && row.reachesBeyond(i))
        .forEach(slashes::add);
    return slashes.stream()
        .filter(i -> sure.contains(i) || dividesShortNumbers(slashes, i))
        .map(i -> glyphs.get(i).glyph())
        .toList();
  }

  /** Whether a stroke leans as no 1 beside these glyphs does. */
  private boolean isSteep(int place) {
    Stroke stroke = glyphs.get(place).stroke();
    return stroke.isUpright()
        && stroke.lean() >= LEANING
        && stroke.lean() >= leanOfOthers(place) + MORE;
  }

  /** Whether a stroke leans a little and is higher than any 1. */
  private boolean isLong(int place, double highestOne) {
    Measured one = glyphs.get(place);
    return glyphs.size() >= LEAST
        && one.stroke().isUpright()
        && one.stroke().lean() >= STEEP
        && one.box().height() >= LONGER * highestOne;
  }

  private double leanOfOthers(int place) {
    double[] leans =
        IntStream.range(0, glyphs.size())
            .filter(i -> i != place)
            .mapToDouble(i -> glyphs.get(i).stroke().lean())
            .toArray();
    return StatUtils.percentile(leans, 50);
  }

  private DigitRow row() {
    return new DigitRow(glyphs.stream().map(Measured::box).toList());
  }

  /** Whether up to four digits stand at each side, as in dates and fractions. */
  private boolean dividesShortNumbers(Set<Integer> slashes, int place) {
    int left = place - 1;
    while (left >= 0 && !slashes.contains(left)) {
      left--;
    }
    int right = place + 1;
    while (right < glyphs.size() && !slashes.contains(right)) {
      right++;
    }
    int before = place - left - 1;
    int after = right - place - 1;
    return before >= 1 && before <= YEAR && after >= 1 && after <= YEAR;
  }
}
