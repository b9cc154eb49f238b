package io.github.mnistfit.fit;

import io.github.mnistfit.ink.Mats;
import io.github.mnistfit.ink.NormalizedPicture;
import io.github.mnistfit.ink.PixelRun;
import java.util.ArrayList;
import java.util.List;
import org.opencv.core.Mat;
import org.opencv.imgproc.Imgproc;

/**
 * Takes away thin straight lines that run from border to border: ruled and squared paper whose
 * print is as dark as the ink, a margin, a hair. Found by the Hough transform (Duda and Hart,
 * 1972). A line's ink goes only where it is no thicker than the line, so that strokes that cross it
 * stay whole. Takes and gives darkness: 0 for paper, 255 for black.
 */
public record RemoveRuledLines() implements Step {
  /** Angles that are told apart, in radians: a pixel at the end of 230. */
  private static final double ANGLE = Math.PI / 720;

  /** The votes that make a candidate, of the shorter side. */
  private static final double VOTES = 0.6;

  /** A line is inked at least this far between the borders. */
  private static final double INKED = 0.9;

  /**
   * In a smaller picture a stroke is as thin as a line: semeion's 16 pixels, where digits fill the
   * picture, lost 22 points without this.
   */
  private static final int SMALLEST_PICTURE = 64;

  /** The thickest line, of the longer side; and in pixels, in small pictures. */
  private static final double THICKEST = 0.015;

  private static final double THICKEST_PIXELS = 2.5;

  /** So few lines may be a digit's own strokes in a tight crop, … */
  private static final int FEW = 2;

  /** … unless all else is drawn this much thicker. */
  private static final double THICKER = 1.6;

  /** Less than this, of the longer side, is no digit that the lines could have hidden. */
  private static final double SMALLEST = 0.08;

  @Override
  public String name() {
    return "remove lines";
  }

  @Override
  public Mat apply(Mat picture) {
    if (Mats.longerSide(picture) < SMALLEST_PICTURE) {
      return picture.clone();
    }
    // Most pictures have nothing at all on opposite borders, and needn't be measured for that.
    if (!touchesOpposite(Mats.pixels(picture), picture.cols(), NormalizedPicture.FAINTEST)) {
      return picture.clone();
    }
    var measured = NormalizedPicture.of(picture);
    if (measured.isBlack() || !runsFromBorderToBorder(measured)) {
      return picture.clone();
    }
    Mat ink = measured.ink();
    var canvas = new RuledLineEraser(ink, picture);
    List<Double> removed = new ArrayList<>();
    for (double[] line : candidates(ink)) {
      double thickness = canvas.thickness(line[0], line[1], INKED);
      if (thickness > 0
          && thickness <= Math.max(THICKEST_PIXELS, THICKEST * Mats.longerSide(picture))) {
        canvas.remove(line[0], line[1], thickness);
        removed.add(thickness);
      }
    }
    ink.release();
    Mat rest = canvas.ink();
    boolean lines = !removed.isEmpty() && size(rest) >= SMALLEST * Mats.longerSide(picture);
    if (lines && removed.size() <= FEW) {
      double thickest = removed.stream().mapToDouble(t -> t).max().orElseThrow();
      lines = NormalizeStrokeWidth.width(rest) >= THICKER * thickest;
    }
    rest.release();
    return lines ? canvas.darkness() : picture.clone();
  }

  /** Whether any connected ink touches opposite borders: without it there is no line. */
  private static boolean runsFromBorderToBorder(NormalizedPicture picture) {
    int columns = picture.mat().cols();
    int rows = picture.mat().rows();
    return touchesOpposite(picture.pixels(), columns, picture.inkLevel())
        && picture.connectedInk().stream()
            .map(PixelRun::box)
            .anyMatch(box -> box.width == columns || box.height == rows);
  }

  /** Whether something darker than a level lies on opposite borders, connected or not. */
  private static boolean touchesOpposite(byte[] darkness, int columns, int level) {
    int end = darkness.length;
    return (isAnyDarker(darkness, level, 0, columns, end)
            && isAnyDarker(darkness, level, columns - 1, columns, end))
        || (isAnyDarker(darkness, level, 0, 1, columns)
            && isAnyDarker(darkness, level, end - columns, 1, end));
  }

  /** Whether any pixel is darker than a level, of those from one on, so many apart. */
  private static boolean isAnyDarker(byte[] darkness, int level, int from, int apart, int end) {
    for (int i = from; i < end; i += apart) {
      if (Byte.toUnsignedInt(darkness[i]) > level) {
        return true;
      }
    }
    return false;
  }

  /** The longest side of any connected ink. */
  private static int size(Mat ink) {
    return PixelRun.connected(Mats.pixels(ink), ink.cols(), 0).stream()
        .map(PixelRun::box)
        .mapToInt(box -> Math.max(box.width, box.height))
        .max()
        .orElse(0);
  }

  /** Distance from the corner and angle of the normal of each candidate, the surest first. */
  private static List<double[]> candidates(Mat ink) {
    var lines = new Mat();
    int votes = (int) (VOTES * Math.min(ink.rows(), ink.cols()));
    Imgproc.HoughLines(ink, lines, 1, ANGLE, Math.max(1, votes));
    List<double[]> candidates = new ArrayList<>();
    for (int i = 0; i < lines.rows(); i++) {
      candidates.add(lines.get(i, 0));
    }
    lines.release();
    return candidates;
  }
}
