package io.github.mnistfit.ink;

import io.github.mnistfit.mnist.Box;
import io.github.mnistfit.mnist.GreyImage;
import io.github.mnistfit.network.InkClass;
import io.github.mnistfit.network.InkImage;
import io.github.mnistfit.network.InkMap;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The ink of one digit in a view: the largest connected component of the pixels that are probably a
 * digit's, and those that belong to it.
 *
 * @param view where it was found
 * @param box around it, in the view's pixels
 * @param ink a picture as large as the view, 0 (paper) to 255 (ink); each pixel is as dark as it is
 *     probably ink
 * @param isJoined whether other ink touches it, such as the rest of a box whose side it is
 */
public record DigitInk(InkView view, InkBox box, GreyImage ink, boolean isJoined) {
  /** Numbers that say what belongs to a digit. */
  private static final class Tuned {
    /** What is more probable than a half is ink; of 255. The natural threshold, not tuned. */
    private static final int PROBABLE = 127;

    /** Fewer pixels are no digit: a 1 of a tenth of the view has more. 6 to 20. */
    private static final int LEAST = 10;

    /**
     * The share of the main component's pixels that another needs to belong to it. 0.03 to 0.15.
     */
    private static final double PART = 0.06;

    /** How far it may be, of the main component's longer side. 0.15 to 0.5. */
    private static final double NEAR = 0.35;

    /** What is fainter, of 255, is left out: it isn't seen. */
    private static final int FAINTEST = 20;

    private Tuned() {}
  }

  private static final int SIDE = InkImage.SIDE;

  /** No place of the view. */
  private static final int BEYOND = -1;

  /** Connected pixels. */
  private record Part(List<PixelRun> runs, int area, InkBox box) {
    static Part of(List<PixelRun> runs) {
      InkBox box =
          runs.stream()
              .map(run -> new InkBox(run.from(), run.row(), run.to(), run.row() + 1))
              .reduce(InkBox::with)
              .orElseThrow();
      return new Part(runs, PixelRun.area(runs), box);
    }

    boolean belongsTo(Part main) {
      return area >= Tuned.PART * main.area
          && box.distance(main.box) <= Tuned.NEAR * main.box.longerSide();
    }
  }

  /**
   * The digit in a map.
   *
   * @param view whose pixels the map tells
   * @return empty if there is none
   */
  public static Optional<DigitInk> of(InkView view, InkMap map) {
    byte[] levels = levels(map.probabilities(InkClass.DIGIT));
    List<Part> parts =
        ConnectedComponents.label(levels, SIDE, Tuned.PROBABLE).stream().map(Part::of).toList();
    Optional<Part> largest = parts.stream().reduce((a, b) -> b.area() > a.area() ? b : a);
    if (largest.isEmpty() || largest.get().area() < Tuned.LEAST) {
      return Optional.empty();
    }
    Part main = largest.get();
    List<Part> digit = parts.stream().filter(part -> part.belongsTo(main)).toList();
    var kept = new boolean[InkImage.PIXELS];
    for (Part part : digit) {
      for (PixelRun run : part.runs()) {
        Arrays.fill(kept, run.row() * SIDE + run.from(), run.row() * SIDE + run.to(), true);
      }
    }
    InkBox box = digit.stream().map(Part::box).reduce(InkBox::with).orElseThrow();
    return Optional.of(new DigitInk(view, box, ink(levels, kept), isJoined(kept, map)));
  }

  /**
   * Whether nothing else in its view that may be ink is more than half as high.
   *
   * @param map that it was found in
   */
  boolean isAlone(InkMap map) {
    byte[] paper = levels(map.probabilities(InkClass.PAPER));
    byte[] digit = ink.pixels();
    byte[] rest = new byte[InkImage.PIXELS];
    for (int pixel = 0; pixel < InkImage.PIXELS; pixel++) {
      rest[pixel] = digit[pixel] == 0 ? (byte) ~paper[pixel] : 0;
    }
    return ConnectedComponents.label(rest, SIDE, Tuned.PROBABLE).stream()
        .noneMatch(runs -> 2 * Part.of(runs).box().height() > box.height());
  }

  private static boolean isJoined(boolean[] kept, InkMap map) {
    byte[] other = levels(map.probabilities(InkClass.OTHER));
    for (int pixel = 0; pixel < InkImage.PIXELS; pixel++) {
      if (Byte.toUnsignedInt(other[pixel]) > Tuned.PROBABLE
          && touches(kept, pixel / SIDE, pixel % SIDE)) {
        return true;
      }
    }
    return false;
  }

  /** Where it is in the picture that the view is of, in its pixels: what is beyond is cut off. */
  public Box onPicture() {
    GreyImage picture = view.picture();
    int left = within(view.left(), box.left(), picture.width() - 1);
    int top = within(view.top(), box.top(), picture.height() - 1);
    int right = within(view.left(), box.right(), picture.width());
    int bottom = within(view.top(), box.bottom(), picture.height());
    return new Box(left, top, Math.max(1, right - left), Math.max(1, bottom - top));
  }

  /** The picture without it: each row goes on evenly across its ink. */
  public GreyImage erased() {
    return erasedFrom(view.picture());
  }

  /**
   * A picture without it.
   *
   * @param picture the one that it was found in, perhaps without other digits
   */
  public GreyImage erasedFrom(GreyImage picture) {
    byte[] pixels = picture.pixels();
    byte[] covered = widened(ink.pixels());
    int[] columns = places(view.left(), picture.width());
    int[] rows = places(view.top(), picture.height());
    for (int row = 0; row < rows.length; row++) {
      if (rows[row] == BEYOND) {
        continue;
      }
      int first = row * columns.length;
      int start = 0;
      for (int column = 0; column <= columns.length; column++) {
        boolean isCovered =
            column < columns.length
                && columns[column] != BEYOND
                && covered[rows[row] * SIDE + columns[column]] != 0;
        if (!isCovered) {
          join(pixels, first, start, column, columns.length);
          start = column + 1;
        }
      }
    }
    return new GreyImage(picture.width(), picture.height(), pixels);
  }

  /** For each place of the picture that of the view; {@link #BEYOND} if that doesn't show it. */
  private int[] places(double start, int length) {
    int[] places = new int[length];
    for (int i = 0; i < length; i++) {
      double place = Math.floor((i + 0.5 - start) * SIDE / view.side());
      places[i] = place >= 0 && place < SIDE ? (int) place : BEYOND;
    }
    return places;
  }

  /** Ink, and the pixels that touch it. */
  private static byte[] widened(byte[] ink) {
    byte[] widened = ink.clone();
    for (int row = 0; row < SIDE; row++) {
      for (int column = 0; column < SIDE; column++) {
        if (ink[row * SIDE + column] == 0) {
          continue;
        }
        for (int r = Math.max(0, row - 1); r <= Math.min(SIDE - 1, row + 1); r++) {
          int left = Math.max(0, column - 1);
          int right = Math.min(SIDE - 1, column + 1);
          Arrays.fill(widened, r * SIDE + left, r * SIDE + right + 1, (byte) 1);
        }
      }
    }
    return widened;
  }

  /** Replaces the pixels of a row from one to before another by what leads from side to side. */
  private static void join(byte[] pixels, int row, int from, int to, int width) {
    if (from >= to || to - from == width) {
      return;
    }
    int left = Byte.toUnsignedInt(pixels[row + (from > 0 ? from - 1 : to)]);
    int right = Byte.toUnsignedInt(pixels[row + (to < width ? to : from - 1)]);
    for (int column = from; column < to; column++) {
      double share = (column - from + 1.0) / (to - from + 1);
      pixels[row + column] = (byte) Math.rint(left + share * (right - left));
    }
  }

  /** A place of the view on the picture, no further than its borders. */
  private int within(double start, int place, int most) {
    return (int) Math.max(0, Math.min(most, Math.rint(start + place * view.side() / SIDE)));
  }

  /** Probabilities as grey levels, 0 to 255. */
  private static byte[] levels(float[] probabilities) {
    byte[] levels = new byte[probabilities.length];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = (byte) Math.round(255 * probabilities[i]);
    }
    return levels;
  }

  /** The probabilities of what is kept and of the pixels that touch it: soft edges stay soft. */
  private static GreyImage ink(byte[] levels, boolean[] kept) {
    byte[] ink = new byte[InkImage.PIXELS];
    for (int row = 0; row < SIDE; row++) {
      for (int column = 0; column < SIDE; column++) {
        byte level = levels[row * SIDE + column];
        if (Byte.toUnsignedInt(level) >= Tuned.FAINTEST && touches(kept, row, column)) {
          ink[row * SIDE + column] = level;
        }
      }
    }
    return new GreyImage(SIDE, SIDE, ink);
  }

  private static boolean touches(boolean[] kept, int row, int column) {
    for (int r = Math.max(0, row - 1); r <= Math.min(SIDE - 1, row + 1); r++) {
      for (int c = Math.max(0, column - 1); c <= Math.min(SIDE - 1, column + 1); c++) {
        if (kept[r * SIDE + c]) {
          return true;
        }
      }
    }
    return false;
  }
}
