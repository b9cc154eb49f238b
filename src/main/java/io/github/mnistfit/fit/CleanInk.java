package io.github.mnistfit.fit;

import io.github.mnistfit.image.OpenCv;
import io.github.mnistfit.image.Picture;
import io.github.mnistfit.mnist.GreyImage;
import io.github.mnistfit.mnist.MnistImage;
import java.util.Optional;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

/** Both ends of what the ink finder does: a picture to what it looks at, its ink to 28×28. */
public final class CleanInk {
  private CleanInk() {}

  /**
   * A picture in the grey in which ink stands out most, reduced if it is large.
   *
   * @param picture not closed here
   * @param side the longer side, in pixels, that it has at most
   */
  public static GreyImage workingCopy(Picture picture, int side) {
    Mat reduced = Mats.reducedTo(side, picture.mat());
    Mat grey = new InkGrey().apply(reduced);
    reduced.release();
    var copy = new GreyImage(grey.cols(), grey.rows(), Mats.pixels(grey));
    grey.release();
    return copy;
  }

  /**
   * Brings ink that is alone to MNIST's form.
   *
   * @param ink 0 (paper) to 255 (ink)
   * @return empty if there is no ink
   */
  public static Optional<MnistImage> fit(GreyImage ink) {
    OpenCv.load();
    var current = new Mat(ink.height(), ink.width(), CvType.CV_8UC1);
    current.put(0, 0, ink.pixels());
    for (Step step : Fit.AFTER_ISOLATION) {
      Mat next = step.apply(current);
      current.release();
      current = next;
      if (current.empty()) {
        return Optional.empty();
      }
    }
    MnistImage image = MnistImage.of(Mats.pixels(current));
    current.release();
    return Optional.of(image);
  }
}
