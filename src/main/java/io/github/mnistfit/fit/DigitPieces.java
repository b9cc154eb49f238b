package io.github.mnistfit.fit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.imgproc.Imgproc;

/**
 * Finds the connected pieces of ink that make the digit: the one that is most likely a digit's, and
 * those near it, as the bar of a 5. Specks, edges of the page and other writing are left.
 */
final class DigitPieces {
  /** Ink is darker than the paper by at least this many of its standard deviations, … */
  private static final double DEVIATIONS = 4;

  /** … by at least this share of what the darkest ink is, … */
  private static final double SHARE_OF_DARKEST = 0.25;

  /** … and by at least this much of 255. */
  private static final double FAINTEST = 6;

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
   * The digit stands out from the paper by at least so many of its deviations, all its ink
   * together: clouds in the paper's grain reach 10, the faintest of 567 digits has 14.
   */
  private static final double CLEAR = 11;

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
  private final int[] labels;
  private final List<Piece> pieces;

  private DigitPieces(int columns, int rows, int[] labels, List<Piece> pieces) {
    this.columns = columns;
    this.rows = rows;
    this.labels = labels;
    this.pieces = pieces;
  }

  /**
   * A connected piece of ink.
   *
   * @param label its number
   * @param box its bounding box
   * @param area its pixels
   * @param ink the sum of its darkness
   * @param contact how many of its pixels lie on the picture's border
   */
  private record Piece(int label, Rect box, int area, double ink, int contact) {
    int size() {
      return Math.max(box.width, box.height);
    }

    /** How much of its longer side lies on the border, 0 to about 1. */
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
  static Mat mask(Darkness picture) {
    Mat ink = ink(picture);
    if (ink.empty()) {
      return ink;
    }
    DigitPieces found = of(ink, picture.pixels());
    ink.release();
    return found.pieces.isEmpty() ? new Mat() : found.digit(picture.paper());
  }

  /**
   * Marks all ink, the digit's or not.
   *
   * @return 255 where there is ink, else 0; empty if the picture is black, for without paper there
   *     is no ink
   */
  static Mat ink(Darkness picture) {
    PaperLevel paper = picture.paper();
    double margin =
        Math.max(
            FAINTEST,
            Math.max(
                DEVIATIONS * paper.deviation(),
                SHARE_OF_DARKEST * (paper.darkest() - paper.level())));
    var ink = new Mat();
    Imgproc.threshold(picture.mat(), ink, paper.level() + margin, 255, Imgproc.THRESH_BINARY);
    if (Core.countNonZero(ink) == picture.pixels().length) {
      ink.release();
      return new Mat();
    }
    return ink;
  }

  private static DigitPieces of(Mat ink, byte[] darkness) {
    var labels = new Mat();
    var statistics = new Mat();
    var centroids = new Mat();
    int n = Imgproc.connectedComponentsWithStats(ink, labels, statistics, centroids);
    int[] label = new int[(int) labels.total()];
    labels.get(0, 0, label);
    int columns = ink.cols();
    int rows = ink.rows();
    double[] mass = new double[n];
    int[] contact = new int[n];
    int i = 0;
    for (int row = 0; row < rows; row++) {
      boolean isBorder = row == 0 || row == rows - 1;
      for (int column = 0; column < columns; column++, i++) {
        if (label[i] > 0) {
          mass[label[i]] += Byte.toUnsignedInt(darkness[i]);
          contact[label[i]] += isBorder || column == 0 || column == columns - 1 ? 1 : 0;
        }
      }
    }
    List<Piece> pieces = new ArrayList<>();
    int[] box = new int[5];
    for (int piece = 1; piece < n; piece++) {
      statistics.get(piece, 0, box);
      var rectangle = new Rect(box[0], box[1], box[2], box[3]);
      pieces.add(new Piece(piece, rectangle, box[4], mass[piece], contact[piece]));
    }
    labels.release();
    statistics.release();
    centroids.release();
    return new DigitPieces(columns, rows, label, pieces);
  }

  /** The digit's mask; empty if what stands out most is no ink. */
  private Mat digit(PaperLevel paper) {
    List<Piece> candidates = new ArrayList<>(pieces);
    Piece main = likeliest(candidates);
    while (isFrame(main)) { // What is inside is left.
      candidates.remove(main);
      main = likeliest(candidates);
    }
    if (main.meanInk() - paper.level() < CLEAR * paper.deviation()
        || (main.alongBorder() >= ALONG_BORDER && main.meanInk() <= SHADOW)) {
      return new Mat();
    }
    boolean[] kept = new boolean[pieces.size() + 1];
    kept[main.label()] = true;
    Rect box = main.box();
    boolean grown = true;
    while (grown) {
      grown = false;
      for (Piece piece : pieces) {
        if (!kept[piece.label()]
            && (belongs(piece, main, box) || isAnotherDigit(piece, main, box))
            && !isFrame(piece)) {
          kept[piece.label()] = true;
          box = union(box, piece.box());
          grown = true;
        }
      }
    }
    return mask(kept);
  }

  private Piece likeliest(List<Piece> candidates) {
    return Collections.max(candidates, Comparator.comparingDouble(this::likelihood));
  }

  /** Much ink, in the middle, and not along the border. */
  private double likelihood(Piece piece) {
    double x = (piece.box().x + piece.box().width / 2.0) / columns - 0.5;
    double y = (piece.box().y + piece.box().height / 2.0) / rows - 0.5;
    return piece.ink() * Math.max(0.02, 1 - piece.alongBorder()) * Math.exp(-2 * (x * x + y * y));
  }

  /** Whether it has four corners, and something as high as a digit inside. */
  private boolean isFrame(Piece piece) {
    Rect box = piece.box();
    int width = Math.max(1, (int) (CORNER * box.width));
    int height = Math.max(1, (int) (CORNER * box.height));
    int right = box.x + box.width - width;
    int bottom = box.y + box.height - height;
    return pieces.stream()
            .anyMatch(
                in ->
                    in.label() != piece.label()
                        && in.box().height >= FRAMED * box.height
                        && box.contains(in.box().tl())
                        && box.contains(in.box().br()))
        && isInked(piece, new Rect(box.x, box.y, width, height))
        && isInked(piece, new Rect(right, box.y, width, height))
        && isInked(piece, new Rect(box.x, bottom, width, height))
        && isInked(piece, new Rect(right, bottom, width, height));
  }

  private boolean isInked(Piece piece, Rect part) {
    for (int row = part.y; row < part.y + part.height; row++) {
      for (int column = part.x; column < part.x + part.width; column++) {
        if (labels[row * columns + column] == piece.label()) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isAnotherDigit(Piece piece, Piece main, Rect box) {
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

  private static boolean belongs(Piece piece, Piece main, Rect box) {
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

  private Mat mask(boolean[] kept) {
    byte[] mask = new byte[labels.length];
    for (int i = 0; i < mask.length; i++) {
      mask[i] = (byte) (kept[labels[i]] ? 255 : 0);
    }
    var mat = new Mat(rows, columns, CvType.CV_8UC1);
    mat.put(0, 0, mask);
    return mat;
  }
}
