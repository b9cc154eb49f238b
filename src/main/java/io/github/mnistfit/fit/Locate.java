package io.github.mnistfit.fit;

import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.imgproc.Imgproc;

/**
 * Finds the digit in a small copy of a large picture, and cuts it out of the large one with some
 * paper around it: a digit that is small in a photo keeps its pixels, and the steps that follow
 * have few to look at.
 */
record Locate() implements Step {
  /** The longer side of the small copy. */
  private static final int COARSE = 480;

  /** The longer side of what is cut out, at most. */
  private static final int FINE = 256;

  /** The paper around the digit, of its longer side. */
  private static final double MARGIN = 0.4;

  @Override
  public String name() {
    return "locate";
  }

  @Override
  public Mat apply(Mat picture) {
    if (Mats.longerSide(picture) <= FINE) {
      return picture.clone();
    }
    Mat coarse = Mats.reducedTo(COARSE, picture);
    Mat grey = new InkGrey().apply(coarse);
    Mat upright = new Polarity().apply(grey);
    Mat darkness = new DivideByPaper().apply(upright);
    Mat writing = new RemoveLines().apply(darkness);
    Mat mask = DigitPieces.mask(Darkness.of(writing));
    Rect box = mask.empty() ? null : around(Imgproc.boundingRect(mask), coarse, picture);
    for (Mat mat : new Mat[] {coarse, grey, upright, darkness, writing, mask}) {
      mat.release();
    }
    if (box == null) {
      return new Mat();
    }
    Mat cut = new Mat(picture, box);
    Mat fine = Mats.reducedTo(FINE, cut);
    cut.release();
    return fine;
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
