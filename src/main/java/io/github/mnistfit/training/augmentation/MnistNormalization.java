package io.github.mnistfit.training.augmentation;

import io.github.mnistfit.mnist.MnistImage;
import io.github.mnistfit.training.augmentation.InkCanvas.Bounds;

/**
 * MNIST's own normalisation of size and place (LeCun et al., 1998), from an {@link InkCanvas}: the
 * box of the ink in the middle of a square, that square to 20×20 by area, stretched to full
 * contrast, the centre of mass in the middle.
 */
final class MnistNormalization {
  private static final int BOX = 20;

  /** Fainter than this is no ink when the box is found. */
  private static final float FAINTEST = 0.25f;

  private MnistNormalization() {}

  /**
   * Normalises the ink.
   *
   * @param boxScale how much larger than the ink's the box is, about 1
   * @param stretch how much wider than the ink the result is, 1 as a rule
   * @param right by how many pixels the result is off its place
   * @param down likewise
   * @return the image; null if there is no ink
   */
  static MnistImage normalize(
      InkCanvas canvas, double boxScale, double stretch, int right, int down) {
    Bounds ink = canvas.bounds(FAINTEST);
    if (ink.height() <= 0) {
      return null;
    }
    double height = boxScale * Math.max(ink.height(), stretch * ink.width());
    double width = height / stretch;
    double[] box =
        areas(
            canvas,
            InkCanvas.CELLS * (ink.left() + ink.right() - width) / 2,
            InkCanvas.CELLS * (ink.top() + ink.bottom() - height) / 2,
            InkCanvas.CELLS * width / BOX,
            InkCanvas.CELLS * height / BOX);
    return pasted(box, right, down);
  }

  /** The ink under each of 20×20 cells of a size, from a corner of the canvas on. */
  private static double[] areas(
      InkCanvas canvas, double left, double top, double cellWidth, double cellHeight) {
    double[] box = new double[BOX * BOX];
    for (int row = 0; row < BOX; row++) {
      double y1 = top + row * cellHeight;
      double y2 = y1 + cellHeight;
      for (int column = 0; column < BOX; column++) {
        double x1 = left + column * cellWidth;
        double x2 = x1 + cellWidth;
        double sum = 0;
        for (int y = (int) Math.floor(y1); y < y2; y++) {
          double height = Math.min(y + 1, y2) - Math.max(y, y1);
          for (int x = (int) Math.floor(x1); x < x2; x++) {
            if (x >= 0 && y >= 0 && x < InkCanvas.SIDE && y < InkCanvas.SIDE) {
              sum += canvas.at(y, x) * height * (Math.min(x + 1, x2) - Math.max(x, x1));
            }
          }
        }
        box[row * BOX + column] = sum;
      }
    }
    return box;
  }

  private static MnistImage pasted(double[] box, int right, int down) {
    double max = 0;
    double mass = 0;
    double x = 0;
    double y = 0;
    for (int i = 0; i < box.length; i++) {
      int row = i / BOX;
      int column = i % BOX;
      max = Math.max(max, box[i]);
      mass += box[i];
      x += box[i] * (column + 0.5);
      y += box[i] * (row + 0.5);
    }
    int left = inside((int) (15 - x / mass) + right);
    int top = inside((int) (15 - y / mass) + down);
    byte[] pixels = new byte[MnistImage.PIXELS];
    for (int i = 0; i < box.length; i++) {
      pixels[(top + i / BOX) * MnistImage.SIDE + left + i % BOX] =
          (byte) Math.floor(255 * box[i] / max + 0.5);
    }
    return MnistImage.of(pixels);
  }

  private static int inside(int offset) {
    return Math.max(0, Math.min(MnistImage.SIDE - BOX, offset));
  }
}
