package io.github.mnistfit;

import io.github.mnistfit.fit.Segmentation;
import io.github.mnistfit.fit.Segmentation.Arc;
import io.github.mnistfit.fit.Segmentation.Glyph;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Finds the most probable way through a line's graph by dynamic programming. */
final class BestReading {
  /** What a glyph costs that is surely no digit is bounded: one must not outweigh all others. */
  private static final double LEAST_PROBABILITY = 1e-4;

  private BestReading() {}

  /**
   * The digits on the path of the least sum of costs, a glyph's being also the negative logarithm
   * of its confidence.
   *
   * @param predictions what the network says of each glyph
   */
  static List<Digit> of(Segmentation line, Map<Glyph, Prediction> predictions) {
    double[] least = new double[line.nodes()];
    Arrays.fill(least, Double.POSITIVE_INFINITY);
    least[0] = 0;
    Arc[] last = new Arc[line.nodes()];
    for (Arc arc : line.arcs()) {
      double cost = arc.cost();
      if (arc instanceof Glyph glyph) {
        double probability = predictions.get(glyph).confidence();
        cost -= Math.log(Math.max(LEAST_PROBABILITY, probability));
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
