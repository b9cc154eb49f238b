package io.github.mnistfit.fit;

import io.github.mnistfit.image.Picture;
import io.github.mnistfit.ink.Mats;
import io.github.mnistfit.mnist.GreyImage;
import io.github.mnistfit.mnist.MnistImage;
import java.util.Optional;
import org.opencv.core.Mat;

/** Both ends of what the ink finder does: a picture to what it looks at, its ink to 28×28. */
public final class CleanInk {
  /** The longer side of a working copy, in pixels, at most: finer ones show no more. */
  private static final int WORKING_SIDE = 480;

  private CleanInk() {}

  /**
   * A picture in the grey in which ink stands out most, reduced if it is large.
   *
   * @param picture not closed here
   */
  public static GreyImage workingCopy(Picture picture) {
    Mat reduced = Mats.reducedTo(WORKING_SIDE, picture.mat());
    Mat grey = new MaximizeInkContrast().apply(reduced);
    reduced.release();
    GreyImage copy = copyOf(grey);
    grey.release();
    return copy;
  }

  static GreyImage copyOf(Mat grey) {
    return new GreyImage(grey.cols(), grey.rows(), Mats.pixels(grey));
  }

  /**
   * Brings ink that is alone to MNIST's form.
   *
   * @param ink 0 (paper) to 255 (ink)
   * @return empty if there is no ink
   */
  public static Optional<MnistImage> fit(GreyImage ink) {
    Mat mat = Mats.of(ink);
    Mat fitted = Pipeline.toMnistForm().apply(mat);
    mat.release();
    Optional<MnistImage> image =
        fitted.empty() ? Optional.empty() : Optional.of(MnistImage.of(Mats.pixels(fitted)));
    fitted.release();
    return image;
  }
}
