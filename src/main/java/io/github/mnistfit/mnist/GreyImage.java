package io.github.mnistfit.mnist;

import java.util.Arrays;

/** A grey picture of any size as plain data, to be shown; immutable. */
public final class GreyImage {
  private final int width;
  private final int height;
  private final byte[] pixels;

  /**
   * Makes an image of its pixels.
   *
   * @param width in pixels, at least 1
   * @param height in pixels, at least 1
   * @param pixels width·height unsigned bytes, row by row from the top left; they are copied
   * @throws IllegalArgumentException if there are more or fewer
   */
  public GreyImage(int width, int height, byte[] pixels) {
    if (width < 1 || height < 1 || pixels.length != (long) width * height) {
      throw new IllegalArgumentException(width + "×" + height + " isn't " + pixels.length);
    }
    this.width = width;
    this.height = height;
    this.pixels = pixels.clone();
  }

  /** An MNIST image as it is. */
  public static GreyImage of(MnistImage image) {
    return new GreyImage(MnistImage.SIDE, MnistImage.SIDE, image.pixels());
  }

  /** In pixels. */
  public int width() {
    return width;
  }

  /** In pixels. */
  public int height() {
    return height;
  }

  /** A copy of the unsigned bytes, row by row from the top left. */
  public byte[] pixels() {
    return pixels.clone();
  }

  /** The image turned by a quarter, clockwise. */
  public GreyImage turned() {
    byte[] to = new byte[pixels.length];
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        to[column * height + height - 1 - row] = pixels[row * width + column];
      }
    }
    return new GreyImage(/* width= */ height, /* height= */ width, to);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof GreyImage image
        && width == image.width
        && Arrays.equals(pixels, image.pixels);
  }

  @Override
  public int hashCode() {
    return 31 * width + Arrays.hashCode(pixels);
  }
}
