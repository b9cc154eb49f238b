package io.github.mnistfit.report;

import io.github.mnistfit.mnist.MnistImage;

/** An MNIST image for a terminal: half-block characters, two rows of pixels to a line of text. */
public final class HalfBlocks {
  private HalfBlocks() {}

  /** Fourteen lines of 28 characters; each colours its upper and its lower half in 24-bit grey. */
  public static String coloured(MnistImage image) {
    var text = new StringBuilder();
    for (int row = 0; row < MnistImage.SIDE; row += 2) {
      for (int column = 0; column < MnistImage.SIDE; column++) {
        int upper = image.at(row, column);
        int lower = image.at(row + 1, column);
        text.append("\u001b[38;2;%1$d;%1$d;%1$d;48;2;%2$d;%2$d;%2$dm▀".formatted(upper, lower));
      }
      text.append("\u001b[0m\n");
    }
    return text.toString();
  }

  /** The same without colours: ink where a pixel is at least half white. */
  public static String plain(MnistImage image) {
    var text = new StringBuilder();
    for (int row = 0; row < MnistImage.SIDE; row += 2) {
      for (int column = 0; column < MnistImage.SIDE; column++) {
        boolean upper = image.at(row, column) >= 128;
        boolean lower = image.at(row + 1, column) >= 128;
        text.append(upper ? (lower ? '█' : '▀') : lower ? '▄' : ' ');
      }
      text.append('\n');
    }
    return text.toString();
  }
}
