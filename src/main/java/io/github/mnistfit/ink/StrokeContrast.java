package io.github.mnistfit.ink;

import java.util.Arrays;
import java.util.List;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * How far the strokes on a page are from what is around them: measured where they are furthest, on
 * the page and not on each part of it, so that grain in an empty part stays grain.
 */
final class StrokeContrast {
  /** What is wider isn't a stroke, in pixels. */
  private static final int WIDEST = 13;

  /** The side of the parts of which the one with the most contrast tells the page's, in pixels. */
  private static final int PART = 48;

  /** The quantile of the contrast in a part that is the part's: strokes cover some of it. */
  private static final double QUANTILE = 0.95;

  /** The least contrast, of 255: with less, a blank page's grain would be ink. */
  private static final double LEAST = 4;

  private StrokeContrast() {}

  /**
   * Measures a page.
   *
   * @param page grey, 8 bit
   * @return in grey levels, at least {@value #LEAST}
   */
  static double of(Mat page) {
    Mat kernel = Imgproc.getStructuringElement(Imgproc.MORPH_RECT, new Size(WIDEST, WIDEST));
    var smooth = new Mat();
    Imgproc.GaussianBlur(page, smooth, new Size(3, 3), 0);
    var dark = new Mat();
    Imgproc.morphologyEx(smooth, dark, Imgproc.MORPH_BLACKHAT, kernel);
    var bright = new Mat();
    Imgproc.morphologyEx(smooth, bright, Imgproc.MORPH_TOPHAT, kernel);
    double contrast = Math.max(LEAST, Math.max(strongest(dark), strongest(bright)));
    List.of(kernel, smooth, dark, bright).forEach(Mat::release);
    return contrast;
  }

  private static double strongest(Mat contrast) {
    byte[] pixels = Mats.pixels(contrast);
    int width = contrast.cols();
    double strongest = 0;
    for (int top = 0; top < contrast.rows(); top += PART) {
      for (int left = 0; left < width; left += PART) {
        int right = Math.min(width, left + PART);
        int bottom = Math.min(contrast.rows(), top + PART);
        int[] part = new int[(right - left) * (bottom - top)];
        int n = 0;
        for (int row = top; row < bottom; row++) {
          for (int column = left; column < right; column++) {
            part[n++] = Byte.toUnsignedInt(pixels[row * width + column]);
          }
        }
        Arrays.sort(part);
        strongest = Math.max(strongest, part[(int) (QUANTILE * (n - 1))]);
      }
    }
    return strongest;
  }
}
