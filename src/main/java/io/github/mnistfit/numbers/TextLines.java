package io.github.mnistfit.numbers;

import io.github.mnistfit.ink.Component;
import io.github.mnistfit.ink.NormalizedPicture;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.opencv.core.Rect;

/**
 * Finds the text lines of a page, and tells writing from what else is dark on it: frames, rules,
 * the table's edge, specks. A digit belongs to the line of its nearest neighbour at the same
 * height, so lines may be skewed and bent.
 */
final class TextLines {
  private static final LineConfig CONFIG = LineConfig.STANDARD;

  /** A digit of another line's size is at least so high, in pixels, … */
  private static final int SMALLEST = 8;

  /** … and so high, of the highest line: smaller are the labels of a plot, say. */
  private static final double SMALLER = 0.2;

  /** More components of other sizes are print or a pattern, and each is asked about. */
  private static final int MOST_OF_OTHER_SIZE = 200;

  private final NormalizedPicture picture;
  private final List<Component> all;

  private final Function<List<Component>, Set<Component>> test;

  private TextLines(
      NormalizedPicture picture,
      List<Component> all,
      Function<List<Component>, Set<Component>> test) {
    this.picture = picture;
    this.all = all;
    this.test = test;
  }

  /**
   * The lines among the components of a picture, from top to bottom.
   *
   * @param digits tells which of some tall components are surely one digit each
   */
  static List<TextLine> of(
      List<Component> components,
      NormalizedPicture picture,
      Function<List<Component>, Set<Component>> digits) {
    var lines = new TextLines(picture, components, digits);
    return lines.ofAllSizes(
        components.stream()
            .filter(c -> !lines.isSurroundings(c) && !isRule(c) && !lines.isFrame(c))
            .toList());
  }

  /**
   * The lines among components that are digits' ink, whole, in parts or several together.
   *
   * @param digits tells which of some tall components are surely one digit each
   */
  static List<TextLine> ofInk(
      List<Component> components,
      NormalizedPicture picture,
      Function<List<Component>, Set<Component>> digits) {
    return new TextLines(picture, components, digits).lines(components);
  }

  private List<TextLine> lines(List<Component> writing) {
    if (writing.isEmpty()) {
      return List.of();
    }
    double height = typicalHeight(writing);
    List<Component> tall = writing.stream().filter(c -> mayBeTwoLines(c, height)).toList();
    Set<Component> whole = tall.isEmpty() ? Set.of() : test.apply(tall);
    List<Component> components =
        writing.stream()
            .flatMap(
                c ->
                    mayBeTwoLines(c, height) && !whole.contains(c)
                        ? SeamCutter.upperAndLower(c, height, picture).stream()
                        : Stream.of(c))
            .toList();
    List<Component> digits = components.stream().filter(c -> isDigitHigh(c, height)).toList();
    List<Component> others = components.stream().filter(c -> !isDigitHigh(c, height)).toList();
    return Rows.of(digits, height).stream()
        .map(chain -> line(chain, others))
        .sorted(Comparator.comparingInt(TextLines::top))
        .toList();
  }

  /**
   * The lines of the typical height, and those of what is too high or too low for them, if all of
   * that is surely digits.
   */
  private List<TextLine> ofAllSizes(List<Component> writing) {
    List<TextLine> lines = new ArrayList<>(lines(writing));
    Set<Component> used = new HashSet<>();
    lines.forEach(line -> used.addAll(line.components()));
    double highest = lines.stream().mapToDouble(TextLine::height).max().orElse(0);
    double least = Math.max(SMALLEST, SMALLER * highest);
    List<Component> left =
        writing.stream().filter(c -> !used.contains(c) && c.box().height >= least).toList();
    if (lines.isEmpty() || left.isEmpty() || left.size() > MOST_OF_OTHER_SIZE) {
      return lines;
    }
    Set<Component> sure = test.apply(left);
    if (!sure.isEmpty()) {
      lines(left).stream()
          .filter(line -> line.components().size() > 1 && sure.containsAll(line.components()))
          .forEach(lines::add);
      lines.sort(Comparator.comparingInt(TextLines::top));
    }
    return lines;
  }

  private static int top(TextLine line) {
    return Component.boundingBox(line.components()).y;
  }

  private boolean isSurroundings(Component component) {
    LineConfig.Surroundings config = CONFIG.surroundings();
    Rect box = component.box();
    boolean huge =
        box.width > config.huge() * picture.mat().cols()
            && box.height > config.huge() * picture.mat().rows();
    return component.alongBorder() > config.alongBorder() || (huge && !isAlone(component));
  }

  private boolean isAlone(Component component) {
    int area = all.stream().mapToInt(Component::area).sum();
    return area - component.area() <= CONFIG.surroundings().alone() * component.area();
  }

  private static boolean isRule(Component component) {
    return component.box().width > CONFIG.rule().length() * component.box().height
        && component.extent() > CONFIG.rule().extent();
  }

  private boolean isFrame(Component component) {
    return component.extent() < CONFIG.frame().extent()
        && component.isAroundAny(all, CONFIG.frame().inside());
  }

  /** Whether a component may be digits of two lines that touch. */
  private static boolean mayBeTwoLines(Component component, double height) {
    LineConfig.Heights heights = CONFIG.heights();
    return component.box().height >= heights.twoLines() * height
        && component.box().height <= 2 * heights.highest() * height;
  }

  /** Whether a component is as high as a digit may be in a line of a height. */
  private static boolean isDigitHigh(Component component, double height) {
    return isHighEnough(component.box(), height)
        && component.box().height <= CONFIG.heights().highest() * height;
  }

  /** Whether a box is at least as high as the lowest digit in a line of a height. */
  static boolean isHighEnough(Rect box, double height) {
    return box.height >= CONFIG.heights().lowest() * height;
  }

  /** A line of some digits and what lies close to them. */
  private static TextLine line(List<Component> digits, List<Component> others) {
    double height = typicalHeight(digits);
    LineConfig.Neighbours config = CONFIG.neighbours();
    List<Component> members = new ArrayList<>(digits);
    for (Component other : others) {
      if (other.size() >= config.speck() * height
          && other.size() <= CONFIG.heights().highest() * height
          && digits.stream().anyMatch(c -> other.gapTo(c.box()) <= config.loose() * height)) {
        members.add(other);
      }
    }
    members.sort(Comparator.comparingDouble(Component::centreX));
    return new TextLine(height, members);
  }

  /**
   * Somewhat less than the median height of what isn't small beside the bulk of the ink: where
   * digits of two lines touch, those that don't are lower.
   */
  private static double typicalHeight(List<Component> components) {
    List<Component> sorted =
        components.stream().sorted(Comparator.comparingInt(c -> c.box().height)).toList();
    double half = sorted.stream().mapToDouble(TextLines::weight).sum() / 2;
    double sum = 0;
    int bulk = 0;
    for (Component component : sorted) {
      bulk = sum < half ? component.box().height : bulk;
      sum += weight(component);
    }
    double least = CONFIG.frame().inside() * bulk;
    List<Component> large = sorted.stream().filter(c -> c.box().height >= least).toList();
    return large.get((int) (CONFIG.heights().typical() * (large.size() - 1))).box().height;
  }

  /** A thousand specks weigh less than a digit. */
  private static double weight(Component component) {
    return (double) component.area() * component.box().height;
  }
}
