package io.github.mnistfit.training.scenes;

import java.util.ArrayList;
import java.util.List;

/**
 * What isn't a handwritten digit but has strokes: letters that no digit resembles, the segments of
 * a display, scribbles.
 */
final class PrintShapes {
  /** In the notation of {@link HandShapes}; none is near a digit. */
  private static final List<String> LETTERS =
      List.of(
          "0,100 30,0 ! 60,100 | 12,62 48,62",
          "0,0 0,100 | 52,0 0,0 | 44,48 0,48 | 54,100 0,100",
          "0,0 0,100 | 52,0 0,0 | 44,48 0,48",
          "0,0 0,100 | 54,0 54,100 | 0,50 54,50",
          "0,0 0,100 | 52,0 2,56 | 18,42 54,100",
          "0,100 2,0 ! 36,70 ! 70,0 ! 72,100",
          "0,100 0,0 ! 54,100 ! 54,0",
          "0,100 0,0 | 0,4 30,2 44,24 28,48 0,50 | 20,50 52,100",
          "0,0 64,0 | 32,0 32,100",
          "0,0 18,100 ! 36,30 ! 54,100 ! 72,0",
          "0,0 56,100 | 56,0 0,100",
          "0,0 30,48 ! 60,0 | 30,48 30,100",
          "10,46 36,40 44,56 44,100 | 44,66 14,66 4,86 18,100 44,90",
          "0,0 0,100 | 0,60 24,44 42,56 42,100",
          "0,44 0,100 | 0,60 16,46 28,58 28,100 | 28,60 46,46 58,58 58,100",
          "0,44 0,100 | 0,58 22,44 38,56 40,100",
          "6,72 50,70 44,50 24,44 6,60 6,84 22,100 48,92",
          "0,44 20,100 ! 44,44",
          "0,40 0,140 | 0,52 24,42 44,60 40,88 20,100 0,92");

  /** The seven segments a to g of a display, in a box of height 1. */
  private static final double[][] SEGMENTS = {
    {0, 0, 0.5, 0},
    {0.5, 0, 0.5, 0.5},
    {0.5, 0.5, 0.5, 1},
    {0, 1, 0.5, 1},
    {0, 0.5, 0, 1},
    {0, 0, 0, 0.5},
    {0, 0.5, 0.5, 0.5}
  };

  private static final List<String> LIT =
      List.of(
          "abcdef", "bc", "abdeg", "abcdg", "bcfg", "acdfg", "acdefg", "abc", "abcdefg", "abcdfg");

  private PrintShapes() {}

  /** Per cent, plus, times, equals, number and currency signs. */
  private static final List<String> SIGNS =
      List.of(
          "10,10 2,18 10,30 18,20 10,10 | 52,4 8,96 | 52,70 42,80 52,94 60,82 52,70",
          "30,30 30,80 | 4,55 56,55",
          "8,36 48,76 | 48,36 8,76",
          "2,44 50,44 | 2,64 50,64",
          "20,10 10,90 | 46,10 36,90 | 2,36 60,36 | 0,66 58,66",
          "56,16 30,6 12,30 10,66 28,94 56,86 | 0,40 40,40 | 0,58 38,58");

  private static final List<String> BRACKETS =
      List.of("22,-8 6,18 0,50 6,82 22,110", "16,-6 ! 0,-6 ! 0,106 ! 16,106");

  /** A sign that is neither a digit nor a mark. */
  static Glyph sign(Chance chance) {
    return HandShapes.written(chance.of(SIGNS), chance);
  }

  /** A round or square bracket. */
  static Glyph bracket(boolean opens, Chance chance) {
    Glyph bracket = HandShapes.written(chance.of(BRACKETS), chance);
    return opens
        ? bracket
        : bracket.map(
            (x, y, to) -> {
              to[0] = -x;
              to[1] = y;
            });
  }

  /** A letter. */
  static Glyph letter(Chance chance) {
    return HandShapes.written(chance.of(LETTERS), chance);
  }

  /** A digit of a display's seven segments, with gaps between them. */
  static Glyph sevenSegments(int digit, Chance chance) {
    double gap = chance.uniform(0, 0.09);
    double wobble = chance.uniform(0, 0.02);
    List<Path> strokes = new ArrayList<>();
    for (char segment : LIT.get(digit).toCharArray()) {
      double[] ends = SEGMENTS[segment - 'a'];
      double dx = Math.signum(ends[2] - ends[0]) * gap;
      double dy = Math.signum(ends[3] - ends[1]) * gap;
      strokes.add(
          Path.of(
              ends[0] + dx + chance.normal(wobble),
              ends[1] + dy + chance.normal(wobble),
              ends[2] - dx + chance.normal(wobble),
              ends[3] - dy + chance.normal(wobble)));
    }
    return new Glyph(strokes);
  }

  /** A curve without meaning through points in the unit square. */
  static Glyph scribble(int points, Chance chance) {
    List<double[]> through = new ArrayList<>();
    for (int i = 0; i < points; i++) {
      through.add(new double[] {chance.uniform(0, 1), chance.uniform(0, 1)});
    }
    return new Glyph(List.of(Path.of(through).smooth()));
  }

  /** A zigzag from left to right in the unit square: what crosses something out. */
  static Glyph zigzag(int turns, Chance chance) {
    List<double[]> through = new ArrayList<>();
    for (int i = 0; i <= turns; i++) {
      double y = i % 2 == 0 ? chance.uniform(0, 0.35) : chance.uniform(0.65, 1);
      through.add(new double[] {(double) i / turns, y});
    }
    return new Glyph(List.of(Path.of(through)));
  }
}
