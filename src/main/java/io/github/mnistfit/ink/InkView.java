package io.github.mnistfit.ink;

import io.github.mnistfit.mnist.Box;
import io.github.mnistfit.mnist.GreyImage;
import io.github.mnistfit.network.InkImage;

/**
 * A square part of a grey picture, as the ink network gets to see it. It may reach beyond the
 * picture, whose borders then go on outward.
 *
 * @param picture the whole picture
 * @param left of the part, in the picture's pixels
 * @param top of the part, in the picture's pixels
 * @param side of the part, in the picture's pixels; more than 0
 */
public record InkView(GreyImage picture, double left, double top, double side) {
  /** The smallest part that is worth a look, in pixels: fewer are no digit. */
  private static final double SMALLEST = 8;

  /**
   * The whole picture in the middle of a square.
   *
   * @param margin around its longer side, as a share of it; 0 for none
   */
  public static InkView whole(GreyImage picture, double margin) {
    double side = Math.max(picture.width(), picture.height()) * (1 + 2 * margin);
    return new InkView(picture, (picture.width() - side) / 2, (picture.height() - side) / 2, side);
  }

  /**
   * A view of something that was found in this one, at a scale of its own.
   *
   * @param share of the view's side that its longer side is to have, in (0, 1]
   */
  public InkView closer(InkBox box, double share) {
    double pixel = side / InkImage.SIDE;
    return around(
        left + box.middleX() * pixel,
        top + box.middleY() * pixel,
        box.longerSide() * pixel / share);
  }

  /**
   * A view of a place in the picture, at a scale of its own.
   *
   * @param box in the picture's pixels
   * @param share of the view's side that its longer side is to have, in (0, 1]
   */
  InkView closer(Box box, double share) {
    return around(
        box.left() + box.width() / 2.0,
        box.top() + box.height() / 2.0,
        Math.max(box.width(), box.height()) / share);
  }

  private InkView around(double x, double y, double length) {
    double near = Math.max(SMALLEST, length);
    return new InkView(picture, x - near / 2, y - near / 2, near);
  }

  /** What the network gets: by area where the picture is finer, else by linear interpolation. */
  public InkImage image() {
    byte[] pixels = picture.pixels();
    int width = picture.width();
    int height = picture.height();
    float[] narrow = new float[height * InkImage.SIDE];
    for (int column = 0; column < InkImage.SIDE; column++) {
      Weights weights = Weights.of(left, side, column, width);
      for (int row = 0; row < height; row++) {
        float sum = 0;
        for (int k = 0; k < weights.share().length; k++) {
          sum += weights.share()[k] * Byte.toUnsignedInt(pixels[row * width + weights.place()[k]]);
        }
        narrow[row * InkImage.SIDE + column] = sum / 255;
      }
    }
    float[] grey = new float[InkImage.PIXELS];
    for (int row = 0; row < InkImage.SIDE; row++) {
      Weights weights = Weights.of(top, side, row, height);
      for (int k = 0; k < weights.share().length; k++) {
        int from = weights.place()[k] * InkImage.SIDE;
        for (int column = 0; column < InkImage.SIDE; column++) {
          grey[row * InkImage.SIDE + column] += weights.share()[k] * narrow[from + column];
        }
      }
    }
    return InkImage.of(grey);
  }

  /** Which pixels of a line make one of the view's, and how much of it each. */
  @SuppressWarnings("ArrayRecordComponent") // seen by this class alone
  private record Weights(int[] place, float[] share) {
    /**
     * Weights of one pixel.
     *
     * @param start of the view on the line
     * @param length of the view
     * @param pixel of the view
     * @param size of the line
     */
    static Weights of(double start, double length, int pixel, int size) {
      double cell = length / InkImage.SIDE;
      // A view finer than the picture: between the two nearest pixels, by a tent of width 2.
      double reach = Math.max(cell, 1) / 2;
      double middle = start + (pixel + 0.5) * cell;
      boolean fine = cell < 1;
      double from = fine ? middle - 1 : middle - reach;
      double to = fine ? middle + 1 : middle + reach;
      int first = (int) Math.floor(from);
      int n = (int) Math.ceil(to) - first;
      int[] place = new int[n];
      float[] share = new float[n];
      float sum = 0;
      for (int k = 0; k < n; k++) {
        int at = first + k;
        place[k] = Math.max(0, Math.min(size - 1, at));
        share[k] =
            (float)
                (fine
                    ? Math.max(0, 1 - Math.abs(at + 0.5 - middle))
                    : Math.min(to, at + 1) - Math.max(from, at));
        sum += share[k];
      }
      for (int k = 0; k < n; k++) {
        share[k] /= sum;
      }
      return new Weights(place, share);
    }
  }
}
