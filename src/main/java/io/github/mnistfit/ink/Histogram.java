package io.github.mnistfit.ink;

/** How often each of the 256 levels occurs. */
public final class Histogram {
  private static final int LEVELS = 256;

  private final int[] counts = new int[LEVELS];
  private long total;

  public static Histogram of(byte[] pixels) {
    // Neighbours are alike: counted in one place, each would have to wait for the one before it.
    int[] even = new int[LEVELS];
    int[] odd = new int[LEVELS];
    for (int i = 0; i + 1 < pixels.length; i += 2) {
      even[Byte.toUnsignedInt(pixels[i])]++;
      odd[Byte.toUnsignedInt(pixels[i + 1])]++;
    }
    if (pixels.length % 2 == 1) {
      even[Byte.toUnsignedInt(pixels[pixels.length - 1])]++;
    }
    var histogram = new Histogram();
    for (int level = 0; level < LEVELS; level++) {
      histogram.counts[level] = even[level] + odd[level];
    }
    histogram.total = pixels.length;
    return histogram;
  }

  public void add(int level) {
    counts[level]++;
    total++;
  }

  /** The lowest level that at least this share of the pixels doesn't exceed. */
  public int quantile(double share) {
    long below = 0;
    for (int level = 0; level < counts.length; level++) {
      below += counts[level];
      if (below >= share * total) {
        return level;
      }
    }
    return counts.length - 1;
  }

  /** The shortest range of levels up to a top level that holds a share of the pixels there. */
  Range densest(double share, int top) {
    long inAll = 0;
    for (int level = 0; level <= top; level++) {
      inAll += counts[level];
    }
    var best = new Range(0, top);
    long inside = 0;
    int from = 0;
    for (int to = 0; to <= top; to++) {
      inside += counts[to];
      while (inside - counts[from] >= share * inAll && from < to) {
        inside -= counts[from++];
      }
      if (inside >= share * inAll && to - from < best.to - best.from) {
        best = new Range(from, to);
      }
    }
    return best;
  }

  /** Levels, both ends inclusive. */
  record Range(int from, int to) {
    double middle() {
      return (from + to) / 2.0;
    }

    int length() {
      return to - from;
    }
  }
}
