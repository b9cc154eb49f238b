package io.github.mnistfit.numbers;

import io.github.mnistfit.ink.Component;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.imgproc.Imgproc;

/**
 * Cuts a piece of ink where digits may touch: along seams from top to bottom that cross little ink,
 * found as in seam carving (Avidan and Shamir, 2007). There are more cuts than digits; which ones
 * are true is told by what the network makes of the parts. The numbers were set on pairs of
 * touching digits made of training images that the network hadn't seen.
 */
final class SeamCutter {
  /** At most so many cuts for each height of width, and some more: more only cost time. */
  private static final int CUTS = 12;

  private static final int MORE_CUTS = 2;

  /** How far a seam leans to the left for each pixel down: hands slant, each digit its own way. */
  private static final double[] LEANINGS = {-0.2, 0.1, 0.4, 0.7};

  /** How far a seam may stray from the line that it follows, of a digit's height. */
  private static final double STRAY = 0.12;

  /** From one line that seams follow to the next, of the height. */
  private static final double STEP = 0.04;

  /** Two cuts have at least so much ink between them, of the square of the height. */
  private static final double LEAST_INK = 0.012;

  /** Two cuts may cross by this share of that ink: they are straightened out. */
  private static final double CROSSED = 0.2;

  /** What a cut severs is a scrap where it is less than this of the side's largest part. */
  private static final double SCRAP = 0.2;

  /** How far from its middle a piece of two lines may have its waist, of the height. */
  private static final double WAIST = 0.4;

  /** What a sideways step costs, in pixels of ink. */
  private static final double SIDEWAYS = 0.1;

  /** What straying furthest costs in each row: of seams through as little ink, the straight one. */
  private static final double STRAYING = 0.02;

  private final Component piece;
  private final int columns;
  private final int rows;
  private final double height;
  private final int ink;

  private SeamCutter(Component piece, double height) {
    this.piece = piece;
    this.columns = piece.box().width;
    this.rows = piece.box().height;
    this.height = height;
    this.ink = piece.area();
  }

  /**
   * A cut.
   *
   * @param left the piece's pixels of ink on its left, counted row by row
   * @param leftInk how many they are
   * @param crossed the pixels of ink that it goes through
   */
  private record Cut(BitSet left, int leftInk, int crossed) {
    Cut(BitSet left, int crossed) {
      this(left, left.cardinality(), crossed);
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
      return new Cut(either, crossed);
    }
  }

  /**
   * Cuts a piece.
   *
   * @param height a digit's height in pixels
   * @return its parts from left to right; the piece alone if it is too narrow to be cut
   */
  static List<Segment> parts(Component piece, double height) {
    var cuts = new SeamCutter(piece, height);
    return cuts.parts(cuts.chosen());
  }

  /**
   * Cuts a piece that reaches over two lines, where its waist is.
   *
   * @param height a digit's height in pixels
   * @return the upper part and the lower one; the piece alone if it can't be cut
   */
  static List<Component> upperAndLower(Component piece, double height) {
    var cuts = new SeamCutter(piece.transposed(), height);
    int middle = cuts.columns / 2;
    int reach = (int) (WAIST * height);
    Cut best = null;
    for (int at = middle - reach; at <= middle + reach; at += Math.max(1, reach / 8)) {
      Cut cut = cuts.cut(at, 0);
      best = best == null || cut.crossed() < best.crossed() ? cut : best;
    }
    return cuts.parts(List.of(cuts.withoutScraps(best))).stream()
        .map(part -> part.ink().transposed())
        .toList();
  }

  private List<Segment> parts(List<Cut> cuts) {
    List<Segment> parts = new ArrayList<>();
    for (int i = 0; i <= cuts.size(); i++) {
      boolean[] kept = new boolean[columns * rows];
      for (int j = 0; j < kept.length; j++) {
        kept[j] =
            piece.inkAt(j)
                && (i == 0 || !cuts.get(i - 1).left().get(j))
                && (i == cuts.size() || cuts.get(i).left().get(j));
      }
      Component part = Component.part(piece, kept);
      if (part != null) {
        parts.add(
            new Segment(
                part,
                piece,
                i == 0 ? 0 : cuts.get(i - 1).crossed(),
                i == cuts.size() ? 0 : cuts.get(i).crossed()));
      }
    }
    return parts.size() < 2 ? List.of(new Segment(piece, piece, 0, 0)) : parts;
  }

  /** The cuts that cross least ink, none across another, from left to right. */
  private List<Cut> chosen() {
    double step = Math.max(1, STEP * height);
    List<Cut> cuts = new ArrayList<>();
    for (double middle = step; middle < columns; middle += step) {
      for (double leaning : LEANINGS) {
        cuts.add(cut(middle, leaning));
      }
    }
    cuts.sort(Comparator.comparingInt(Cut::crossed));
    double most = MORE_CUTS + CUTS * columns / height;
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
    double least = LEAST_INK * height * height;
    return cut.leftInk() >= least
        && ink - cut.leftInk() >= least
        && others.stream().allMatch(other -> areApart(cut, other, least));
  }

  private static boolean areApart(Cut a, Cut b, double least) {
    double apart = Math.abs(a.leftInk() - b.leftInk());
    if (apart < (1 - CROSSED) * least) {
      return false; // saves the counting: with less, both can't be
    }
    int crossing = Math.min(a.leftInk(), b.leftInk()) - a.shared(b);
    return crossing <= CROSSED * least && crossing + apart >= least;
  }

  private Cut cut(double middle, double leaning) {
    int[] seam = seam(middle, leaning);
    var left = new BitSet(columns * rows);
    int crossed = 0;
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < Math.min(columns, seam[row]); column++) {
        left.set(row * columns + column, piece.inkAt(column, row));
      }
      crossed += ink(seam[row], row);
    }
    return new Cut(left, crossed);
  }

  /** A cut that leaves to each side what it would sever from it. */
  private Cut withoutScraps(Cut cut) {
    BitSet left = (BitSet) cut.left().clone();
    var right = new BitSet(columns * rows);
    for (int pixel = 0; pixel < columns * rows; pixel++) {
      right.set(pixel, piece.inkAt(pixel) && !left.get(pixel));
    }
    BitSet fromLeft = scraps(left);
    left.or(scraps(right));
    left.andNot(fromLeft);
    return new Cut(left, cut.crossed());
  }

  /** The small parts of a side of a cut, which it severed from their digit on the other side. */
  private BitSet scraps(BitSet side) {
    byte[] pixels = new byte[columns * rows];
    side.stream().forEach(pixel -> pixels[pixel] = 1);
    var mask = new Mat(rows, columns, CvType.CV_8U);
    mask.put(0, 0, pixels);
    var labels = new Mat();
    int[] areas = new int[Imgproc.connectedComponents(mask, labels)];
    int[] label = new int[columns * rows];
    labels.get(0, 0, label);
    mask.release();
    labels.release();
    side.stream().forEach(pixel -> areas[label[pixel]]++);
    int largest = Arrays.stream(areas).max().orElseThrow();
    var scraps = new BitSet(columns * rows);
    side.stream().filter(pixel -> areas[label[pixel]] < SCRAP * largest).forEach(scraps::set);
    return scraps;
  }

  private int ink(int column, int row) {
    return column >= 0 && column < columns && piece.inkAt(column, row) ? 1 : 0;
  }

  /** The first column on the right of the cheapest seam, in each row. */
  private int[] seam(double middle, double leaning) {
    int stray = (int) Math.max(1, STRAY * height);
    int width = 2 * stray + 1;
    double[] above = new double[width + 2];
    double[] here = new double[width + 2];
    byte[][] from = new byte[rows][width];
    int[] first = new int[rows];
    for (int row = 0; row < rows; row++) {
      first[row] = (int) Math.rint(middle + leaning * (rows / 2.0 - row)) - stray;
      int moved = row == 0 ? 0 : first[row] - first[row - 1];
      Arrays.fill(here, Double.POSITIVE_INFINITY);
      for (int i = 0; i < width; i++) {
        double own = ink(first[row] + i, row) + STRAYING * Math.abs(i - stray) / stray;
        double cheapest = row == 0 ? 0 : Double.POSITIVE_INFINITY;
        for (int side = -1; row > 0 && side <= 1; side++) {
          int before = i + moved + side;
          if (before >= 0 && before < width) {
            double cost = above[before] + SIDEWAYS * Math.abs(side);
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
