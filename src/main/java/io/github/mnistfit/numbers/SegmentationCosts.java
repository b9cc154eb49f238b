package io.github.mnistfit.numbers;

import io.github.mnistfit.ink.Component;
import java.util.List;
import org.opencv.core.Rect;

/**
 * What the arcs of a {@link SegmentationGraph} cost by their shape alone, in nats: costs are added
 * to the negative logarithm of what the network gives each digit. Lengths are of the line's height,
 * all numbers at least 0. They were set by hand on generated rows and on pictures of strangers'
 * numbers ({@code docs/numbers.md}).
 *
 * @param leave what it costs to leave out ink as high as a digit; less high ink costs less
 */
record SegmentationCosts(Shape shape, Cut cut, Join join, double leave, double severed) {
  static final SegmentationCosts STANDARD =
      new SegmentationCosts(
          new Shape(0.72, 2.8, 0.9, 2), new Cut(0.16, 1.8), new Join(3, 6), 9, 40);

  /**
   * What an unlikely shape costs.
   *
   * @param wide what is wider costs …
   * @param perWidth … this much for each height more
   * @param low what is lower costs …
   * @param perHeight … this much for each height less
   */
  record Shape(double wide, double perWidth, double low, double perHeight) {}

  /**
   * What a cut costs at each side of it.
   *
   * @param once for being there
   * @param perInk for each height of ink that it crosses
   */
  record Cut(double once, double perInk) {
    double of(double crossed, double height) {
      return crossed == 0 ? 0 : once + perInk * crossed / height;
    }
  }

  /**
   * What it costs to take two components for one digit.
   *
   * @param once where both are as high as digits and neither is above the other
   * @param perGap for each height of paper between them
   */
  record Join(double once, double perGap) {
    double of(Component left, Component right, double height) {
      boolean both =
          TextLines.isHighEnough(left.box(), height) && TextLines.isHighEnough(right.box(), height);
      int gap = right.box().x - left.right();
      int narrower = Math.min(left.box().width, right.box().width);
      double overlap = Math.min(1, Math.max(0, -gap) / (double) narrower);
      return (both ? once * (1 - overlap) : 0) + perGap * Math.max(0, gap) / height;
    }
  }

  /** The cost of taking neighbouring segments for one digit. */
  double glyph(List<Segment> segments, Rect box, double height) {
    double cost =
        shape.perWidth * Math.max(0, box.width / height - shape.wide)
            + shape.perHeight * Math.max(0, shape.low - box.height / height);
    cost += cut.of(segments.get(0).cutLeft(), height);
    cost += cut.of(segments.get(segments.size() - 1).cutRight(), height);
    for (int i = 1; i < segments.size(); i++) {
      Component left = segments.get(i - 1).whole();
      Component right = segments.get(i).whole();
      cost += left == right ? 0 : join.of(left, right, height);
    }
    return cost;
  }

  /** The cost of leaving out a component. */
  double gap(Component component, double height) {
    double share = Math.min(1, component.size() / height);
    return leave * share * share;
  }
}
