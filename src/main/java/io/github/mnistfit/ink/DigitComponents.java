package io.github.mnistfit.ink;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Rect;

/**
 * Finds the connected pieces of ink that make the digit: the one that is most likely a digit's, and
 * those near it, as the bar of a 5. Specks, edges of the page and other writing are left.
 */
public final class DigitComponents {
  /** A piece of the digit has at least this share of the main piece's ink. */
  private static final double SMALLEST = 0.03;

  /** The widest gap between pieces, of the digit's longer side. */
  private static final double GAP = 0.25;

  /**
   * What lies along the border with this share of its length, and is no darker than this, of 255,
   * is what is left of a shadow.
   */
  private static final double ALONG_BORDER = 0.4;

  private static final double SHADOW = 75;

  /**
   * Along two borders and in the corner between, shadows may be darker. With a digit that a shadow
   * along one border runs into, it's up to 1.05.
   */
  private static final double ALONG_BORDERS = 1.2;

  private static final double SHADOW_IN_CORNER = 120;

  /** What covers more of the picture is a page; such shadows on bare paper measure up to 0.29. */
  private static final double CORNER_OF_PICTURE = 0.35;

  /** A digit beside a shadow is darker than it by this factor: of the few seen, 3. */
  private static final double DARKER = 2;

  /**
   * Clouds in the paper's grain stand out from the paper by less than this many of its deviations,
   * all their ink together, and have less than this share of all ink. Of 567 digits in heavy noise
   * a hundredth stand out as little, most with nearly all of the ink; clouds have up to 0.56 of it.
   */
  private static final double CLEAR = 11;

  private static final double MOST_INK = 0.6;

  /**
   * Paper so light that its noise can't be measured has clouds, too. They are pale, one among at
   * least so many pieces, and have less than this share of all ink: most under 0.1. Of 567 digits
   * none has less than 0.58.
   */
  private static final int CLOUDS = 20;

  private static final double CLOUD = 0.25;

  /**
   * A piece that is at least this tall and has at least this much ink, of the main piece's, and
   * lies beside it, is another digit: both are kept, so that the picture isn't read as one of them.
   */
  private static final double AS_TALL = 0.6;

  private static final double AS_MUCH_INK = 0.25;

  /** The widest gap between two digits, of their height. */
  private static final double DIGIT_GAP = 1;

  /** What has a piece of this height inside, of its own, is a frame, … */
  private static final double FRAMED = 0.3;

  /** … if it has ink this near to the corners of its box, of its sides: a circle hasn't. */
  private static final double CORNER = 0.13;

  private final int columns;
  private final int rows;
  private final List<Component> pieces;

  private DigitComponents(int columns, int rows, List<Component> pieces) {
    this.columns = columns;
    this.rows = rows;
    this.pieces = pieces;
  }

  /**
   * A connected piece of ink.
   *
   * @param runs its runs, row by row
   * @param box its bounding box
   * @param area its pixels
   * @param ink the sum of its darkness
   * @param contact how many of its pixels lie on the picture's border
   */
  private record Component(List<PixelRun> runs, Rect box, int area, double ink, int contact) {
    int size() {
      return Math.max(box.width, box.height);
    }

    /** Its contact, of its longer side: up to 1 along one border, more along several. */
    double alongBorder() {
      return contact / (double) size();
    }

    double meanInk() {
      return ink / area;
    }
  }

  /**
   * Marks the digit.
   *
   * @return 255 where the digit's ink is, else 0; empty if there is no ink
   */
  public static Mat mask(NormalizedPicture picture) {
    if (picture.isBlack()) {
      return new Mat();
    }
    int columns = picture.mat().cols();
    int rows = picture.mat().rows();
    List<Component> pieces =
        picture.connectedInk().stream().map(runs -> piece(runs, picture, columns, rows)).toList();
    return pieces.isEmpty()
        ? new Mat()
        : new DigitComponents(columns, rows, pieces).digit(picture.paper());
  }

  private static Component piece(
      List<PixelRun> runs, NormalizedPicture picture, int columns, int rows) {
    byte[] darkness = picture.pixels();
    int area = 0;
    long ink = 0;
    int contact = 0;
    for (PixelRun run : runs) {
      area += run.length();
      for (int i = run.row() * columns + run.from(); i < run.row() * columns + run.to(); i++) {
        ink += Byte.toUnsignedInt(darkness[i]);
      }
      contact += run.contact(columns, rows);
    }
    return new Component(runs, PixelRun.box(runs), area, ink, contact);
  }

  /** The digit's mask; empty if what stands out most is no ink. */
  private Mat digit(PaperLevel paper) {
    List<Component> candidates = new ArrayList<>(pieces);
    Component main = likeliest(candidates);
    while (isFrame(main)) { // What is inside is left.
      candidates.remove(main);
      main = likeliest(candidates);
    }
    if (isShadow(main)) { // What lies apart from it, and is darker, is left.
      double ink = DARKER * main.meanInk();
      candidates.removeIf(piece -> piece.contact() > 0 || piece.meanInk() < ink);
      if (candidates.isEmpty()) {
        return new Mat();
      }
      main = likeliest(candidates);
    }
    if (isCloud(main, candidates, paper)) {
      return new Mat();
    }
    Set<Component> kept = Collections.newSetFromMap(new IdentityHashMap<>());
    kept.add(main);
    Rect box = main.box();
    boolean grown = true;
    while (grown) {
      grown = false;
      for (Component piece : pieces) {
        if (!kept.contains(piece)
            && (belongs(piece, main, box) || isAnotherDigit(piece, main, box))
            && !isFrame(piece)) {
          kept.add(piece);
          box = union(box, piece.box());
          grown = true;
        }
      }
    }
    return mask(kept);
  }

  private Component likeliest(List<Component> candidates) {
    return Collections.max(candidates, Comparator.comparingDouble(this::likelihood));
  }

  /** Whether it lies along the border and is pale. */
  private boolean isShadow(Component piece) {
    return (piece.alongBorder() >= ALONG_BORDER && piece.meanInk() <= SHADOW)
        || (piece.alongBorder() >= ALONG_BORDERS
            && piece.meanInk() <= SHADOW_IN_CORNER
            && piece.area() <= CORNER_OF_PICTURE * rows * columns);
  }

  private static boolean isCloud(Component piece, List<Component> all, PaperLevel paper) {
    double share = piece.ink() / all.stream().mapToDouble(Component::ink).sum();
    boolean unclear = piece.meanInk() - paper.level() < CLEAR * paper.deviation();
    return (unclear && share < MOST_INK)
        || (all.size() >= CLOUDS && piece.meanInk() <= SHADOW && share < CLOUD);
  }

  /** Much ink, in the middle, and not along the border. */
  private double likelihood(Component piece) {
    double x = (piece.box().x + piece.box().width / 2.0) / columns - 0.5;
    double y = (piece.box().y + piece.box().height / 2.0) / rows - 0.5;
    return piece.ink() * Math.max(0.02, 1 - piece.alongBorder()) * Math.exp(-2 * (x * x + y * y));
  }

  /** Whether it has four corners, and something as high as a digit inside. */
  private boolean isFrame(Component piece) {
    Rect box = piece.box();
    int width = Math.max(1, (int) (CORNER * box.width));
    int height = Math.max(1, (int) (CORNER * box.height));
    int right = box.x + box.width - width;
    int bottom = box.y + box.height - height;
    return pieces.stream()
            .anyMatch(
                in -> // The piece itself isn't: a box has no lower right corner of its own.
                in.box().height >= FRAMED * box.height
                        && box.contains(in.box().tl())
                        && box.contains(in.box().br()))
        && isInked(piece, new Rect(box.x, box.y, width, height))
        && isInked(piece, new Rect(right, box.y, width, height))
        && isInked(piece, new Rect(box.x, bottom, width, height))
        && isInked(piece, new Rect(right, bottom, width, height));
  }

  private static boolean isInked(Component piece, Rect part) {
    return piece.runs().stream()
        .anyMatch(
            run ->
                run.row() >= part.y
                    && run.row() < part.y + part.height
                    && run.from() < part.x + part.width
                    && run.to() > part.x);
  }

  private static boolean isAnotherDigit(Component piece, Component main, Rect box) {
    Rect other = piece.box();
    int beside = Math.max(other.x - (box.x + box.width), box.x - (other.x + other.width));
    int common = Math.min(other.y + other.height, box.y + box.height) - Math.max(other.y, box.y);
    return piece.contact() == 0
        && piece.ink() >= AS_MUCH_INK * main.ink()
        && other.height >= AS_TALL * main.box().height
        && other.height <= main.box().height / AS_TALL
        && common >= AS_TALL * other.height
        && beside <= DIGIT_GAP * main.box().height;
  }

  private static boolean belongs(Component piece, Component main, Rect box) {
    if (piece.ink() < SMALLEST * main.ink() || (piece.contact() > 0 && main.contact() == 0)) {
      return false;
    }
    Rect other = piece.box();
    int apart =
        Math.max(
            Math.max(other.x - (box.x + box.width), box.x - (other.x + other.width)),
            Math.max(other.y - (box.y + box.height), box.y - (other.y + other.height)));
    return apart <= GAP * Math.max(main.size(), piece.size());
  }

  private static Rect union(Rect a, Rect b) {
    int x = Math.min(a.x, b.x);
    int y = Math.min(a.y, b.y);
    return new Rect(
        x,
        y,
        Math.max(a.x + a.width, b.x + b.width) - x,
        Math.max(a.y + a.height, b.y + b.height) - y);
  }

  private Mat mask(Set<Component> kept) {
    byte[] mask = new byte[rows * columns];
    for (Component piece : kept) {
      for (PixelRun run : piece.runs()) {
        int start = run.row() * columns;
        Arrays.fill(mask, start + run.from(), start + run.to(), (byte) 255);
      }
    }
    var mat = new Mat(rows, columns, CvType.CV_8UC1);
    mat.put(0, 0, mask);
    return mat;
  }
}
