package io.github.mnistfit.fit;

import io.github.mnistfit.image.Picture;
import io.github.mnistfit.ink.Mats;
import io.github.mnistfit.mnist.GreyImage;
import org.opencv.core.Mat;

/**
 * A picture in the grey in which ink stands out most, for a network to find the ink of a page in.
 *
 * @param grey the picture, reduced if it is large
 * @param scale pixels of the picture that one of the copy stands for, along a side; at least 1
 */
public record PageCopy(GreyImage grey, double scale) {
  /** The longer side, in pixels, at most: ten digits in a row are still 100 pixels wide. */
  public static final int SIDE = 1280;

  /**
   * Copies a picture.
   *
   * @param picture not closed here
   */
  public static PageCopy of(Picture picture) {
    Mat reduced = Mats.reducedTo(SIDE, picture.mat());
    double scale = (double) Mats.longerSide(picture.mat()) / Mats.longerSide(reduced);
    Mat grey = new MaximizeInkContrast().apply(reduced);
    reduced.release();
    var copy = new GreyImage(grey.cols(), grey.rows(), Mats.pixels(grey));
    grey.release();
    return new PageCopy(copy, scale);
  }
}
