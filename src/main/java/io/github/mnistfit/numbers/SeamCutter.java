package io.github.mnistfit.numbers;

import io.github.mnistfit.ink.Component;
import io.github.mnistfit.ink.ConnectedComponents;
import io.github.mnistfit.ink.NormalizedPicture;
import io.github.mnistfit.ink.PixelRun;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Cuts a component in which digits may touch: along seams from top to bottom that cross little ink,
 * found as in seam carving (Avidan and Shamir, 2007). There are more cuts than digits
 * (over-segmentation); which ones are true is told by what the network makes of the segments.
 */
final class SeamCutter {
  private static final SeamConfig CONFIG = SeamConfig.STANDARD;

  /** Ink and paper of the component's box; all sets of pixels are counted row by row in it. */
  private final BitSet ink;

  private final int area;
  private final int columns;
  private final int rows;
  private final double height;

  private SeamCutter(BitSet ink, int columns, int rows, double height) {
    this.ink = ink;
    this.area = ink.cardinality();
    this.columns = columns;
    this.rows = rows;
    this.height = height;
  }

  /**
   * A cut.
   *
   * @param left the pixels of ink on its left
   * @param leftInk how many they are
   * @param crossed the pixels of ink that it goes through
   * @param from all ink in the columns before this one is on its left
   * @param to no ink in this column or behind it is on its left
   */
  private record Cut(BitSet left, int leftInk, int crossed, int from, int to) {
    Cut(BitSet left, int crossed, int from, int to) {
      this(left, left.cardinality(), crossed, from, to);
    }

    /** Whether all that is on the left of one is on the left of the other, as far as is known. */
    boolean isBeside(Cut other) {
      return to <= other.from || other.to <= from;
    }

    /** The pixels of ink on the left of both. */
    int shared(Cut other) {
      BitSet both = (BitSet) left.clone();
      both.and(other.left);
      return both.cardinality();
    }

    /** This cut, moved to the right wherever the other is further right. */
    Cut notLeftOf(Cut other) {
      BitSet either = (BitSet) left.clone();
      either.or(other.left);
      return new Cut(either, crossed, Math.max(from, other.from), Math.max(to, other.to));
    }
  }

  /** In how many pixels a component's seams are looked for, strip by strip. */
  static long work(Component component, double height) {
    SeamConfig.Seams seams = CONFIG.seams();
    double cuts = component.box().width / Math.max(1, seams.step() * height);
    double width = 2 * Math.max(1, seams.stray() * height) + 1;
    return (long) (cuts * seams.slants().size() * width * component.box().height);
  }

  /**
   * Cuts a component.
   *
   * @param height a digit's height in pixels
   * @return its segments from left to right; the component alone if it is too narrow to be cut
   */
  static List<Segment> segments(Component component, double height, NormalizedPicture picture) {
    int columns = component.box().width;
    Cut start = new Cut(new BitSet(), 0, 0, 0);
    Cut end = new Cut(component.pixels(), 0, columns, columns);
    var cutter = new SeamCutter(end.left(), columns, component.box().height, height);
    List<Cut> cuts = new ArrayList<>(cutter.chosen());
    cuts.add(end);
    List<Segment> segments = new ArrayList<>();
    Cut before = start;
    for (Cut cut : cuts) {
      BitSet kept = without(before.left(), cut.left());
      if (!kept.isEmpty()) {
        Component part = component.part(kept, picture);
        segments.add(new Segment(part, component, before.crossed(), cut.crossed()));
      }
      before = cut;
    }
    return segments.size() < 2 ? List.of(Segment.whole(component)) : segments;
  }

  /**
   * Cuts a component that reaches over two lines, where its waist is.
   *
   * @param height a digit's height in pixels
   * @return the upper part and the lower one; the component alone if it can't be cut
   */
  static List<Component> upperAndLower(
      Component component, double height, NormalizedPicture picture) {
    int columns = component.box().height;
    int rows = component.box().width;
    BitSet ink = transposed(component.pixels(), rows, columns);
    Cut waist = new SeamCutter(ink, columns, rows, height).waist();
    BitSet lower = without(waist.left(), ink);
    return waist.left().isEmpty() || lower.isEmpty()
        ? List.of(component)
        : Stream.of(waist.left(), lower)
            .map(side -> component.part(transposed(side, columns, rows), picture))
            .toList();
  }

  private static BitSet without(BitSet removed, BitSet pixels) {
    BitSet rest = (BitSet) pixels.clone();
    rest.andNot(removed);
    return rest;
  }

  /** Rows for columns. */
  private static BitSet transposed(BitSet pixels, int columns, int rows) {
    var transposed = new BitSet(columns * rows);
    pixels.stream().forEach(pixel -> transposed.set(pixel % columns * rows + pixel / columns));
    return transposed;
  }

  /** The cut near the middle that crosses least ink. */
  private Cut waist() {
    int middle = columns / 2;
    int reach = (int) (CONFIG.waist() * height);
    Cut best = null;
    for (int at = middle - reach; at <= middle + reach; at += Math.max(1, reach / 8)) {
      Cut cut = cut(at, 0);
      best = best == null || cut.crossed() < best.crossed() ? cut : best;
    }
    return withoutScraps(best);
  }

  /** The cuts that cross least ink, none across another, from left to right. */
  private List<Cut> chosen() {
    double step = Math.max(1, CONFIG.seams().step() * height);
    List<Cut> cuts = new ArrayList<>();
    for (double middle = step; middle < columns; middle += step) {
      for (double slant : CONFIG.seams().slants()) {
        cuts.add(cut(middle, slant));
      }
    }
    cuts.sort(Comparator.comparingInt(Cut::crossed));
    double most = CONFIG.cuts().most().more() + CONFIG.cuts().most().perHeight() * columns / height;
    List<Cut> chosen = new ArrayList<>();
    for (Cut cut : cuts) {
      if (chosen.size() < most && isApart(cut, chosen)) {
        Cut whole = withoutScraps(cut);
        if (isApart(whole, chosen)) {
          chosen.add(whole);
        }
      }
    }
    chosen.sort(Comparator.comparingInt(Cut::leftInk));
    for (int i = 1; i < chosen.size(); i++) {
      chosen.set(i, chosen.get(i).notLeftOf(chosen.get(i - 1)));
    }
    return chosen;
  }

  /** Whether there is enough ink between a cut and all others, and hardly any where they cross. */
  private boolean isApart(Cut cut, List<Cut> others) {
    double least = CONFIG.cuts().leastInk() * height * height;
    return cut.leftInk() >= least
        && area - cut.leftInk() >= least
        && others.stream().allMatch(other -> areApart(cut, other, least));
  }

  private static boolean areApart(Cut a, Cut b, double least) {
    double crossed = CONFIG.cuts().crossed();
    double apart = Math.abs(a.leftInk() - b.leftInk());
    if (apart < (1 - crossed) * least) {
      return false; // saves the counting: with less, both can't be
    }
    if (a.isBeside(b)) {
      return apart >= least; // so are most, and counting what they share takes long
    }
    int crossing = Math.min(a.leftInk(), b.leftInk()) - a.shared(b);
    return crossing <= crossed * least && crossing + apart >= least;
  }

  private Cut cut(double middle, double slant) {
    int[] seam = seam(middle, slant);
    var left = new BitSet(columns * rows);
    int crossed = 0;
    int from = columns;
    int to = 0;
    for (int row = 0; row < rows; row++) {
      int start = row * columns;
      int column = Math.max(0, Math.min(columns, seam[row]));
      left.set(start, start + column);
      crossed += ink(seam[row], row);
      from = Math.min(from, column);
      to = Math.max(to, column);
    }
    left.and(ink);
    return new Cut(left, crossed, from, to);
  }

  /** A cut that leaves to each side what it would sever from it. */
  private Cut withoutScraps(Cut cut) {
    BitSet left = (BitSet) cut.left().clone();
    left.or(scraps(without(cut.left(), ink)));
    left.andNot(scraps(cut.left()));
    BitSet right = without(left, ink);
    int from = columns;
    int to = 0;
    for (int row = 0; row < rows; row++) {
      int start = row * columns;
      int first = right.nextSetBit(start);
      from = first < 0 ? from : Math.min(from, first - start);
      to = Math.max(to, left.previousSetBit(start + columns - 1) + 1 - start);
    }
    return new Cut(left, cut.crossed(), from, to);
  }

  /** The small components of a side of a cut, which it severed from their digit on the other. */
  private BitSet scraps(BitSet side) {
    byte[] pixels = new byte[columns * rows];
    side.stream().forEach(pixel -> pixels[pixel] = 1);
    List<List<PixelRun>> components = ConnectedComponents.label(pixels, columns, 0);
    int largest = components.stream().mapToInt(PixelRun::area).max().orElse(0);
    var scraps = new BitSet(columns * rows);
    components.stream()
        .filter(runs -> PixelRun.area(runs) < CONFIG.cuts().scrap() * largest)
        .flatMap(List::stream)
        .forEach(
            run -> scraps.set(run.row() * columns + run.from(), run.row() * columns + run.to()));
    return scraps;
  }

  private int ink(int column, int row) {
    return column >= 0 && column < columns && ink.get(row * columns + column) ? 1 : 0;
  }

  /** The first column on the right of the cheapest seam, in each row. */
  private int[] seam(double middle, double slant) {
    SeamConfig.Cost costs = CONFIG.cost();
    int stray = (int) Math.max(1, CONFIG.seams().stray() * height);
    int width = 2 * stray + 1;
    double[] above = new double[width];
    double[] here = new double[width];
    byte[][] from = new byte[rows][width];
    int[] first = new int[rows];
    for (int row = 0; row < rows; row++) {
      first[row] = (int) Math.rint(middle + slant * (rows / 2.0 - row)) - stray;
      int moved = row == 0 ? 0 : first[row] - first[row - 1];
      for (int i = 0; i < width; i++) {
        double own = ink(first[row] + i, row) + costs.straying() * Math.abs(i - stray) / stray;
        double cheapest = row == 0 ? 0 : Double.POSITIVE_INFINITY;
        for (int side = -1; row > 0 && side <= 1; side++) {
          int before = i + moved + side;
          if (before >= 0 && before < width) {
            double cost = above[before] + costs.sideways() * Math.abs(side);
            if (cost < cheapest) {
              cheapest = cost;
              from[row][i] = (byte) (moved + side);
            }
          }
        }
        here[i] = own + cheapest;
      }
      double[] swapped = above;
      above = here;
      here = swapped;
    }
    int end = 0;
    for (int i = 1; i < width; i++) {
      end = above[i] < above[end] ? i : end;
    }
    int[] seam = new int[rows];
    for (int row = rows - 1; row >= 0; row--) {
      seam[row] = first[row] + end;
      end += from[row][end];
    }
    return seam;
  }
}
