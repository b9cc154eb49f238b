package io.github.mnistfit.ink;

import java.util.stream.IntStream;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

/**
 * Light that rises evenly in one direction: the plane that fits a picture's levels with the least
 * squared error.
 *
 * @param mean in the picture's middle
 * @param perColumn how much it rises from one column to the next
 * @param perRow the same for rows
 */
public record LightPlane(double mean, double perColumn, double perRow, int columns, int rows) {
  /** Light that would fall lower, of the mean, isn't a plane's. */
  private static final double DARKEST = 0.2;

  /** What {@link Core#reduce} calls them. */
  private static final int ALONG_COLUMNS = 0;

  private static final int ALONG_ROWS = 1;

  /** The plane of a grey picture. */
  public static LightPlane of(Mat picture) {
    int columns = picture.cols();
    int rows = picture.rows();
    int[] columnSums = sums(picture, ALONG_COLUMNS);
    int[] rowSums = sums(picture, ALONG_ROWS);
    double sum = IntStream.of(rowSums).asLongStream().sum();
    return new LightPlane(
        sum / picture.total(),
        alongAxis(columnSums) / (rows * squares(columns)),
        alongAxis(rowSums) / (columns * squares(rows)),
        columns,
        rows);
  }

  /** The sum of the levels of each column or row, exact as whole numbers are. */
  private static int[] sums(Mat picture, int dimension) {
    var reduced = new Mat();
    Core.reduce(picture, reduced, dimension, Core.REDUCE_SUM, CvType.CV_32S);
    int[] sums = new int[(int) reduced.total()];
    reduced.get(0, 0, sums);
    reduced.release();
    return sums;
  }

  /** The sums of columns or rows, each times its distance from the middle. */
  private static double alongAxis(int[] sums) {
    double weighted = 0;
    for (int i = 0; i < sums.length; i++) {
      weighted += sums[i] * fromMiddle(i, sums.length);
    }
    return weighted;
  }

  private static double fromMiddle(int position, int length) {
    return position - (length - 1) / 2.0;
  }

  /** The sum of the squared distances from the middle; 1 where all are 0. */
  private static double squares(int length) {
    return Math.max(1, length * (length * (double) length - 1) / 12);
  }

  /** How much darker the darkest corner is than the lightest, of the mean. */
  public double slope() {
    double rise = Math.abs(perColumn) * (columns - 1) + Math.abs(perRow) * (rows - 1);
    return rise / Math.max(1, mean);
  }

  /** Makes a picture what it would be in the mean's light everywhere. */
  public void divideOut(Mat picture) {
    Mat light = light();
    Core.divide(picture, light, picture, 1, picture.type());
    light.release();
  }

  /** Undoes {@link #divideOut}, but for rounding. */
  public void multiplyIn(Mat picture) {
    Mat light = light();
    Core.multiply(picture, light, picture, 1, picture.type());
    light.release();
  }

  /** The light of each pixel, 1 for the mean. */
  private Mat light() {
    float[] shares = new float[columns * rows];
    for (int i = 0; i < shares.length; i++) {
      double level =
          mean
              + perColumn * fromMiddle(i % columns, columns)
              + perRow * fromMiddle(i / columns, rows);
      shares[i] = (float) Math.max(DARKEST, level / Math.max(1, mean));
    }
    var light = new Mat(rows, columns, CvType.CV_32FC1);
    light.put(0, 0, shares);
    return light;
  }
}
