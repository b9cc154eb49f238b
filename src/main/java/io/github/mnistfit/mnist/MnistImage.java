package io.github.mnistfit.mnist;

import java.util.Arrays;
import java.util.List;

/**
 * One image in MNIST's own form: 28×28 grey levels, ink bright (255) on black (0), row by row from
 * the top left. This is what a fit makes and what a network reads; it is immutable.
 */
public final class MnistImage {
  /** Rows, and columns, of an image. */
  public static final int SIDE = 28;

  /** Pixels of an image. */
  public static final int PIXELS = SIDE * SIDE;

  private final byte[] pixels;

  private MnistImage(byte[] pixels) {
    this.pixels = pixels;
  }

  /**
   * Makes an image of its pixels.
   *
   * @param pixels 784 unsigned bytes, row by row; they are copied
   * @throws IllegalArgumentException if there are not 784
   */
  public static MnistImage of(byte[] pixels) {
    if (pixels.length != PIXELS) {
      throw new IllegalArgumentException("an MNIST image has 784 pixels, not " + pixels.length);
    }
    return new MnistImage(pixels.clone());
  }

  /** The grey level at a row and column, 0 to 255. */
  public int at(int row, int column) {
    return Byte.toUnsignedInt(pixels[row * SIDE + column]);
  }

  /** A copy of the 784 unsigned bytes, row by row. */
  public byte[] pixels() {
    return pixels.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MnistImage image && Arrays.equals(pixels, image.pixels);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(pixels);
  }

  @Override
  public String toString() {
    return "MnistImage@" + Integer.toHexString(hashCode());
  }

  /** The pixels of images in [0, 1], image by image, row by row. */
  public static float[] relative(List<MnistImage> images) {
    var values = new float[images.size() * MnistImage.PIXELS];
    int i = 0;
    for (MnistImage image : images) {
      for (byte pixel : image.pixels()) {
        values[i++] = Byte.toUnsignedInt(pixel) / 255f;
      }
    }
    return values;
  }
}
