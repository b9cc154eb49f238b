package io.github.mnistfit.training.scenes;

import io.github.mnistfit.mnist.MnistImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The strokes of an MNIST image, one pixel wide: its skeleton (Zhang and Suen, 1984), followed from
 * end to end and from crossing to crossing.
 */
final class Skeleton {
  /** Pixels of the grid along a pixel of the image. */
  private static final int FINER = 3;

  private static final int SIDE = FINER * MnistImage.SIDE;

  /** What is brighter is ink; of 255. */
  private static final double INK = 105;

  /** A side branch that is shorter, in pixels of the grid, comes from the stroke's rough edge. */
  private static final int SPUR = 6;

  /** The share of a skeleton's length under which a part that stands alone is a speck. */
  private static final double SPECK = 0.15;

  /** Strokes that are wider, in pixels of the image, have flowed together: their holes are lost. */
  private static final double WIDEST = 3.6;

  /** Every so manieth pixel of a stroke becomes a point of its path. */
  private static final int STRIDE = 3;

  /** Row and column steps around a pixel, clockwise from above. */
  private static final int[] AROUND = {
    -SIDE, -SIDE + 1, 1, SIDE + 1, SIDE, SIDE - 1, -1, -SIDE - 1
  };

  private final boolean[] ink;

  private Skeleton(boolean[] ink) {
    this.ink = ink;
  }

  /** The strokes of an image; empty if it has none, or they are too wide to be told apart. */
  static Optional<Glyph> of(MnistImage image) {
    var skeleton = new Skeleton(enlarged(image));
    int area = skeleton.count();
    skeleton.thin();
    int length = skeleton.count();
    if (length == 0 || area > FINER * WIDEST * length) {
      return Optional.empty();
    }
    List<Path> paths = skeleton.paths();
    return paths.isEmpty() ? Optional.empty() : Optional.of(new Glyph(paths));
  }

  private int count() {
    int count = 0;
    for (boolean is : ink) {
      count += is ? 1 : 0;
    }
    return count;
  }

  /** Linear interpolation; the outermost pixels stay free, so that each has eight neighbours. */
  private static boolean[] enlarged(MnistImage image) {
    boolean[] ink = new boolean[SIDE * SIDE];
    for (int row = 1; row < SIDE - 1; row++) {
      double y = Math.max(0, Math.min(MnistImage.SIDE - 1.001, (row + 0.5) / FINER - 0.5));
      for (int column = 1; column < SIDE - 1; column++) {
        double x = Math.max(0, Math.min(MnistImage.SIDE - 1.001, (column + 0.5) / FINER - 0.5));
        int r = (int) y;
        int c = (int) x;
        double above = image.at(r, c) + (x - c) * (image.at(r, c + 1) - image.at(r, c));
        double below = image.at(r + 1, c) + (x - c) * (image.at(r + 1, c + 1) - image.at(r + 1, c));
        ink[row * SIDE + column] = above + (y - r) * (below - above) > INK;
      }
    }
    return ink;
  }

  private void thin() {
    boolean changed = true;
    while (changed) {
      changed = peel(0);
      changed |= peel(2);
    }
  }

  /** Takes away border pixels of two sides; returns whether there were any. */
  private boolean peel(int side) {
    List<Integer> gone = new ArrayList<>();
    for (int at = SIDE + 1; at < ink.length - SIDE - 1; at++) {
      if (ink[at] && isBorder(at, side)) {
        gone.add(at);
      }
    }
    for (int at : gone) {
      ink[at] = false;
    }
    return !gone.isEmpty();
  }

  private boolean isBorder(int at, int side) {
    int neighbours = 0;
    int beginnings = 0;
    for (int i = 0; i < AROUND.length; i++) {
      if (ink[at + AROUND[i]]) {
        neighbours++;
      } else if (ink[at + AROUND[(i + 1) % AROUND.length]]) {
        beginnings++;
      }
    }
    if (neighbours < 2 || neighbours > 6 || beginnings != 1) {
      return false;
    }
    boolean above = ink[at - SIDE];
    boolean right = ink[at + 1];
    boolean below = ink[at + SIDE];
    boolean left = ink[at - 1];
    return side == 0
        ? !(above && right && below) && !(right && below && left)
        : !(above && right && left) && !(above && below && left);
  }

  /** Takes away connected parts that are short beside the whole. */
  private void removeSpecks() {
    int least = (int) (SPECK * count());
    var seen = new boolean[ink.length];
    for (int at = 0; at < ink.length; at++) {
      if (!ink[at] || seen[at]) {
        continue;
      }
      List<Integer> part = new ArrayList<>(List.of(at));
      seen[at] = true;
      for (int i = 0; i < part.size(); i++) {
        for (int step : AROUND) {
          int next = part.get(i) + step;
          if (ink[next] && !seen[next]) {
            seen[next] = true;
            part.add(next);
          }
        }
      }
      if (part.size() < least) {
        part.forEach(pixel -> ink[pixel] = false);
      }
    }
  }

  private List<Path> paths() {
    removeSpecks();
    var visited = new boolean[ink.length];
    List<Path> paths = new ArrayList<>();
    for (int at = 0; at < ink.length; at++) {
      if (ink[at] && neighbours(at).size() != 2) {
        visited[at] = true;
        for (int next : neighbours(at)) {
          follow(at, next, visited, paths);
        }
      }
    }
    for (int at = 0; at < ink.length; at++) {
      if (ink[at] && !visited[at]) { // a ring without ends
        visited[at] = true;
        follow(at, neighbours(at).get(0), visited, paths);
      }
    }
    return paths;
  }

  /** Follows a stroke to its end or its next crossing, and adds it. */
  private void follow(int from, int first, boolean[] visited, List<Path> paths) {
    List<Integer> pixels = new ArrayList<>(List.of(from, first));
    int before = from;
    int at = first;
    while (neighbours(at).size() == 2) {
      if (visited[at]) {
        if (at == from) {
          break;
        }
        return; // followed from its other end
      }
      visited[at] = true;
      List<Integer> next = neighbours(at);
      int step = next.get(0) == before ? next.get(1) : next.get(0);
      before = at;
      at = step;
      pixels.add(at);
    }
    int start = neighbours(from).size();
    int end = neighbours(at).size();
    boolean spur = Math.min(start, end) == 1 && Math.max(start, end) > 2;
    if (!(spur && pixels.size() < SPUR)) {
      paths.add(path(pixels));
    }
  }

  /** Eight neighbours, but diagonal ones only where there is no way around the corner. */
  private List<Integer> neighbours(int at) {
    List<Integer> neighbours = new ArrayList<>(4);
    for (int i = 0; i < AROUND.length; i++) {
      boolean diagonal = i % 2 == 1;
      if (ink[at + AROUND[i]]
          && !(diagonal && (ink[at + AROUND[i - 1]] || ink[at + AROUND[(i + 1) % 8]]))) {
        neighbours.add(at + AROUND[i]);
      }
    }
    return neighbours;
  }

  /** Every third pixel, each moved to the mean of the five around it. */
  private static Path path(List<Integer> pixels) {
    List<double[]> points = new ArrayList<>();
    int last = pixels.size() - 1;
    for (int i = 0; i <= last; i += STRIDE) {
      points.add(mean(pixels, i));
      if (i < last && i + STRIDE > last) {
        points.add(mean(pixels, last));
      }
    }
    return Path.of(points);
  }

  private static double[] mean(List<Integer> pixels, int i) {
    int reach = Math.min(2, Math.min(i, pixels.size() - 1 - i));
    double x = 0;
    double y = 0;
    for (int k = i - reach; k <= i + reach; k++) {
      x += pixels.get(k) % SIDE;
      y += pixels.get(k) / SIDE;
    }
    return new double[] {x / (2 * reach + 1), y / (2 * reach + 1)};
  }
}
