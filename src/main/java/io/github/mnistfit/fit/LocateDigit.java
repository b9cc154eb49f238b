package io.github.mnistfit.fit;

import io.github.mnistfit.image.ColourMode;
import io.github.mnistfit.image.Decoding;
import io.github.mnistfit.image.Picture;
import io.github.mnistfit.ink.DigitComponents;
import io.github.mnistfit.ink.Mats;
import io.github.mnistfit.ink.NormalizedPicture;
import java.util.Optional;
import java.util.stream.Stream;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.imgproc.Imgproc;

/**
 * Finds the digit in a small copy of a large picture, and cuts it out of the large one with some
 * paper around it: a digit that is small in a photo keeps its pixels, and the steps that follow
 * have few to look at.
 */
record LocateDigit(Config config) implements Step {
  LocateDigit() {
    this(Config.STANDARD);
  }

  /**
   * How large pictures are looked at.
   *
   * @param coarse the longer side of the small copy, in pixels
   * @param fine the longer side of what is cut out, at most, in pixels
   * @param margin the paper around the digit, of its longer side, at least 0
   */
  record Config(int coarse, int fine, double margin) {
    static final Config STANDARD = new Config(480, 256, 0.4);
  }

  /**
   * Colours, and of a large picture just so many pixels that this step cuts out what it would cut
   * out of the whole.
   */
  Decoding decoding() {
    return new Decoding() {
      @Override
      public ColourMode colours() {
        return ColourMode.ON_PAPER;
      }

      @Override
      public int leastSide() {
        return 2 * config.coarse();
      }

      /** A smaller digit is looked for in the whole picture, where it has more pixels. */
      @Override
      public boolean isEnough(Picture reduced) {
        Optional<Rect> digit = find(reduced.mat());
        return digit.isPresent()
            && Math.max(digit.get().width, digit.get().height) >= config.fine();
      }
    };
  }

  @Override
  public String name() {
    return "locate";
  }

  @Override
  public Mat apply(Mat picture) {
    if (Mats.longerSide(picture) <= config.fine()) {
      return picture.clone();
    }
    Optional<Rect> box = find(picture);
    if (box.isEmpty()) {
      return new Mat();
    }
    Mat cut = new Mat(picture, box.get());
    Mat fine = Mats.reducedTo(config.fine(), cut);
    cut.release();
    return fine;
  }

  private Optional<Rect> find(Mat picture) {
    Mat coarse = Mats.reducedTo(config.coarse(), picture);
    Mat density = Pipeline.toInkOfDigit().apply(coarse);
    Mat mask = DigitComponents.mask(NormalizedPicture.of(density));
    Optional<Rect> box =
        mask.empty()
            ? Optional.empty()
            : Optional.of(around(Imgproc.boundingRect(mask), coarse, picture));
    Stream.of(coarse, density, mask).forEach(Mat::release);
    return box;
  }

  private Rect around(Rect digit, Mat coarse, Mat picture) {
    double scale = (double) picture.rows() / coarse.rows();
    double margin = config.margin() * Math.max(digit.width, digit.height);
    int left = (int) Math.max(0, (digit.x - margin) * scale);
    int top = (int) Math.max(0, (digit.y - margin) * scale);
    int right = (int) Math.min(picture.cols(), (digit.x + digit.width + margin) * scale);
    int bottom = (int) Math.min(picture.rows(), (digit.y + digit.height + margin) * scale);
    return new Rect(left, top, right - left, bottom - top);
  }
}
