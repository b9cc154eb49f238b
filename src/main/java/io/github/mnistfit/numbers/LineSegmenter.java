package io.github.mnistfit.numbers;

import io.github.mnistfit.fit.Pipeline;
import io.github.mnistfit.image.ColourMode;
import io.github.mnistfit.image.Picture;
import io.github.mnistfit.ink.Component;
import io.github.mnistfit.ink.DigitComponents;
import io.github.mnistfit.ink.Mats;
import io.github.mnistfit.ink.NormalizedPicture;
import io.github.mnistfit.mnist.Box;
import io.github.mnistfit.mnist.GreyImage;
import io.github.mnistfit.mnist.MnistImage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.opencv.core.Mat;
import org.opencv.core.Rect;

/**
 * Finds the text lines of a picture and all ways to divide them into digits. Light, paper and
 * polarity are treated by the robust fit's own steps.
 */
public final class LineSegmenter {
  /** How pictures are to be read. */
  public static final ColourMode COLOUR_MODE = ColourMode.ON_PAPER;

  private static final Config CONFIG = Config.STANDARD;
  private static final SegmentationCosts COSTS = SegmentationCosts.STANDARD;

  private final NormalizedPicture picture;
  private final GlyphNormalizer glyphs;
  private final double scale;
  private final GlyphBudget budget;

  private LineSegmenter(NormalizedPicture picture, double scale, GlyphBudget budget) {
    this.picture = picture;
    this.glyphs = new GlyphNormalizer(picture);
    this.scale = scale;
    this.budget = budget;
  }

  /**
   * What is looked at.
   *
   * @param side the longer side, in pixels, at which lines are read: ten digits in a row are still
   *     100 pixels wide
   * @param smallest the longer side of the smallest component, in pixels
   * @param faintest a line of less contrast than this share of another's, 0 to 1, is shadow or
   *     grain
   * @param mostComponents more are no writing: work grows with their square
   * @param mostGlyphs more are no writing: each goes through the network
   * @param mostPixels in the boxes of all glyphs; more are no writing. Strangers' pages have up to
   *     29 million
   * @param mostSeamPixels in the strips of all seams; more are no writing. Strangers' pages have up
   *     to 11 million
   */
  private record Config(
      int side,
      int smallest,
      double faintest,
      Widths widths,
      int mostComponents,
      int mostGlyphs,
      long mostPixels,
      long mostSeamPixels) {
    static final Config STANDARD =
        new Config(1280, 3, 0.6, new Widths(0.55, 1.5, 1.1), 1500, 4000, 60_000_000, 100_000_000);

    /** For one reading: its glyphs, and components that are judged. */
    GlyphBudget budget() {
      return new GlyphBudget(mostGlyphs + mostComponents, mostPixels, mostSeamPixels);
    }
  }

  /**
   * How wide digits are, of the line's height.
   *
   * @param touching a component that is at least this wide may be digits that touch
   * @param widest a digit is at most this wide
   * @param widestCut the same of one that is cut from others; each cut more costs time
   */
  private record Widths(double touching, double widest, double widestCut) {}

  /** Tells which components needn't be cut. */
  @FunctionalInterface
  public interface DigitTest {
    /**
     * Judges components.
     *
     * @param components at least one, in MNIST's form
     * @return for each, in order, whether it is surely one digit
     */
    boolean[] areDigits(List<MnistImage> components);
  }

  /**
   * Finds the lines.
   *
   * @param picture read in {@link #COLOUR_MODE}; not closed here
   * @param test asked about all tall components, then about all wide ones, if there are any
   * @return one graph a line, from top to bottom; empty if nothing is written
   */
  public static List<SegmentationGraph> lines(Picture picture, DigitTest test) {
    return lines(picture, test, CONFIG.budget());
  }

  static List<SegmentationGraph> lines(Picture picture, DigitTest test, GlyphBudget budget) {
    Mat reduced = Mats.reducedTo(CONFIG.side(), picture.mat());
    double scale = (double) Mats.longerSide(picture.mat()) / Mats.longerSide(reduced);
    Mat density = Pipeline.toInkOfLines().apply(reduced);
    reduced.release();
    var normalized = NormalizedPicture.of(density);
    List<SegmentationGraph> graphs =
        normalized.isBlack()
            ? List.of()
            : new LineSegmenter(normalized, scale, budget).graphs(test);
    density.release();
    return graphs;
  }

  /** Finds the lines in ink that a network has found, of a page that is read once. */
  public static List<SegmentationGraph> lines(GreyImage ink, DigitTest test) {
    return lines(ink, test, CONFIG.budget());
  }

  /**
   * Finds the lines in ink that a network has found.
   *
   * @param ink of digits; 0 (paper) to 255 (ink)
   * @param budget spent by all readings of a page together
   * @return one graph a line, from top to bottom, in the ink's own pixels; empty if the budget
   *     doesn't suffice
   */
  public static List<SegmentationGraph> lines(GreyImage ink, DigitTest test, GlyphBudget budget) {
    Mat density = Mats.of(ink);
    List<SegmentationGraph> graphs =
        new LineSegmenter(NormalizedPicture.ofInk(density), 1, budget).graphsOfInk(test);
    density.release();
    return graphs;
  }

  private List<SegmentationGraph> graphsOfInk(DigitTest test) {
    List<Component> components = large(picture.components());
    return components.size() > CONFIG.mostComponents()
        ? List.of()
        : graphs(TextLines.ofInk(components, picture, tall -> digits(tall, test)), test);
  }

  private List<SegmentationGraph> graphs(DigitTest test) {
    return graphs(lines(test), test);
  }

  private List<SegmentationGraph> graphs(List<TextLine> lines, DigitTest test) {
    List<Component> wide =
        lines.stream()
            .flatMap(line -> line.components().stream().filter(c -> mayTouch(c, line)))
            .toList();
    Set<Component> digits = digits(wide, test);
    List<SegmentationGraph> graphs = new ArrayList<>();
    int left = CONFIG.mostGlyphs();
    for (TextLine line : lines) {
      graphs.add(graph(segments(line, digits), line.height(), left));
      left -= graphs.get(graphs.size() - 1).arcs().size();
      if (left <= 0 || budget.isSpent()) {
        return List.of();
      }
    }
    return graphs;
  }

  /** The lines whose ink isn't faint beside that of others. */
  private List<TextLine> lines(DigitTest test) {
    List<Component> components = large(picture.components());
    if (components.size() > CONFIG.mostComponents()) {
      return List.of();
    }
    List<TextLine> lines = TextLines.of(components, picture, tall -> digits(tall, test));
    if (lines.isEmpty()) {
      lines = singleDigit();
    }
    double strongest =
        lines.stream().mapToDouble(line -> line.contrast(picture.paper())).max().orElse(0);
    return lines.stream()
        .filter(line -> line.contrast(picture.paper()) >= CONFIG.faintest() * strongest)
        .toList();
  }

  /** Those that aren't too small to be looked at. */
  static List<Component> large(List<Component> components) {
    return components.stream().filter(c -> c.size() >= CONFIG.smallest()).toList();
  }

  /** What fills the picture from border to border is its surroundings, or its only digit. */
  private List<TextLine> singleDigit() {
    Mat mask = DigitComponents.mask(picture);
    List<Component> digit = mask.empty() ? List.of() : large(picture.components(mask));
    mask.release();
    return digit.isEmpty()
        ? List.of()
        : List.of(new TextLine(Component.boundingBox(digit).height, digit));
  }

  /** Those components that are surely one digit each. */
  private Set<Component> digits(List<Component> components, DigitTest test) {
    List<Component> fitted = new ArrayList<>();
    List<MnistImage> images = new ArrayList<>();
    for (Component component : components) {
      image(List.of(component), component.box())
          .ifPresent(
              image -> {
                fitted.add(component);
                images.add(image);
              });
    }
    Set<Component> digits = new HashSet<>();
    boolean[] areDigits = images.isEmpty() ? new boolean[0] : test.areDigits(images);
    for (int i = 0; i < areDigits.length; i++) {
      if (areDigits[i]) {
        digits.add(fitted.get(i));
      }
    }
    return digits;
  }

  private static boolean mayTouch(Component component, TextLine line) {
    return component.box().width >= CONFIG.widths().touching() * line.height()
        && TextLines.isHighEnough(component.box(), line.height());
  }

  private List<Segment> segments(TextLine line, Set<Component> digits) {
    return line.components().stream()
        .flatMap(
            component ->
                mayTouch(component, line)
                        && !digits.contains(component)
                        && budget.spendOnSeams(SeamCutter.work(component, line.height()))
                    ? SeamCutter.segments(component, line.height(), picture).stream()
                    : Stream.of(Segment.whole(component)))
        .sorted(Comparator.comparingDouble(segment -> segment.ink().centreX()))
        .toList();
  }

  /**
   * The graph of a line.
   *
   * @param most arcs; with that many, and where the budget is spent, it ends, whether it is whole
   *     or not
   */
  private SegmentationGraph graph(List<Segment> segments, double height, int most) {
    List<SegmentationGraph.Arc> arcs = new ArrayList<>();
    for (int from = 0; from < segments.size() && arcs.size() < most && !budget.isSpent(); from++) {
      Segment first = segments.get(from);
      // What was cut from a digit is part of one: it is left out only where nothing else is left.
      double gap = first.isWhole() ? COSTS.gap(first.ink(), height) : COSTS.severed();
      arcs.add(new SegmentationGraph.Gap(from, from + 1, gap, scaled(first.ink().box())));
      Rect box = first.ink().box();
      for (int to = from + 1; to <= segments.size(); to++) {
        List<Segment> chosen = segments.subList(from, to);
        box = Component.union(box, segments.get(to - 1).ink().box());
        boolean isJoined = to > from + 1;
        if (isJoined && box.width > CONFIG.widths().widest() * height) {
          break;
        }
        boolean isCut = first.cutLeft() > 0 || segments.get(to - 1).cutRight() > 0;
        boolean isTooWide = isCut && isJoined && box.width > CONFIG.widths().widestCut() * height;
        if (!isTooWide && TextLines.isHighEnough(box, height)) {
          glyph(from, chosen, box, height).ifPresent(arcs::add);
        }
      }
    }
    return new SegmentationGraph(segments.size() + 1, arcs);
  }

  private Optional<SegmentationGraph.Glyph> glyph(
      int from, List<Segment> segments, Rect box, double height) {
    double cost = COSTS.glyph(segments, box, height);
    return image(components(segments), box)
        .map(
            image ->
                new SegmentationGraph.Glyph(
                    from, from + segments.size(), cost, scaled(box), image));
  }

  /** Components together as one digit in MNIST's form; empty also if that is too much work. */
  private Optional<MnistImage> image(List<Component> components, Rect box) {
    return budget.spend((long) box.width * box.height)
        ? glyphs.image(components)
        : Optional.empty();
  }

  private static List<Component> components(List<Segment> segments) {
    return segments.stream().map(Segment::ink).toList();
  }

  private Box scaled(Rect box) {
    return new Box(box.x, box.y, box.width, box.height).scaled(scale);
  }
}
