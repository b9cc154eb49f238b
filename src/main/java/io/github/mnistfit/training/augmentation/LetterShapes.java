package io.github.mnistfit.training.augmentation;

import io.github.mnistfit.training.augmentation.InkCanvas.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The strokes of letters and signs that no digit looks like, in a square of side 1: an alphabet
 * that was drawn for this purpose. What could be a digit, such as O, I, S, Z, b, g or q, is left
 * out.
 */
final class LetterShapes {
  /** The lattice on which the strokes' points lie: x from 0 to 4, y from 0 at the top to 6. */
  private static final double COLUMNS = 4;

  private static final double ROWS = 6;

  private static final Pattern SPACE = Pattern.compile(" ");

  /** Strokes apart by spaces, each a chain of points xy; after ~ they are joined by a curve. */
  private static final List<List<List<Point>>> SHAPES =
      Stream.of(
              "06-20-46 14-34", // A
              "~41-20-02-04-26-45", // C
              "40-00-06-46 03-33", // E
              "40-00-06 03-33", // F
              "00-06 40-46 03-43", // H
              "~40-43-45-26-05", // J
              "10-40 ~30-34-26-05", // J with a bar
              "00-06 40-03-46", // K
              "00-06-46", // L
              "06-00-24-40-46", // M
              "06-00-46-40", // N
              "06-00 ~00-30-42-33-03", // P
              "06-00 ~00-30-42-33-03 23-46", // R
              "00-40 20-26", // T
              "~00-04-26-44-40", // U
              "00-26-40", // V
              "00-16-22-36-40", // W
              "00-46 40-06", // X
              "00-23-40 23-26", // Y
              "~03-43-42-21-03-05-26-45", // e
              "~41-30-21-26 03-43", // f
              "00-06 ~04-22-43-46", // h
              "00-06 41-03-46", // k
              "02-06 ~03-12-23-26 ~23-32-43-46", // m
              "02-06 ~03-22-43-46", // n
              "02-06 ~03-22-42", // r
              "~20-25-36-46 02-42", // t
              "~02-05-26-44 42-46", // u
              "~42-22-03-05-26-45 40-46", // d with a stem
              "~43-22-04-26-45 42-46", // a, single
              "~02-20-42-46 ~44-23-05-26-44", // a, double
              "~02-11-20-31-32-36-46 ~33-13-04-05-16-35", // a, double, with a foot
              "~01-10-30-42-45-46 ~43-23-04-05-16-36-45", // a, double, wide
              "~42-31-20-02-04-26-36-45", // c, closing
              "~41-42-30-20-02-04-26-46-45", // C, its upper end turned in
              "40-44 ~44-36-16-04 20-40", // J, narrow
              "20-50 ~40-44-36-16-05-04", // J, its end turned up
              "~03-12-15-26-36-44-42 ~42-45-56", // u, slanted joins
              "~03-12-16-26-43-42-52", // v, looped
              "~02-11-23-33-41 ~33-26-16-05", // Y, with a tail
              "~06-14-10-31-33-13 ~23-45-56", // R, as in script
              "~06-25-21-30-41-32-04-15-26-46", // L, as in script
              "~05-16-25-20-31 02-32", // f, with a descender
              "~40-30-23-36-26 12-43", // f, slanted
              "00-46 ~06-23-40", // x, one stroke bent
              "~01-10-14-26-44-40 ~40-44-56", // U, as in script
              "~02-12-05-26-44-42 ~42-45-56", // u, as in script
              "~02-12-16-35-42-52", // v, as in script
              "~02-10-13-34-41 ~41-46-27-06", // Y, as in script
              "~42-30-22-05-26-45", // c, as in script
              "~32-41-20-12-33-04-16-35", // C, as in script
              "~02-10-40-42 ~40-32-26-06-05", // T, as in script
              "~43-32-14-26-43-44-53-41-20-02-04-26-46", // @
              "~00-20-22-02-00 06-40 ~24-44-46-26-24", // %
              "10-16 30-36 02-42 04-44", // #
              "03-43 20-26", // +
              "02-42 04-44", // =
              "00-43-06", // >
              "40-03-46", // <
              "~01-20-41-23-24 26-26", // ?
              "20-24 26-26", // !
              "20-26 01-45 41-05", // *
              "~46-02-10-31-05-26-43", // &
              "03-23-01 23-05", // an arrow
              "06-26-23-43-40") // steps
          .map(LetterShapes::strokes)
          .toList();

  private LetterShapes() {}

  /** The strokes of one of them, in a square of side 1. */
  static List<List<Point>> any(SplittableRandom random) {
    return SHAPES.get(random.nextInt(SHAPES.size()));
  }

  private static List<List<Point>> strokes(String shape) {
    return SPACE.splitAsStream(shape).map(LetterShapes::stroke).toList();
  }

  private static List<Point> stroke(String text) {
    boolean curved = text.startsWith("~");
    List<Point> points = new ArrayList<>();
    for (int i = curved ? 1 : 0; i < text.length(); i += 3) {
      points.add(
          new Point(
              Character.digit(text.charAt(i), 10) / COLUMNS,
              Character.digit(text.charAt(i + 1), 10) / ROWS));
    }
    return curved ? Spline.through(points) : List.copyOf(points);
  }
}
