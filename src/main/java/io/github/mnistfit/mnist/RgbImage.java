package io.github.mnistfit.mnist;

import java.util.Arrays;

/** A colour picture of any size as plain data, to be shown; immutable. */
public final class RgbImage {
  /** Bytes a pixel: red, green, blue. */
  public static final int CHANNELS = 3;

  private final int width;
  private final int height;
  private final byte[] pixels;

  /**
   * Makes an image of its pixels.
   *
   * @param width in pixels, at least 1
   * @param height in pixels, at least 1
   * @param pixels 3·width·height unsigned bytes: red, green and blue of each pixel, row by row from
   *     the top left; they are copied
   * @throws IllegalArgumentException if there are more or fewer
   */
  public RgbImage(int width, int height, byte[] pixels) {
    if (width < 1 || height < 1 || pixels.length != (long) CHANNELS * width * height) {
      throw new IllegalArgumentException(width + "×" + height + " isn't " + pixels.length);
    }
    this.width = width;
    this.height = height;
    this.pixels = pixels.clone();
  }

  /** A grey picture, each of its pixels with three equal channels. */
  public static RgbImage of(GreyImage grey) {
    byte[] from = grey.pixels();
    byte[] to = new byte[CHANNELS * from.length];
    for (int i = 0; i < to.length; i++) {
      to[i] = from[i / CHANNELS];
    }
    return new RgbImage(grey.width(), grey.height(), to);
  }

  /** In pixels. */
  public int width() {
    return width;
  }

  /** In pixels. */
  public int height() {
    return height;
  }

  /** A copy of the unsigned bytes: red, green and blue, row by row from the top left. */
  public byte[] pixels() {
    return pixels.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RgbImage image
        && width == image.width
        && Arrays.equals(pixels, image.pixels);
  }

  @Override
  public int hashCode() {
    return 31 * width + Arrays.hashCode(pixels);
  }
}
