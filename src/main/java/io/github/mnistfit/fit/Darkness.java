package io.github.mnistfit.fit;

import org.opencv.core.Mat;

/** A picture whose light has been divided out, and what is measured on it once. */
final class Darkness {
  private final Mat mat;
  private final byte[] pixels;
  private final PaperLevel paper;

  private Darkness(Mat mat, byte[] pixels, PaperLevel paper) {
    this.mat = mat;
    this.pixels = pixels;
    this.paper = paper;
  }

  /**
   * Measures a picture.
   *
   * @param mat 0 for paper, 255 for black; neither copied nor released
   */
  static Darkness of(Mat mat) {
    byte[] pixels = Mats.pixels(mat);
    return new Darkness(mat, pixels, PaperLevel.of(pixels));
  }

  /** A part of a picture, which has too little paper to be measured on it. */
  static Darkness on(PaperLevel paper, Mat part) {
    return new Darkness(part, Mats.pixels(part), paper);
  }

  /** The picture. */
  Mat mat() {
    return mat;
  }

  /** Its pixels row by row, not copied. */
  byte[] pixels() {
    return pixels;
  }

  /** Its paper. */
  PaperLevel paper() {
    return paper;
  }
}
