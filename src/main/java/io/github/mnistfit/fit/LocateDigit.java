package io.github.mnistfit.fit;

import io.github.mnistfit.image.ColourMode;
import io.github.mnistfit.image.Decoding;
import io.github.mnistfit.image.Picture;
import io.github.mnistfit.ink.DigitComponents;
import io.github.mnistfit.ink.Mats;
import io.github.mnistfit.ink.NormalizedPicture;
import java.util.Optional;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.imgproc.Imgproc;

/**
 * Finds the digit in a small copy of a large picture, and cuts it out of the large one with some
 * paper around it: a digit that is small in a photo keeps its pixels, and the steps that follow
 * have few to look at.
 */
record LocateDigit() implements Step {
  /** The longer side of the small copy. */
  private static final int COARSE = 480;

  /** The longer side of what is cut out, at most. */
  private static final int FINE = 256;

  /** The paper around the digit, of its longer side. */
  private static final double MARGIN = 0.4;

  /**
   * Colours, and of a large picture just so many pixels that this step cuts out what it would cut
   * out of the whole.
   */
  record Needs() implements Decoding {
    @Override
    public ColourMode colours() {
      return ColourMode.ON_PAPER;
    }

    @Override
    public int leastSide() {
      return 2 * COARSE;
    }

    /** A smaller digit is looked for in the whole picture, where it has more pixels. */
    @Override
    public boolean isEnough(Picture reduced) {
      Optional<Rect> digit = find(reduced.mat());
      return digit.isPresent() && Math.max(digit.get().width, digit.get().height) >= FINE;
    }
  }

  @Override
  public String name() {
    return "locate";
  }

  @Override
  public Mat apply(Mat picture) {
    if (Mats.longerSide(picture) <= FINE) {
      return picture.clone();
    }
    Optional<Rect> box = find(picture);
    if (box.isEmpty()) {
      return new Mat();
    }
    Mat cut = new Mat(picture, box.get());
    Mat fine = Mats.reducedTo(FINE, cut);
    cut.release();
    return fine;
  }

  private static Optional<Rect> find(Mat picture) {
    Mat coarse = Mats.reducedTo(COARSE, picture);
    Mat grey = new MaximizeInkContrast().apply(coarse);
    Mat upright = NormalizePolarity.ofDigit().apply(grey);
    Mat darkness = new NormalizeBackground().apply(upright);
    Mat writing = new RemoveRuledLines().apply(darkness);
    Mat mask = DigitComponents.mask(NormalizedPicture.of(writing));
    Optional<Rect> box =
        mask.empty()
            ? Optional.empty()
            : Optional.of(around(Imgproc.boundingRect(mask), coarse, picture));
    for (Mat mat : new Mat[] {coarse, grey, upright, darkness, writing, mask}) {
      mat.release();
    }
    return box;
  }

  private static Rect around(Rect digit, Mat coarse, Mat picture) {
    double scale = (double) picture.rows() / coarse.rows();
    double margin = MARGIN * Math.max(digit.width, digit.height);
    int left = (int) Math.max(0, (digit.x - margin) * scale);
    int top = (int) Math.max(0, (digit.y - margin) * scale);
    int right = (int) Math.min(picture.cols(), (digit.x + digit.width + margin) * scale);
    int bottom = (int) Math.min(picture.rows(), (digit.y + digit.height + margin) * scale);
    return new Rect(left, top, right - left, bottom - top);
  }
}
