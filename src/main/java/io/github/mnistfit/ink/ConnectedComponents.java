package io.github.mnistfit.ink;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Connected-component labelling on runs of pixels: each run is joined with those above that it
 * touches, also diagonally (union-find). A digit has a hundred times as many pixels as runs.
 */
public final class ConnectedComponents {
  private final List<PixelRun> runs = new ArrayList<>();

  /** Each run's earlier one in the same component, or itself. */
  private int[] parents = new int[64];

  private ConnectedComponents() {}

  /**
   * Labels the ink of a picture.
   *
   * @param pixels unsigned, row by row
   * @param columns the picture's width
   * @param level what is above it is ink
   * @return each component's runs from top to bottom, left to right; the components in the order of
   *     their first runs
   */
  public static List<List<PixelRun>> label(byte[] pixels, int columns, int level) {
    var labelled = new ConnectedComponents();
    int above = 0;
    int aboveEnd = 0;
    for (int row = 0; row * columns < pixels.length; row++) {
      int next = above;
      int begin = labelled.runs.size();
      for (PixelRun run = next(pixels, columns, level, row, 0);
          run != null;
          run = next(pixels, columns, level, row, run.to())) {
        int number = labelled.add(run);
        while (next < aboveEnd && labelled.runs.get(next).to() < run.from()) {
          next++;
        }
        for (int i = next; i < aboveEnd && labelled.runs.get(i).from() <= run.to(); i++) {
          labelled.union(i, number);
        }
      }
      above = begin;
      aboveEnd = labelled.runs.size();
    }
    return labelled.components();
  }

  /** The first run at or behind a column; null if there is none. */
  private static PixelRun next(byte[] pixels, int columns, int level, int row, int column) {
    int end = (row + 1) * columns;
    int from = row * columns + column;
    while (from < end && Byte.toUnsignedInt(pixels[from]) <= level) {
      from++;
    }
    int to = from;
    while (to < end && Byte.toUnsignedInt(pixels[to]) > level) {
      to++;
    }
    return from == end ? null : new PixelRun(row, from - row * columns, to - row * columns);
  }

  private int add(PixelRun run) {
    int number = runs.size();
    runs.add(run);
    parents = number < parents.length ? parents : Arrays.copyOf(parents, 2 * number);
    parents[number] = number;
    return number;
  }

  private void union(int one, int other) {
    int a = find(one);
    int b = find(other);
    parents[Math.max(a, b)] = Math.min(a, b);
  }

  private int find(int run) {
    int root = run;
    while (parents[root] != root) {
      parents[root] = parents[parents[root]];
      root = parents[root];
    }
    return root;
  }

  private List<List<PixelRun>> components() {
    List<List<PixelRun>> components = new ArrayList<>();
    int[] labels = new int[runs.size()];
    for (int i = 0; i < labels.length; i++) {
      if (parents[i] == i) {
        labels[i] = components.size();
        components.add(new ArrayList<>());
      } else {
        labels[i] = labels[parents[i]];
      }
      components.get(labels[i]).add(runs.get(i));
    }
    return components;
  }
}
