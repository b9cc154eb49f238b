package io.github.mnistfit.fit;

import io.github.mnistfit.ink.Mats;
import io.github.mnistfit.ink.NormalizedPicture;
import java.util.ArrayList;
import java.util.List;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.imgproc.Imgproc;

/**
 * Takes away ruled lines: thin and straight, from border to border. Ruled and squared paper whose
 * print is as dark as the ink, a margin, a hair. Found by the Hough transform (Duda and Hart,
 * 1972). A line's ink goes only where it is no thicker than the line, so that strokes that cross it
 * stay whole. Takes and gives the density of ink.
 */
record RemoveRuledLines(Config config) implements Step {
  RemoveRuledLines() {
    this(Config.STANDARD);
  }

  /**
   * What is removed.
   *
   * @param smallest in a smaller picture, in pixels, a stroke is as thin as a line: semeion's 16
   *     pixels, where digits fill the picture, lost 22 points without this
   */
  record Config(int smallest, Hough hough, Line line, Rest rest) {
    static final Config STANDARD =
        new Config(
            64,
            new Hough(Math.PI / 720, 0.6, 2000, 250_000_000),
            new Line(0.9, new Thickness(0.015, 2.5, 1.5), 2),
            new Rest(0.08, 2, 1.6));
  }

  /**
   * Which lines are candidates.
   *
   * @param angle angles that are told apart, in radians: a pixel at the end of 230
   * @param votes the votes that make a candidate, of the shorter side, 0 to 1
   * @param most so many candidates are looked at, the surest first: black, noise and stripes have a
   *     million
   * @param votesCast all pixels of ink vote at each angle, so often at most: where more is inked,
   *     of 1280×960 pixels a quarter, paper isn't ruled
   */
  record Hough(double angle, double votes, int most, double votesCast) {
    /** Whether so many pixels of ink may vote. */
    boolean allows(int ink) {
      return ink * (Math.PI / angle) <= votesCast;
    }
  }

  /**
   * Which candidates are ruled lines.
   *
   * @param inked the share of its way between the borders along which a line is inked, at least
   * @param off how far off its place, in pixels, it may be: paper isn't flat, lenses aren't true
   */
  record Line(double inked, Thickness thickness, int off) {}

  /**
   * How thick ruled lines are.
   *
   * @param most the thickest line, of the longer side, …
   * @param mostPixels … and in pixels, in small pictures
   * @param loose ink across a line still counts as the line's up to this many thicknesses
   */
  record Thickness(double most, double mostPixels, double loose) {
    double most(int side) {
      return Math.max(mostPixels, most * side);
    }
  }

  /**
   * What must be left for the lines to go.
   *
   * @param smallest something of this size, of the longer side: less is no digit that the lines
   *     could have hidden
   * @param few so few lines may be a digit's own strokes in a tight crop, …
   * @param thicker … unless all else is drawn this much thicker
   */
  record Rest(double smallest, int few, double thicker) {}

  @Override
  public String name() {
    return "remove lines";
  }

  @Override
  public Mat apply(Mat picture) {
    int side = Mats.longerSide(picture);
    // Most pictures have nothing at all on opposite borders, and needn't be measured for that.
    int faintest = NormalizedPicture.InkThreshold.STANDARD.faintest();
    if (side < config.smallest()
        || !touchesOpposite(Mats.pixels(picture), picture.cols(), faintest)) {
      return picture.clone();
    }
    var normalized = NormalizedPicture.of(picture);
    if (normalized.isBlack() || !runsFromBorderToBorder(normalized)) {
      return picture.clone();
    }
    Mat ink = normalized.ink();
    var eraser = new RuledLineEraser(ink, normalized, config.line());
    double thickest = 0;
    int erased = 0;
    for (RuledLine line : candidates(ink)) {
      double thickness = eraser.thickness(line);
      if (thickness > 0 && thickness <= config.line().thickness().most(side)) {
        eraser.erase(line, thickness);
        thickest = Math.max(thickest, thickness);
        erased++;
      }
    }
    ink.release();
    Mat rest = eraser.ink();
    Rest must = config.rest();
    boolean areLines =
        erased > 0
            && normalized.components(rest).stream()
                .anyMatch(component -> component.size() >= must.smallest() * side)
            && (erased > must.few()
                || NormalizeStrokeWidth.width(rest) >= must.thicker() * thickest);
    rest.release();
    return areLines ? eraser.density() : picture.clone();
  }

  /** Whether any connected component touches opposite borders: without it there is no line. */
  private static boolean runsFromBorderToBorder(NormalizedPicture picture) {
    int columns = picture.mat().cols();
    int rows = picture.mat().rows();
    return touchesOpposite(picture.density(), columns, picture.inkLevel())
        && picture.components().stream()
            .anyMatch(c -> c.box().width == columns || c.box().height == rows);
  }

  /** Whether something denser than a level lies on opposite borders, connected or not. */
  private static boolean touchesOpposite(byte[] density, int columns, int level) {
    int end = density.length;
    return (isAnyDenser(density, level, 0, columns, end)
            && isAnyDenser(density, level, columns - 1, columns, end))
        || (isAnyDenser(density, level, 0, 1, columns)
            && isAnyDenser(density, level, end - columns, 1, end));
  }

  /** Whether any pixel is denser than a level, of those from one on, so many apart. */
  private static boolean isAnyDenser(byte[] density, int level, int from, int apart, int end) {
    for (int i = from; i < end; i += apart) {
      if (Byte.toUnsignedInt(density[i]) > level) {
        return true;
      }
    }
    return false;
  }

  /** The surest first. */
  private List<RuledLine> candidates(Mat ink) {
    if (!config.hough().allows(Core.countNonZero(ink))) {
      return List.of();
    }
    var lines = new Mat();
    int votes = (int) (config.hough().votes() * Math.min(ink.rows(), ink.cols()));
    Imgproc.HoughLines(ink, lines, 1, config.hough().angle(), Math.max(1, votes));
    List<RuledLine> candidates = new ArrayList<>();
    for (int i = 0; i < Math.min(lines.rows(), config.hough().most()); i++) {
      double[] line = lines.get(i, 0);
      candidates.add(new RuledLine(line[0], line[1]));
    }
    lines.release();
    return candidates;
  }
}
