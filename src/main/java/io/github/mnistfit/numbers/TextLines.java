package io.github.mnistfit.numbers;

import io.github.mnistfit.ink.Component;
import io.github.mnistfit.ink.NormalizedPicture;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.opencv.core.Rect;

/**
 * Finds the text lines of a page, and tells writing from what else is dark on it: frames, rules,
 * the table's edge, specks. A digit belongs to the line of its nearest neighbour at the same
 * height, so lines may be skewed and bent.
 */
final class TextLines {
  private static final LineConfig CONFIG = LineConfig.STANDARD;

  private final NormalizedPicture picture;
  private final List<Component> all;

  private TextLines(NormalizedPicture picture, List<Component> all) {
    this.picture = picture;
    this.all = all;
  }

  /** The lines among the components of a picture, from top to bottom. */
  static List<TextLine> of(List<Component> components, NormalizedPicture picture) {
    return new TextLines(picture, components).lines();
  }

  private List<TextLine> lines() {
    List<Component> writing =
        all.stream().filter(c -> !isSurroundings(c) && !isRule(c) && !isFrame(c)).toList();
    if (writing.isEmpty()) {
      return List.of();
    }
    double height = typicalHeight(writing);
    List<Component> components = writing.stream().flatMap(c -> ofOneLine(c, height)).toList();
    List<Component> digits =
        components.stream()
            .filter(c -> isDigitHigh(c, height))
            .sorted(Comparator.comparingDouble(Component::centreX))
            .toList();
    List<Component> others = components.stream().filter(c -> !isDigitHigh(c, height)).toList();
    return chains(digits).stream()
        .map(chain -> line(chain, others))
        .sorted(Comparator.comparingInt(line -> Component.boundingBox(line.components()).y))
        .toList();
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

  /** A component, cut in two where digits of two lines touch. */
  private Stream<Component> ofOneLine(Component component, double height) {
    LineConfig.Heights heights = CONFIG.heights();
    return component.box().height >= heights.twoLines() * height
            && component.box().height <= 2 * heights.highest() * height
        ? SeamCutter.upperAndLower(component, height, picture).stream()
        : Stream.of(component);
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

  /** Each digit goes to the line whose nearest member to its left is at the same height. */
  private static List<List<Component>> chains(List<Component> digits) {
    List<List<Component>> chains = new ArrayList<>();
    for (Component digit : digits) {
      List<Component> best = null;
      double bestShare = CONFIG.neighbours().common();
      for (List<Component> chain : chains) {
        double share = commonHeight(chain.get(chain.size() - 1), digit);
        if (share > bestShare) {
          bestShare = share;
          best = chain;
        }
      }
      if (best == null) {
        best = new ArrayList<>();
        chains.add(best);
      }
      best.add(digit);
    }
    return chains;
  }

  private static double commonHeight(Component a, Component b) {
    return (double) a.commonRows(b.box()) / Math.min(a.box().height, b.box().height);
  }
}
