package io.github.mnistfit.fit;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.Range;

/**
 * Brings bands of a picture that are in negative to the polarity of its middle, so that {@link
 * Polarity} can judge it as a whole: a selection on a screen, a picture put together of two. Such a
 * band runs from border to border, and where it begins light turns dark and dark turns light within
 * a pixel. Light and shadow, and whatever a lens has seen, have softer edges.
 */
record NegativeBands() implements Step {
  /** Dark and light differ by so much of 255 at least, … */
  private static final int JUMP = 128;

  /** … and by so much where there is only paper, at the picture's borders. */
  private static final int JUMP_OF_PAPER = 192;

  /**
   * The share of an edge's length along which it jumps: all but where a stroke begins or ends on
   * it, as the side of a 0 may.
   */
  private static final double JUMPING = 0.6;

  /** A narrower band, of the picture's side, is a line on the paper. */
  private static final double NARROWEST = 0.1;

  /** The share of the middle band that is ink at least: a bar without ink is a stroke itself. */
  private static final double LEAST_INK = 0.01;

  @Override
  public String name() {
    return "negative bands";
  }

  @Override
  public Mat apply(Mat picture) {
    var result = picture.clone();
    List<Integer> columns = jumps(picture.row(0), picture.row(picture.rows() - 1));
    if (!columns.isEmpty()) {
      matchColumns(result, columns);
    }
    List<Integer> rows = jumps(picture.col(0), picture.col(picture.cols() - 1));
    if (!rows.isEmpty()) {
      Mat turned = result.t();
      matchColumns(turned, rows);
      Core.transpose(turned, result);
      turned.release();
    }
    return result;
  }

  /** The places at which both of two opposite borders jump. The views of them are released. */
  private static List<Integer> jumps(Mat border, Mat opposite) {
    byte[] here = grey(border);
    byte[] there = grey(opposite);
    border.release();
    opposite.release();
    return IntStream.range(1, here.length)
        .filter(
            i -> jump(here, i, i - 1) >= JUMP_OF_PAPER && jump(there, i, i - 1) >= JUMP_OF_PAPER)
        .boxed()
        .toList();
  }

  private static int jump(byte[] levels, int from, int to) {
    return Math.abs(Byte.toUnsignedInt(levels[from]) - Byte.toUnsignedInt(levels[to]));
  }

  private static byte[] grey(Mat picture) {
    Mat grey = new Grey().apply(picture);
    byte[] levels = Mats.pixels(grey);
    grey.release();
    return levels;
  }

  /** Inverts bands of columns, in place, whose edges are among some columns. */
  private static void matchColumns(Mat picture, List<Integer> candidates) {
    var bands = Bands.of(grey(picture), picture.cols(), candidates);
    for (Range band : bands.inNegative()) {
      Mat view = picture.colRange(band);
      Core.bitwise_not(view, view);
      view.release();
    }
  }

  /** The bands of columns of a picture, divided by its edges. */
  private static final class Bands {
    private final byte[] levels;
    private final int columns;
    private final List<Range> all;

    private Bands(byte[] levels, int columns, List<Range> all) {
      this.levels = levels;
      this.columns = columns;
      this.all = all;
    }

    /**
     * Divides a picture.
     *
     * @param levels its grey levels, row by row
     * @param columns its width
     * @param candidates where edges may be, in ascending order
     */
    static Bands of(byte[] levels, int columns, List<Integer> candidates) {
      List<Range> all = new ArrayList<>();
      int start = 0;
      for (int column : candidates) {
        if (isEdge(levels, columns, column)) {
          all.add(new Range(start, column));
          start = column;
        }
      }
      all.add(new Range(start, columns));
      return new Bands(levels, columns, all);
    }

    private static boolean isEdge(byte[] levels, int columns, int column) {
      int rows = levels.length / columns;
      return IntStream.range(0, rows)
              .map(row -> row * columns + column)
              .filter(i -> jump(levels, i, i - 1) >= JUMP)
              .count()
          >= JUMPING * rows;
    }

    /** Those that aren't like the one in the middle, if that one has ink of its own. */
    List<Range> inNegative() {
      Range middle = all.stream().filter(band -> band.end > columns / 2).findFirst().orElseThrow();
      boolean light = hasLightPaper(middle);
      if (inkShare(middle, light) < LEAST_INK) {
        return List.of();
      }
      return all.stream()
          .filter(band -> hasLightPaper(band) != light && band.size() >= NARROWEST * columns)
          .toList();
    }

    /** Told by the picture's upper border, where a digit hardly ever is. */
    private boolean hasLightPaper(Range band) {
      long light = IntStream.range(band.start, band.end).filter(this::isLight).count();
      return 2 * light > band.size();
    }

    private double inkShare(Range band, boolean lightPaper) {
      long ink =
          IntStream.range(0, levels.length)
              .filter(i -> i % columns >= band.start && i % columns < band.end)
              .filter(i -> isLight(i) != lightPaper)
              .count();
      return (double) ink * columns / (band.size() * (long) levels.length);
    }

    private boolean isLight(int i) {
      return Byte.toUnsignedInt(levels[i]) > 127;
    }
  }
}
