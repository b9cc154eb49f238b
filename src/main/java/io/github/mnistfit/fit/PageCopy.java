package io.github.mnistfit.fit;

import io.github.mnistfit.image.Picture;
import io.github.mnistfit.ink.Mats;
import io.github.mnistfit.mnist.GreyImage;
import org.opencv.core.Mat;

/**
 * A page in grey, small enough to be looked at, by a network or by people.
 *
 * @param grey the picture, reduced if it is large
 * @param scale pixels of the picture that one of the copy stands for, along a side; at least 1
 */
public record PageCopy(GreyImage grey, double scale) {
  /** The longer side, in pixels, at most: ten digits in a row are still 100 pixels wide. */
  public static final int SIDE = 1280;

  /**
   * Copies a picture in the grey in which ink stands out most, for a network to find its ink in.
   *
   * @param picture not closed here
   */
  public static PageCopy of(Picture picture) {
    Mat reduced = Mats.reducedTo(SIDE, picture.mat());
    Mat grey = new MaximizeInkContrast().apply(reduced);
    reduced.release();
    return taken(grey, picture);
  }

  /**
   * Copies a grey picture, to be drawn on.
   *
   * @param picture not closed here
   */
  public static PageCopy asItIs(Picture picture) {
    return taken(Mats.reducedTo(SIDE, picture.mat()), picture);
  }

  private static PageCopy taken(Mat reduced, Picture picture) {
    double scale = (double) Mats.longerSide(picture.mat()) / Mats.longerSide(reduced);
    var copy = new GreyImage(reduced.cols(), reduced.rows(), Mats.pixels(reduced));
    reduced.release();
    return new PageCopy(copy, scale);
  }
}
