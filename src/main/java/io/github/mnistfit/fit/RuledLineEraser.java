package io.github.mnistfit.fit;

import io.github.mnistfit.ink.Mats;
import io.github.mnistfit.ink.NormalizedPicture;
import java.util.Arrays;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

/** A picture of ink from which ruled lines are taken away, one after the other. */
final class RuledLineEraser {
  private final int columns;
  private final int rows;
  private final byte[] ink;
  private final byte[] density;
  private final byte paper;
  private final RemoveRuledLines.Line config;

  /** A run that goes on further is no line's, wherever it ends. */
  private final int longest;

  /**
   * Copies a picture.
   *
   * @param ink 255 where there is ink, else 0
   * @param picture of the same size
   */
  RuledLineEraser(Mat ink, NormalizedPicture picture, RemoveRuledLines.Line config) {
    this.columns = ink.cols();
    this.rows = ink.rows();
    this.ink = Mats.pixels(ink);
    this.density = picture.density().clone();
    this.paper = (byte) Math.rint(picture.paper().level());
    this.config = config;
    double thickest = config.thickness().most(Math.max(columns, rows));
    this.longest = (int) Math.ceil(config.thickness().loose() * thickest) + 2;
  }

  /** The median thickness of a line, in pixels; 0 if it isn't inked far enough. */
  double thickness(RuledLine line) {
    boolean flat = line.isFlat();
    int[] thicknesses = new int[Math.max(columns, rows)];
    int length = 0;
    int inked = 0;
    for (int along = 0; along < (flat ? columns : rows); along++) {
      int across = line.across(along);
      if (across >= 0 && across < (flat ? rows : columns)) {
        length++;
        int[] run = run(along, across, flat);
        if (run != null) {
          thicknesses[inked++] = run[1] - run[0];
        }
      }
    }
    boolean wholeWay = length >= Math.min(columns, rows) && inked >= config.inked() * length;
    Arrays.sort(thicknesses, 0, inked);
    return wholeWay ? thicknesses[inked / 2] : 0;
  }

  /** Makes paper of a line's ink, and of its soft edge, wherever nothing thicker crosses it. */
  void erase(RuledLine line, double thickness) {
    boolean flat = line.isFlat();
    int last = flat ? rows : columns;
    for (int along = 0; along < (flat ? columns : rows); along++) {
      int across = line.across(along);
      int[] run = across >= 0 && across < last ? run(along, across, flat) : null;
      if (run != null && run[1] - run[0] <= config.thickness().loose() * thickness + 1) {
        for (int i = Math.max(0, run[0] - 1); i < Math.min(last, run[1] + 1); i++) {
          ink[at(along, i, flat)] = 0;
          density[at(along, i, flat)] = paper;
        }
      }
    }
  }

  /** What ink is left; 255 and 0. */
  Mat ink() {
    return mat(ink);
  }

  /** The density of the ink that is left. */
  Mat density() {
    return mat(density);
  }

  private Mat mat(byte[] pixels) {
    var mat = new Mat(rows, columns, CvType.CV_8UC1);
    mat.put(0, 0, pixels);
    return mat;
  }

  /** From where to where there is ink across the line, at the ink that is nearest to it. */
  private int[] run(int along, int across, boolean flat) {
    int last = flat ? rows : columns;
    for (int off = 0; off <= config.off(); off++) {
      for (int i : new int[] {across - off, across + off}) {
        if (i >= 0 && i < last && ink[at(along, i, flat)] != 0) {
          int from = i;
          while (from > 0 && i - from < longest && ink[at(along, from - 1, flat)] != 0) {
            from--;
          }
          int to = i + 1;
          while (to < last && to - i < longest && ink[at(along, to, flat)] != 0) {
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
