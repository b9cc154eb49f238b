package io.github.mnistfit.numbers;

import io.github.mnistfit.numbers.SegmentationGraph.Arc;
import io.github.mnistfit.numbers.SegmentationGraph.Glyph;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Finds the most probable path through a line's graph by dynamic programming. */
public final class BestPath {
  private BestPath() {}

  /**
   * What a glyph's confidence costs.
   *
   * @param leastProbability what is surely no digit counts as this, above 0: one glyph must not
   *     outweigh all others
   * @param weight how much more a confidence counts than a shape, at least 1: ink that was cut in
   *     the wrong place often looks like a digit, but seldom quite
   * @param rejected the cost of a glyph below the rejection threshold, at least 0
   */
  private record Costs(double leastProbability, double weight, double rejected) {
    static final Costs STANDARD = new Costs(1e-4, 6.3, 14);
  }

  /**
   * The path of the least sum of costs, a glyph's being also the negative logarithm of its
   * confidence.
   *
   * @param confidence what the network gives a glyph, in [0, 1]
   * @param rejectionThreshold a glyph of less confidence is no digit
   * @return from left to right
   */
  public static List<Arc> of(
      SegmentationGraph line, ToDoubleFunction<Glyph> confidence, double rejectionThreshold) {
    Costs costs = Costs.STANDARD;
    double[] least = new double[line.nodes()];
    Arrays.fill(least, Double.POSITIVE_INFINITY);
    least[0] = 0;
    Arc[] last = new Arc[line.nodes()];
    for (Arc arc : line.arcs()) {
      double cost = arc.cost();
      if (arc instanceof Glyph glyph) {
        double probability = confidence.applyAsDouble(glyph);
        cost -= costs.weight() * Math.log(Math.max(costs.leastProbability(), probability));
        cost += probability < rejectionThreshold ? costs.rejected() : 0;
      }
      if (least[arc.from()] + cost < least[arc.to()]) {
        least[arc.to()] = least[arc.from()] + cost;
        last[arc.to()] = arc;
      }
    }
    List<Arc> path = new ArrayList<>();
    for (int node = line.nodes() - 1; node > 0 && last[node] != null; node = last[node].from()) {
      path.add(last[node]);
    }
    Collections.reverse(path);
    return path;
  }
}
