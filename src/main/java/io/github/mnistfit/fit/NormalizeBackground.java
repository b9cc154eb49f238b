package io.github.mnistfit.fit;

import io.github.mnistfit.ink.Histogram;
import io.github.mnistfit.ink.LightPlane;
import io.github.mnistfit.ink.Mats;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.Point;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * Divides the light out. What a camera sees is light times paper, or light times ink; the paper's
 * light is found by a morphological closing, which fills whatever is dark and narrower than its
 * kernel, and follows the edges of shadows. The result is the density of ink: about 0 for paper,
 * 255 for black.
 */
record NormalizeBackground(Config config) implements Step {
  /** Of a picture of one digit. */
  static NormalizeBackground ofDigit() {
    return new NormalizeBackground(Config.of(48));
  }

  /** Of text lines, whose strokes are thinner in the picture. */
  static NormalizeBackground ofLines() {
    return new NormalizeBackground(Config.of(96));
  }

  /**
   * How the paper is found; {@code docs/experiments.md}, "Coarser measures", has other sides.
   *
   * @param side to which the picture is reduced, in pixels
   * @param smoothedFrom in a smaller picture, in pixels, a mean over 3×3 would blur the strokes and
   *     not the noise
   * @param widestStroke the widest stroke that is filled, of the longer side, 0 to 1
   * @param slope where light falls off towards the border, a closing leaves the border as light as
   *     what is half a kernel inside. From this slope on, the paper is found with the slope taken
   *     out, too, and the darker of both counts: beside a shadow's sharp edge, it is the other that
   *     errs
   */
  record Config(int side, int smoothedFrom, double widestStroke, double slope, Paper paper) {
    static Config of(int side) {
      return new Config(side, 24, 0.35, 0.3, new Paper(0.95, 0.4));
    }
  }

  /**
   * How dark paper is.
   *
   * @param light the quantile of the paper's levels that is its light parts, 0 to 1
   * @param darkest paper is nowhere darker than this share of its light parts, 0 to 1: what is, is
   *     a hole or a table
   */
  record Paper(double light, double darkest) {}

  @Override
  public String name() {
    return "divide by paper";
  }

  @Override
  public Mat apply(Mat picture) {
    Mat paper = paper(picture);
    var ratio = new Mat();
    Core.divide(picture, paper, ratio, 255);
    paper.release();
    Core.bitwise_not(ratio, ratio);
    return ratio;
  }

  private Mat paper(Mat picture) {
    Mat small = Mats.coarse(config.side(), picture);
    int side = Mats.longerSide(small);
    if (side > config.smoothedFrom()) {
      Imgproc.blur(small, small, new Size(3, 3));
    }
    int width = Mats.odd(Math.max(3, config.widestStroke() * side));
    Mat kernel = Imgproc.getStructuringElement(Imgproc.MORPH_RECT, new Size(width, width));
    Mat level = small.clone();
    Imgproc.morphologyEx(small, small, Imgproc.MORPH_CLOSE, kernel);
    LightPlane plane = LightPlane.of(small);
    if (plane.slope() >= config.slope()) {
      plane.divideOut(level);
      Imgproc.morphologyEx(level, level, Imgproc.MORPH_CLOSE, kernel);
      plane.multiplyIn(level);
      Core.min(small, level, small);
    }
    level.release();
    kernel.release();
    int light = Histogram.of(Mats.pixels(small)).quantile(config.paper().light());
    int smooth = Mats.odd(width / 2.0);
    Mat smoothed = Mats.neighbourhoodMean(smooth, small);
    // On the dark side of a shadow's edge the mean is too light: the edge would become ink.
    Core.min(smoothed, small, small);
    smoothed.release();
    Imgproc.erode(small, small, new Mat(), new Point(-1, -1), 1, Core.BORDER_REPLICATE);
    Core.max(small, Scalar.all(Math.max(1, (int) (config.paper().darkest() * light))), small);
    var paper = new Mat();
    // Also over the few pixels at the right and at the bottom that the small copy hasn't.
    Imgproc.resize(small, paper, picture.size(), 0, 0, Imgproc.INTER_LINEAR);
    small.release();
    return paper;
  }
}
