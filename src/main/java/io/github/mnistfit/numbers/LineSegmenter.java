package io.github.mnistfit.numbers;

import io.github.mnistfit.fit.MaximizeInkContrast;
import io.github.mnistfit.fit.NormalizeBackground;
import io.github.mnistfit.fit.NormalizePolarity;
import io.github.mnistfit.fit.RemoveRuledLines;
import io.github.mnistfit.fit.Step;
import io.github.mnistfit.image.ColourMode;
import io.github.mnistfit.image.Picture;
import io.github.mnistfit.ink.Component;
import io.github.mnistfit.ink.DigitComponents;
import io.github.mnistfit.ink.Mats;
import io.github.mnistfit.ink.NormalizedPicture;
import io.github.mnistfit.ink.PixelRun;
import io.github.mnistfit.mnist.Box;
import io.github.mnistfit.mnist.MnistImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.opencv.core.Mat;
import org.opencv.core.Rect;

/**
 * Finds the lines of digits in a picture and all ways to divide them into digits. Light, paper,
 * polarity and ruled lines are treated by the robust fit's own steps.
 *
 * <p>Costs are in nats: they are added to the negative logarithm of what the network gives each
 * digit. They were set by hand on generated rows and on pictures of strangers' numbers ({@code
 * docs/numbers.md}).
 */
public final class LineSegmenter {
  /** How pictures are to be read. */
  public static final ColourMode COLOUR_MODE = ColourMode.ON_PAPER;

  /** The longer side at which lines are read: ten digits in a row are still 100 pixels wide. */
  private static final int SIDE = 1280;

  /** The smallest piece of ink that is looked at, in pixels. */
  private static final int SMALLEST = 3;

  private static final List<Step> STEPS =
      List.of(
          new MaximizeInkContrast(),
          NormalizePolarity.ofLines(),
          new NormalizeBackground(),
          new RemoveRuledLines());

  /** A piece that is wider, of the line's height, may be digits that touch. */
  private static final double MAYBE_TOUCHING = 0.55;

  /** A digit is at most this wide, of the line's height. */
  private static final double WIDEST = 1.5;

  /** The same of one that is cut from others; each cut more costs time. */
  private static final double WIDEST_CUT = 1.1;

  /** Wider than this, of the line's height, costs … */
  private static final double WIDE = 0.72;

  /** … this much for each height more. */
  private static final double WIDE_COST = 2.8;

  /** Lower than this, of the line's height, costs … */
  private static final double LOW = 0.9;

  /** … this much for each height less. */
  private static final double LOW_COST = 2;

  /** What a cut costs at each side of it, … */
  private static final double CUT_COST = 0.16;

  /** … and for each height of ink that it crosses. */
  private static final double CUT_INK_COST = 1.8;

  /**
   * What it costs to take two pieces that are as high as digits for one where neither is above the
   * other, …
   */
  private static final double JOIN_COST = 3;

  /** … and for each height of paper between them. */
  private static final double APART_COST = 6;

  /** What it costs to leave out ink as high as a digit; less high ink costs less. */
  private static final double LEAVE_COST = 9;

  /** A line whose ink is fainter than this share of another's is shadow or grain. */
  private static final double FAINTEST_LINE = 0.6;

  private LineSegmenter() {}

  /**
   * Finds the lines.
   *
   * @param picture read in {@link #COLOUR_MODE}; not closed here
   * @param isDigit whether a wide piece of ink is surely one digit, so that it needn't be cut
   * @return one graph a line, from top to bottom; empty if nothing is written
   */
  public static List<SegmentationGraph> lines(Picture picture, Predicate<MnistImage> isDigit) {
    Mat darkness = Mats.reducedTo(SIDE, picture.mat());
    double scale = (double) Mats.longerSide(picture.mat()) / Mats.longerSide(darkness);
    for (Step step : STEPS) {
      Mat next = step.apply(darkness);
      darkness.release();
      darkness = next;
    }
    var measured = NormalizedPicture.of(darkness);
    List<SegmentationGraph> lines = new ArrayList<>();
    if (!measured.isBlack()) {
      var fit = new GlyphNormalizer(measured);
      List<TextLines.Line> written =
          TextLines.of(
              Component.of(measured.connectedInk(), SMALLEST, darkness.cols(), darkness.rows()),
              darkness.cols(),
              darkness.rows());
      if (written.isEmpty()) {
        written = digitThatFills(measured);
      }
      double[] strengths = written.stream().mapToDouble(fit::strength).toArray();
      double strongest = Arrays.stream(strengths).max().orElse(0);
      for (int i = 0; i < strengths.length; i++) {
        if (strengths[i] >= FAINTEST_LINE * strongest) {
          lines.add(
              segmentation(
                  parts(written.get(i), fit, isDigit), written.get(i).height(), fit, scale));
        }
      }
    }
    darkness.release();
    return lines;
  }

  /** What fills the picture from border to border is its surroundings, or its only digit. */
  private static List<TextLines.Line> digitThatFills(NormalizedPicture picture) {
    Mat digit = DigitComponents.mask(picture);
    List<Component> pieces =
        digit.empty()
            ? List.of()
            : Component.of(
                PixelRun.connected(Mats.pixels(digit), digit.cols(), 0),
                SMALLEST,
                digit.cols(),
                digit.rows());
    digit.release();
    return pieces.isEmpty()
        ? List.of()
        : List.of(new TextLines.Line(Component.around(pieces).height, pieces));
  }

  private static SegmentationGraph segmentation(
      List<Segment> parts, double height, GlyphNormalizer fit, double scale) {
    List<SegmentationGraph.Arc> arcs = new ArrayList<>();
    for (int from = 0; from < parts.size(); from++) {
      Segment first = parts.get(from);
      if (first.isWhole()) {
        double share = Math.min(1, first.ink().size() / height);
        arcs.add(new SegmentationGraph.Gap(from, from + 1, LEAVE_COST * share * share));
      }
      for (int to = from + 1; to <= parts.size(); to++) {
        List<Segment> chosen = parts.subList(from, to);
        List<Component> pieces = chosen.stream().map(Segment::ink).toList();
        Rect box = Component.around(pieces);
        if (to > from + 1 && box.width > WIDEST * height) {
          break;
        }
        boolean isCut = first.cutLeft() > 0 || chosen.get(chosen.size() - 1).cutRight() > 0;
        boolean isTooWide = isCut && to > from + 1 && box.width > WIDEST_CUT * height;
        if (!isTooWide && box.height >= TextLines.LOWEST * height) {
          double cost = cost(chosen, box, height);
          int start = from;
          int end = to;
          fit.image(pieces)
              .ifPresent(
                  image ->
                      arcs.add(
                          new SegmentationGraph.Glyph(
                              start, end, cost, scaled(box, scale), image)));
        }
      }
    }
    return new SegmentationGraph(parts.size() + 1, arcs);
  }

  private static List<Segment> parts(
      TextLines.Line line, GlyphNormalizer fit, Predicate<MnistImage> isDigit) {
    List<Segment> parts = new ArrayList<>();
    for (Component piece : line.pieces()) {
      boolean large =
          piece.box().width >= MAYBE_TOUCHING * line.height()
              && piece.box().height >= TextLines.LOWEST * line.height();
      List<Segment> cut =
          large && fit.image(List.of(piece)).filter(isDigit).isEmpty()
              ? SeamCutter.parts(piece, line.height())
              : List.of(new Segment(piece, piece, 0, 0));
      parts.addAll(cut);
    }
    parts.sort(Comparator.comparingDouble(part -> part.ink().centreX()));
    return parts;
  }

  private static double cost(List<Segment> parts, Rect box, double height) {
    double cost =
        WIDE_COST * Math.max(0, box.width / height - WIDE)
            + LOW_COST * Math.max(0, LOW - box.height / height);
    cost += cutCost(parts.get(0).cutLeft(), height);
    cost += cutCost(parts.get(parts.size() - 1).cutRight(), height);
    for (int i = 1; i < parts.size(); i++) {
      Component left = parts.get(i - 1).whole();
      Component right = parts.get(i).whole();
      if (left != right) {
        boolean both = Math.min(left.box().height, right.box().height) >= TextLines.LOWEST * height;
        int apart = right.box().x - left.right();
        int narrower = Math.min(left.box().width, right.box().width);
        double overlap = Math.min(1, Math.max(0, -apart) / (double) narrower);
        cost += (both ? JOIN_COST * (1 - overlap) : 0) + APART_COST * Math.max(0, apart) / height;
      }
    }
    return cost;
  }

  private static double cutCost(double inkCut, double height) {
    return inkCut == 0 ? 0 : CUT_COST + CUT_INK_COST * inkCut / height;
  }

  private static Box scaled(Rect box, double scale) {
    return new Box(
        (int) (box.x * scale),
        (int) (box.y * scale),
        (int) Math.max(1, Math.rint(box.width * scale)),
        (int) Math.max(1, Math.rint(box.height * scale)));
  }
}
