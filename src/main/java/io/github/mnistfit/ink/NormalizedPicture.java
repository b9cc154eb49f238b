package io.github.mnistfit.ink;

import java.util.List;
import java.util.stream.IntStream;
import org.opencv.core.Mat;
import org.opencv.imgproc.Imgproc;

/** A picture whose light has been divided out, and what is measured on it once. */
public final class NormalizedPicture {
  /** Ink is darker than the paper by at least this many of its standard deviations, … */
  private static final double DEVIATIONS = 4;

  /** … by at least this share of what the darkest ink is, … */
  private static final double SHARE_OF_DARKEST = 0.25;

  /** … and by at least this much of 255. */
  public static final int FAINTEST = 6;

  private final Mat mat;
  private final byte[] pixels;
  private final PaperLevel paper;
  private final int inkLevel;

  private NormalizedPicture(Mat mat, byte[] pixels, PaperLevel paper) {
    this.mat = mat;
    this.pixels = pixels;
    this.paper = paper;
    this.inkLevel = inkLevel(paper);
  }

  /**
   * Measures a picture.
   *
   * @param mat 0 for paper, 255 for black; neither copied nor released
   */
  public static NormalizedPicture of(Mat mat) {
    byte[] pixels = Mats.pixels(mat);
    return new NormalizedPicture(mat, pixels, PaperLevel.of(pixels));
  }

  /** A part of a picture, which has too little paper to be measured on it. */
  public static NormalizedPicture on(PaperLevel paper, Mat part) {
    return new NormalizedPicture(part, Mats.pixels(part), paper);
  }

  /** The picture. */
  public Mat mat() {
    return mat;
  }

  /** Its pixels row by row, not copied. */
  public byte[] pixels() {
    return pixels;
  }

  /** Its paper. */
  public PaperLevel paper() {
    return paper;
  }

  private static int inkLevel(PaperLevel paper) {
    double margin =
        Math.max(
            FAINTEST,
            Math.max(
                DEVIATIONS * paper.deviation(),
                SHARE_OF_DARKEST * (paper.darkest() - paper.level())));
    return (int) Math.min(255, paper.level() + margin);
  }

  /** What is darker than this level is ink, the digit's or not. */
  public int inkLevel() {
    return inkLevel;
  }

  /** Whether it's all ink: without paper there is no ink. */
  public boolean isBlack() {
    return IntStream.range(0, pixels.length)
        .allMatch(i -> Byte.toUnsignedInt(pixels[i]) > inkLevel);
  }

  /**
   * Marks all ink.
   *
   * @return 255 where there is ink, else 0; to be released by the caller
   */
  public Mat ink() {
    var ink = new Mat();
    Imgproc.threshold(mat, ink, inkLevel, 255, Imgproc.THRESH_BINARY);
    return ink;
  }

  /** The connected pieces of ink, each as its runs. */
  public List<List<PixelRun>> connectedInk() {
    return PixelRun.connected(pixels, mat.cols(), inkLevel);
  }
}
