package io.github.mnistfit.training.scenes;

import java.util.ArrayList;
import java.util.List;

/**
 * Digits and marks as hands of several schools write them, stroke by stroke: with and without
 * flags, feet, bars, loops and hooks; round, angular, in one stroke and in several. They are in a
 * box of height 1 whose baseline is at y = 1.
 */
final class HandShapes {
  /** How far a point strays from its place, of the height: from a steady hand to a shaky one. */
  private static final Range UNSTEADY = Range.of(0.004, 0.03);

  /**
   * Points in hundredths of the height; ! makes a corner of the point before it, | lifts the pen.
   */
  private static final List<List<String>> DIGITS =
      List.of(
          List.of(
              "33,2 14,12 3,45 9,85 30,98 51,86 60,50 50,13 30,2",
              "40,6 18,8 4,40 6,78 28,99 52,84 58,42 44,8 32,4 24,14",
              "30,0 16,20 12,50 16,80 30,100 44,80 48,50 44,20 30,0",
              "33,2 14,12 3,45 9,85 30,98 51,86 60,50 50,13 33,2 | 54,4 8,97",
              "30,2 10,16 5,50 10,84 30,98 50,84 55,50 50,16 30,2 | 29,49 31,51",
              "52,10 30,0 10,20 4,55 16,92 40,98 58,70 58,34 46,8"),
          List.of(
              "32,0 31,50 30,100",
              "42,0 34,50 24,100",
              "12,26 24,14 36,0 ! 36,50 35,100",
              "2,42 18,26 38,0 ! 37,50 36,100",
              "12,24 24,13 34,0 ! 34,50 34,100 | 12,100 34,99 58,100",
              "20,16 34,0 ! 33,50 33,99 | 4,99 34,100 62,98",
              "33,0 33,100 | 16,2 33,0 | 18,100 48,99",
              "4,46 20,30 40,4 44,0 42,30 36,70 34,100"),
          List.of(
              "5,24 14,5 34,0 52,12 50,36 30,66 3,98 ! 30,97 62,98",
              "6,20 18,3 40,2 54,18 46,42 24,74 6,97 ! 34,99 66,96",
              "6,14 30,2 50,14 44,42 20,76 6,92 4,99 14,96 20,90 34,98 50,99 64,92",
              "4,6 ! 30,3 56,4 ! 36,46 4,96 ! 32,97 60,96",
              "8,30 12,8 32,0 50,10 50,34 36,58 16,80 2,98 ! 40,98 70,99",
              "10,22 20,4 42,4 50,22 40,46 18,74 4,88 12,82 30,92 46,100 64,96"),
          List.of(
              "7,12 26,0 48,8 50,28 34,44 22,46 ! 44,50 58,68 50,92 28,100 4,90",
              "6,4 ! 32,3 56,2 ! 28,42 ! 48,48 60,70 48,94 24,100 4,92",
              "4,10 30,0 50,16 40,40 18,46 14,42 22,40 46,50 56,74 40,98 6,94",
              "8,2 ! 54,3 ! 24,44 ! 52,58 56,78 40,98 2,96",
              "10,18 28,2 48,14 42,38 26,46 ! 52,60 50,90 26,99 8,84"),
          List.of(
              "20,2 12,32 2,62 ! 34,61 64,58 | 48,26 45,60 41,100",
              "46,0 24,36 2,68 ! 32,69 62,67 | 47,44 45,72 43,100",
              "44,0 2,70 ! 62,70 | 44,0 44,100",
              "10,6 8,36 12,54 28,57 48,46 ! 52,14 50,50 44,100",
              "48,2 26,34 4,64 ! 34,66 58,62 ! 52,40 50,20 46,60 40,100",
              "14,0 10,50 ! 36,52 60,50 | 50,10 48,60 48,100",
              "40,0 4,60 ! 60,60 | 36,36 34,100"),
          List.of(
              "18,4 14,24 10,44 ! 30,36 52,46 58,70 44,94 22,100 3,90 | 17,4 40,4 62,1",
              "58,3 36,5 16,5 ! 12,26 10,45 ! 30,37 52,50 56,72 40,94 20,99 4,90",
              "54,2 ! 16,4 ! 12,44 ! 40,42 56,62 50,88 26,100 4,92",
              "56,6 34,0 18,10 14,30 28,44 46,54 54,74 42,94 22,99 6,92",
              "14,8 12,46 ! 34,40 54,54 54,80 36,98 8,96 | 22,2 42,3 64,0",
              "52,0 ! 12,0 ! 10,48 ! 50,50 ! 52,98 ! 4,98"),
          List.of(
              "46,0 26,18 10,46 5,74 16,96 36,97 52,80 46,62 28,56 12,68 6,80",
              "40,0 16,40 4,72 14,96 38,98 54,78 42,60 20,62 6,78",
              "30,0 12,36 4,72 12,96 36,100 54,84 50,64 30,56 10,66",
              "50,6 28,2 10,26 4,60 10,90 30,99 50,88 54,68 40,54 18,58 6,74",
              "14,0 8,50 8,84 28,99 50,88 50,66 30,56 8,66"),
          List.of(
              "3,6 30,5 60,3 ! 44,40 32,70 26,100",
              "4,4 ! 60,4 ! 24,100",
              "4,14 6,4 ! 32,7 62,3 ! 46,36 34,68 26,100 | 14,52 34,50 56,48",
              "2,5 30,4 58,4 ! 38,50 24,100 | 16,54 52,50",
              "6,18 5,4 ! 30,6 58,3 ! 50,34 34,62 30,100",
              "2,10 16,2 34,10 60,2 ! 42,44 28,98",
              "10,4 54,4 ! 54,40 52,100"),
          List.of(
              "52,14 36,0 14,8 12,28 32,44 52,64 54,86 34,100 12,94 6,74 22,54 42,38 54,20 50,10",
              "32,2 16,10 14,30 28,44 46,34 48,14 34,2 | 30,44 10,60 6,82 24,99 46,94 56,72 46,52 30,44",
              "56,6 40,0 16,6 14,26 34,46 54,66 50,92 28,100 8,88 10,66 32,46 56,14",
              "30,44 14,26 20,6 40,4 48,22 34,44 10,64 8,88 30,100 52,88 52,66 30,44",
              "20,0 46,4 50,24 30,46 8,66 12,94 36,100 54,86 46,62 26,46 10,26 20,2"),
          List.of(
              "52,16 36,1 14,9 7,32 18,48 38,43 50,24 53,8 ! 52,42 48,70 43,100",
              "52,20 38,2 16,8 6,30 18,46 38,42 52,18 ! 55,46 52,78 34,99 12,92",
              "50,12 30,0 8,14 8,38 28,48 48,36 52,10 ! 52,60 44,88 24,100 6,92",
              "48,24 30,0 10,22 22,46 46,36 ! 48,0 ! 48,60 48,100",
              "54,8 28,2 8,22 18,46 44,40 54,12 ! 40,60 22,100",
              "46,6 20,0 6,24 24,42 46,30 48,8 ! 50,70 40,96 22,98 20,88",
              "50,22 34,2 12,12 10,36 30,46 50,30 ! 50,96 | 40,97 62,94"));

  /** Commas, full stop, minus signs, slash, colon; heights and places as beside digits. */
  private static final List<String> MARKS =
      List.of(
          "6,94 6,102 0,118",
          "9,84 6,100 0,114",
          "14,78 8,98 0,122",
          "3,98 4,100",
          "0,55 32,54",
          "0,52 50,53",
          "44,-4 0,106",
          "3,50 4,52 | 3,96 4,98");

  private HandShapes() {}

  /** A digit, 0 to 9, in one of its shapes. */
  static Glyph digit(int digit, Chance chance) {
    return written(chance.of(DIGITS.get(digit)), chance);
  }

  /** A 1 that is a single stroke. */
  static Glyph bareOne(Chance chance) {
    return written(chance.happens(0.5) ? "32,0 31,50 30,100" : "38,0 34,50 28,100", chance);
  }

  /** One of . , - / : as it stands to the right of a digit, its left edge at x = 0. */
  static Glyph mark(Chance chance) {
    return written(chance.of(MARKS), chance);
  }

  /** A minus before a number; its left edge is at x = 0. */
  static Glyph minus(Chance chance) {
    return written(chance.happens(0.5) ? "0,55 32,54" : "0,52 50,53", chance);
  }

  /** A shape by a hand that isn't quite steady. */
  static Glyph written(String shape, Chance chance) {
    double unsteady = chance.octaveIn(UNSTEADY);
    List<Path> strokes = new ArrayList<>();
    for (String stroke : shape.split("\\|", -1)) {
      List<double[]> all = new ArrayList<>();
      List<double[]> curve = new ArrayList<>();
      for (String word : stroke.strip().split("\\s+", -1)) {
        if (word.equals("!")) {
          append(curve, all);
          curve = new ArrayList<>(List.of(curve.get(curve.size() - 1)));
        } else {
          curve.add(point(word, unsteady, chance));
        }
      }
      append(curve, all);
      strokes.add(Path.of(all));
    }
    return new Glyph(strokes);
  }

  private static double[] point(String word, double unsteady, Chance chance) {
    int comma = word.indexOf(',');
    return new double[] {
      Integer.parseInt(word.substring(0, comma)) / 100.0 + chance.normal(unsteady),
      Integer.parseInt(word.substring(comma + 1)) / 100.0 + chance.normal(unsteady)
    };
  }

  private static void append(List<double[]> curve, List<double[]> all) {
    Path smooth = Path.of(curve).smooth();
    for (int i = all.isEmpty() ? 0 : 1; i < smooth.size(); i++) {
      all.add(new double[] {smooth.x(i), smooth.y(i)});
    }
  }
}
