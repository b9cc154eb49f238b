package io.github.mnistfit.fit;

import io.github.mnistfit.ink.Mats;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.Range;

/**
 * Brings bands of a picture that are in negative to the polarity of its middle, so that {@link
 * NormalizePolarity} can judge it as a whole: a selection on a screen, a picture put together of
 * two. Such a band runs from border to border, and where it begins light turns dark and dark turns
 * light within a pixel. Light and shadow, and whatever a lens has seen, have softer edges; a stroke
 * that runs from border to border has paper beside it, but nothing crosses its edge and changes
 * sides.
 */
record NegativeBands() implements Step {
  // Set on 1,000 held-out training images with both sides in negative, of which 8 are misread, and
  // with one band anywhere (53), and on 2,000 digits of semeion and usps-test, cut to their ink, of
  // which four are taken for bands.

  /** Dark and light differ by so much of 255 at least, … */
  private static final int JUMP = 96;

  /** … and by so much where there is only paper, at the picture's borders. */
  private static final int JUMP_OF_PAPER = 192;

  /**
   * The share of an edge's length along which it jumps: all but where a stroke begins or ends on
   * it, as the side of a 0 may.
   */
  private static final double JUMPING = 0.6;

  /** The share along which it jumps as paper does; the rest is ink, which jumps the other way. */
  private static final double PAPER = 0.4;

  /** The share that is ink at least where ink crosses an edge: less is a stroke that isn't even. */
  private static final double CROSSED = 0.07;

  /** A narrower band, of the picture's side, is a line on the paper. */
  private static final double NARROWEST = 0.1;

  /**
   * The share of the middle band, away from its edges, that is ink at least: without any, it is a
   * stroke itself.
   */
  private static final double LEAST_INK = 0.01;

  /** The share of a band beside the digit that is ink at most: ends of slanted strokes. */
  private static final double BARE = 0.06;

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
            i ->
                Math.abs(jump(here, i)) >= JUMP_OF_PAPER
                    && Math.abs(jump(there, i)) >= JUMP_OF_PAPER)
        .boxed()
        .toList();
  }

  /** By how much a level is above the one before. */
  private static int jump(byte[] levels, int i) {
    return Byte.toUnsignedInt(levels[i]) - Byte.toUnsignedInt(levels[i - 1]);
  }

  private static byte[] grey(Mat picture) {
    Mat grey = new ConvertToGrey().apply(picture);
    byte[] levels = Mats.pixels(grey);
    grey.release();
    return levels;
  }

  /** Inverts bands of columns, in place, whose edges are among some columns. */
  private static void matchColumns(Mat picture, List<Integer> candidates) {
    var bands = new Bands(grey(picture), picture.cols(), candidates);
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
    private final List<Edge> edges;
    private final List<Range> all = new ArrayList<>();

    /**
     * Divides a picture.
     *
     * @param levels its grey levels, row by row
     * @param columns its width
     * @param candidates where edges may be, in ascending order
     */
    Bands(byte[] levels, int columns, List<Integer> candidates) {
      this.levels = levels;
      this.columns = columns;
      int rows = levels.length / columns;
      edges = candidates.stream().map(this::edge).filter(edge -> edge.isOne(rows)).toList();
      int start = 0;
      for (Edge edge : edges) {
        all.add(new Range(start, edge.column));
        start = edge.column;
      }
      all.add(new Range(start, columns));
    }

    /**
     * Where a band begins.
     *
     * @param paper in how many rows it jumps as it does at the upper border
     * @param ink in how many rows it jumps the other way
     */
    private record Edge(int column, int paper, int ink) {
      boolean isOne(int rows) {
        return paper + ink >= JUMPING * rows && paper >= PAPER * rows;
      }

      boolean isCrossed(int rows) {
        return ink >= CROSSED * rows;
      }
    }

    private Edge edge(int column) {
      int direction = Integer.signum(jump(levels, column));
      int paper = 0;
      int ink = 0;
      for (int i = column; i < levels.length; i += columns) {
        int jump = direction * jump(levels, i);
        paper += jump >= JUMP ? 1 : 0;
        ink += jump <= -JUMP ? 1 : 0;
      }
      return new Edge(column, paper, ink);
    }

    /** Those that aren't like the one in the middle. */
    List<Range> inNegative() {
      Range middle = all.stream().filter(band -> band.end > columns / 2).findFirst().orElseThrow();
      boolean light = hasLightPaper(middle);
      int margin = Math.max(1, middle.size() / 8);
      var inner = new Range(middle.start + margin, middle.end - margin);
      if (ink(inner, light) < LEAST_INK || !(isCrossed() || isPanel())) {
        return List.of();
      }
      return all.stream()
          .filter(band -> hasLightPaper(band) != light && band.size() >= NARROWEST * columns)
          .toList();
    }

    private boolean isCrossed() {
      int rows = levels.length / columns;
      return edges.stream().anyMatch(edge -> edge.isCrossed(rows));
    }

    /** Whether the digit is narrow, with nothing but paper on both of its sides. */
    private boolean isPanel() {
      return all.size() == 3 && isBare(all.get(0)) && isBare(all.get(2));
    }

    /** Told by the picture's upper border, where a digit hardly ever is. */
    private boolean hasLightPaper(Range band) {
      long light = IntStream.range(band.start, band.end).filter(this::isLight).count();
      return 2 * light > band.size();
    }

    private boolean isBare(Range band) {
      return ink(band, hasLightPaper(band)) < BARE;
    }

    /** The share of a band that is ink. */
    private double ink(Range band, boolean lightPaper) {
      long ink =
          IntStream.range(0, levels.length)
              .filter(i -> i % columns >= band.start && i % columns < band.end)
              .filter(i -> isLight(i) != lightPaper)
              .count();
      return (double) ink * columns / levels.length / Math.max(1, band.size());
    }

    private boolean isLight(int i) {
      return Byte.toUnsignedInt(levels[i]) > 127;
    }
  }
}
