package io.github.mnistfit.numbers;

import io.github.mnistfit.Digit;
import io.github.mnistfit.Prediction;
import io.github.mnistfit.numbers.SegmentationGraph.Arc;
import io.github.mnistfit.numbers.SegmentationGraph.Glyph;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Finds the most probable way through a line's graph by dynamic programming. */
public final class BestPath {
  /** What a glyph costs that is surely no digit is bounded: one must not outweigh all others. */
  private static final double LEAST_PROBABILITY = 1e-4;

  /**
   * How much more a confidence counts than a shape: ink that was cut in the wrong place often looks
   * like a digit, but seldom quite.
   */
  private static final double CONFIDENCE_WEIGHT = 6.3;

  /** What a glyph costs that the network takes for no digit. */
  private static final double NO_DIGIT_COST = 14;

  private BestPath() {}

  /**
   * The digits on the path of the least sum of costs, a glyph's being also the negative logarithm
   * of its confidence.
   *
   * @param predictions what the network says of each glyph
   * @param minConfidence under which it takes a glyph for no digit
   */
  public static List<Digit> of(
      SegmentationGraph line, Map<Glyph, Prediction> predictions, double minConfidence) {
    double[] least = new double[line.nodes()];
    Arrays.fill(least, Double.POSITIVE_INFINITY);
    least[0] = 0;
    Arc[] last = new Arc[line.nodes()];
    for (Arc arc : line.arcs()) {
      double cost = arc.cost();
      if (arc instanceof Glyph glyph) {
        double probability = predictions.get(glyph).confidence();
        cost -= CONFIDENCE_WEIGHT * Math.log(Math.max(LEAST_PROBABILITY, probability));
        cost += probability < minConfidence ? NO_DIGIT_COST : 0;
      }
      if (least[arc.from()] + cost < least[arc.to()]) {
        least[arc.to()] = least[arc.from()] + cost;
        last[arc.to()] = arc;
      }
    }
    List<Digit> digits = new ArrayList<>();
    for (int node = line.nodes() - 1; node > 0 && last[node] != null; node = last[node].from()) {
      if (last[node] instanceof Glyph glyph) {
        digits.add(new Digit(glyph.box(), predictions.get(glyph)));
      }
    }
    Collections.reverse(digits);
    return digits;
  }
}
