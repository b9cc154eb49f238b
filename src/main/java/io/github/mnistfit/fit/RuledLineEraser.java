package io.github.mnistfit.fit;

import io.github.mnistfit.ink.Mats;
import io.github.mnistfit.ink.PaperLevel;
import java.util.Arrays;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

/**
 * A picture of ink from which lines are taken away, one after the other. A line is given by its
 * distance from the top left corner and the angle of its normal, as the Hough transform does.
 */
final class RuledLineEraser {
  /** How far off its place, in pixels, a line may be: paper isn't flat, lenses aren't true. */
  private static final int OFF = 2;

  /** The ink across a line that still counts as the line's, in thicknesses. */
  private static final double LOOSE = 1.5;

  private final int columns;
  private final int rows;
  private final byte[] ink;
  private final byte[] darkness;
  private final byte paper;

  /**
   * Copies a picture.
   *
   * @param ink 255 where there is ink, else 0
   * @param darkness of the same size: 0 for paper, 255 for black
   */
  RuledLineEraser(Mat ink, Mat darkness) {
    this.columns = ink.cols();
    this.rows = ink.rows();
    this.ink = Mats.pixels(ink);
    this.darkness = Mats.pixels(darkness);
    this.paper = (byte) Math.rint(PaperLevel.of(this.darkness).level());
  }

  /**
   * How thick a line is.
   *
   * @param share how much of it, between the picture's borders, must be inked
   * @return the median, in pixels; 0 if less than that is inked
   */
  double thickness(double distance, double angle, double share) {
    int[] thicknesses = new int[Math.max(columns, rows)];
    int length = 0;
    int inked = 0;
    boolean flat = isFlat(angle);
    for (int along = 0; along < (flat ? columns : rows); along++) {
      int across = across(along, distance, angle, flat);
      if (across >= 0 && across < (flat ? rows : columns)) {
        length++;
        int[] run = run(along, across, flat);
        if (run != null) {
          thicknesses[inked++] = run[1] - run[0];
        }
      }
    }
    boolean wholeWay = length >= Math.min(columns, rows) && inked >= share * length;
    Arrays.sort(thicknesses, 0, inked);
    return wholeWay ? thicknesses[inked / 2] : 0;
  }

  /** Makes paper of a line's ink, and of its soft edge, wherever nothing thicker crosses it. */
  void remove(double distance, double angle, double thickness) {
    boolean flat = isFlat(angle);
    for (int along = 0; along < (flat ? columns : rows); along++) {
      int across = across(along, distance, angle, flat);
      int[] run = across >= 0 && across < (flat ? rows : columns) ? run(along, across, flat) : null;
      if (run != null && run[1] - run[0] <= LOOSE * thickness + 1) {
        int end = Math.min(flat ? rows : columns, run[1] + 1);
        for (int i = Math.max(0, run[0] - 1); i < end; i++) {
          ink[at(along, i, flat)] = 0;
          darkness[at(along, i, flat)] = paper;
        }
      }
    }
  }

  /** What ink is left; 255 and 0. */
  Mat ink() {
    return mat(ink);
  }

  /** What darkness is left. */
  Mat darkness() {
    return mat(darkness);
  }

  private Mat mat(byte[] pixels) {
    var mat = new Mat(rows, columns, CvType.CV_8UC1);
    mat.put(0, 0, pixels);
    return mat;
  }

  private static boolean isFlat(double angle) {
    return Math.abs(Math.sin(angle)) > Math.abs(Math.cos(angle));
  }

  /** The line's row at a column; for a steep line its column at a row. */
  private static int across(int along, double distance, double angle, boolean flat) {
    double sine = Math.sin(angle);
    double cosine = Math.cos(angle);
    return (int)
        Math.rint(flat ? (distance - along * cosine) / sine : (distance - along * sine) / cosine);
  }

  /** From where to where there is ink across the line, at the ink that is nearest to it. */
  private int[] run(int along, int across, boolean flat) {
    int last = flat ? rows : columns;
    for (int off = 0; off <= OFF; off++) {
      for (int i : new int[] {across - off, across + off}) {
        if (i >= 0 && i < last && ink[at(along, i, flat)] != 0) {
          int from = i;
          while (from > 0 && ink[at(along, from - 1, flat)] != 0) {
            from--;
          }
          int to = i + 1;
          while (to < last && ink[at(along, to, flat)] != 0) {
            to++;
          }
          return new int[] {from, to};
        }
      }
    }
    return null;
  }

  private int at(int along, int across, boolean flat) {
    return flat ? across * columns + along : along * columns + across;
  }
}
