package io.github.mnistfit.fit;

import io.github.mnistfit.mnist.MnistImage;

/**
 * Tells by a fitted image whether its picture showed several digits side by side: there the fit
 * keeps all of them, since it can't know which one is meant.
 */
public final class SeveralDigits {
  /** The least ink, of 255, of a pixel that belongs to a digit and not to its soft edge. */
  private static final int INK = 64;

  /** A digit beside others in MNIST's box is at least this high, of the ink's height. */
  private static final double LEAST_HEIGHT = 0.6;

  private SeveralDigits() {}

  /**
   * Whether an image has two or more columns of ink, each about as high as all, with paper between.
   */
  public static boolean in(MnistImage image) {
    int top = MnistImage.SIDE;
    int bottom = -1;
    for (int x = 0; x < MnistImage.SIDE; x++) {
      int[] span = inkSpan(image, x);
      top = Math.min(top, span[0]);
      bottom = Math.max(bottom, span[1]);
    }
    int digits = 0;
    int from = MnistImage.SIDE;
    int to = -1;
    for (int x = 0; x <= MnistImage.SIDE; x++) {
      int[] span = x < MnistImage.SIDE ? inkSpan(image, x) : new int[] {MnistImage.SIDE, -1};
      if (span[1] < 0) {
        digits += to - from + 1 >= LEAST_HEIGHT * (bottom - top + 1) ? 1 : 0;
        from = MnistImage.SIDE;
        to = -1;
      } else {
        from = Math.min(from, span[0]);
        to = Math.max(to, span[1]);
      }
    }
    return digits > 1;
  }

  /** The first and the last row with ink in a column; 28 and −1 if there is none. */
  private static int[] inkSpan(MnistImage image, int x) {
    int first = MnistImage.SIDE;
    int last = -1;
    for (int y = 0; y < MnistImage.SIDE; y++) {
      if (image.at(y, x) >= INK) {
        first = Math.min(first, y);
        last = y;
      }
    }
    return new int[] {first, last};
  }
}
