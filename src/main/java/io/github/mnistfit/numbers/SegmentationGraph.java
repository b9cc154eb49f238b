package io.github.mnistfit.numbers;

import io.github.mnistfit.mnist.Box;
import io.github.mnistfit.mnist.MnistImage;
import java.util.List;

/**
 * All ways to divide a text line into digits, as a graph: its nodes are the places between
 * segments, 0 to {@code nodes} − 1 from left to right, its arcs are what may lie between two of
 * them. A path from the first node to the last is one reading (over-segmentation and recognition,
 * as Casey and Lecolinet survey it, 1996).
 *
 * @param nodes at least 2
 * @param arcs all arcs, those that start further left first
 */
public record SegmentationGraph(int nodes, List<Arc> arcs) {
  public SegmentationGraph {
    arcs = List.copyOf(arcs);
  }

  /** What may lie between two nodes. */
  public sealed interface Arc {
    /** The node on its left. */
    int from();

    /** The node on its right. */
    int to();

    /**
     * How unlikely its shape alone makes it: the negative logarithm of a probability, at least 0.
     */
    double cost();

    /** Where it is, in the picture's pixels. */
    Box box();
  }

  /**
   * A digit, perhaps.
   *
   * @param box where it is, in the picture's pixels
   * @param image what the network is to judge
   */
  public record Glyph(int from, int to, double cost, Box box, MnistImage image) implements Arc {
    // As in Box; and where a glyph is tells nearly always which one it is.

    @Override
    public boolean equals(Object other) {
      return other instanceof Glyph glyph
          && from == glyph.from
          && to == glyph.to
          && Double.compare(cost, glyph.cost) == 0
          && box.equals(glyph.box)
          && image.equals(glyph.image);
    }

    @Override
    public int hashCode() {
      return 31 * (31 * from + to) + box.hashCode();
    }
  }

  /**
   * No digit: a speck, a dot, a comma.
   *
   * @param box where it is, in the picture's pixels
   */
  public record Gap(int from, int to, double cost, Box box) implements Arc {}
}
