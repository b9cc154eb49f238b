package io.github.mnistfit.ink;

import java.util.List;
import java.util.stream.IntStream;
import org.opencv.core.Mat;
import org.opencv.imgproc.Imgproc;

/**
 * A picture whose background is normalised, as the density of its ink: 0 for paper, 255 for black.
 * Paper and ink are measured on it once.
 */
public final class NormalizedPicture {
  /** What is more probable than a half is ink; of 255. */
  private static final int PROBABLE = 127;

  private final Mat mat;
  private final byte[] density;
  private final PaperLevel paper;
  private final int inkLevel;

  private NormalizedPicture(Mat mat, byte[] density, PaperLevel paper, int inkLevel) {
    this.mat = mat;
    this.density = density;
    this.paper = paper;
    this.inkLevel = inkLevel;
  }

  private NormalizedPicture(Mat mat, byte[] density, PaperLevel paper) {
    this(mat, density, paper, InkThreshold.STANDARD.level(paper));
  }

  /**
   * Ink that a network has found: each pixel is as dense as it is probably ink.
   *
   * @param mat neither copied nor released
   */
  public static NormalizedPicture ofInk(Mat mat) {
    return new NormalizedPicture(mat, Mats.pixels(mat), new PaperLevel(0, 0, 255), PROBABLE);
  }

  /**
   * Where ink begins: it is denser than the paper by the largest of three margins.
   *
   * @param deviations in standard deviations of the paper, above 0
   * @param shareOfDarkest of how much denser the darkest ink is, in [0, 1]
   * @param faintest in levels, 0 to 255
   */
  public record InkThreshold(double deviations, double shareOfDarkest, int faintest) {
    public static final InkThreshold STANDARD = new InkThreshold(4, 0.25, 6);

    int level(PaperLevel paper) {
      double margin =
          Math.max(
              faintest,
              Math.max(
                  deviations * paper.deviation(),
                  shareOfDarkest * (paper.darkest() - paper.level())));
      return (int) Math.min(255, paper.level() + margin);
    }
  }

  /**
   * Measures a picture.
   *
   * @param mat the ink's density; neither copied nor released
   */
  public static NormalizedPicture of(Mat mat) {
    byte[] density = Mats.pixels(mat);
    return new NormalizedPicture(mat, density, PaperLevel.of(density));
  }

  /** A part of a picture, which has too little paper to be measured on it. */
  public static NormalizedPicture on(PaperLevel paper, Mat part) {
    return new NormalizedPicture(part, Mats.pixels(part), paper);
  }

  /** The picture. */
  public Mat mat() {
    return mat;
  }

  /** The density of each pixel row by row, not copied. */
  public byte[] density() {
    return density;
  }

  /** Its paper. */
  public PaperLevel paper() {
    return paper;
  }

  /** What is denser is ink, the digit's or not. */
  public int inkLevel() {
    return inkLevel;
  }

  /** Whether it's all ink: without paper there is no ink. */
  public boolean isBlack() {
    return IntStream.range(0, density.length)
        .allMatch(i -> Byte.toUnsignedInt(density[i]) > inkLevel);
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

  /** The connected components of its ink. */
  public List<Component> components() {
    return components(density, inkLevel);
  }

  /** The connected components of some of its ink, which a mask of its size marks. */
  public List<Component> components(Mat mask) {
    return components(Mats.pixels(mask), 0);
  }

  private List<Component> components(byte[] pixels, int level) {
    return ConnectedComponents.label(pixels, mat.cols(), level).stream()
        .map(runs -> Component.of(runs, this))
        .toList();
  }
}
