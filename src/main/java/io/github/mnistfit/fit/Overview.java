package io.github.mnistfit.fit;

import io.github.mnistfit.image.Picture;
import io.github.mnistfit.ink.Mats;
import io.github.mnistfit.ink.SeveralDigits;
import io.github.mnistfit.mnist.GreyImage;
import java.util.Optional;
import org.opencv.core.Mat;

/**
 * What is to be known of a whole picture beside its fit: the copy that learned ink looks at, and
 * whether it may show several digits. A fit that goes through a small picture makes both on its
 * way; of a large one, from which it cuts the digit, they are made here.
 */
public final class Overview implements Fit.Observer {
  private final Picture picture;
  private Optional<GreyImage> copy = Optional.empty();
  private Optional<Boolean> several = Optional.empty();

  /**
   * Knows nothing yet.
   *
   * @param picture not closed here
   */
  public Overview(Picture picture) {
    this.picture = picture;
  }

  @Override
  public void made(Step step, Mat result) {
    if (step instanceof MaximizeInkContrast && isWhole(result)) {
      copy = Optional.of(CleanInk.copyOf(result));
    } else if (step instanceof NormalizeBackground && isWhole(result)) {
      several = Optional.of(SeveralDigits.mayBeIn(result));
    }
  }

  private boolean isWhole(Mat result) {
    return result.rows() == picture.mat().rows() && result.cols() == picture.mat().cols();
  }

  /** The picture in the grey in which ink stands out most, reduced if it is large. */
  public GreyImage copy() {
    if (copy.isEmpty()) {
      copy = Optional.of(CleanInk.workingCopy(picture));
    }
    return copy.get();
  }

  /** Whether several things in it are about as high, wherever they are, and so may be digits. */
  public boolean mayShowSeveral() {
    return several.orElseGet(this::looksLikeSeveral);
  }

  private boolean looksLikeSeveral() {
    Mat grey = Mats.of(copy());
    Mat small = Mats.reducedTo(SeveralDigits.SIDE, grey);
    grey.release();
    Mat density = Pipeline.toInkOfDigit().apply(small);
    small.release();
    boolean found = !density.empty() && SeveralDigits.mayBeIn(density);
    density.release();
    return found;
  }
}
