package io.github.mnistfit.image;

import io.github.mnistfit.image.format.PictureHeader;
import java.util.Locale;

/**
 * The most pixels that a picture may have, and with them the most memory that decoding it may take.
 * A few kilobytes can decode to gigabytes, so what a file says of its picture is held against this
 * before anything is decoded.
 *
 * <p>Bytes a pixel while a picture is decoded, and while it is laid on paper or turned upright:
 *
 * <table>
 * <caption>Memory</caption>
 * <tr><th>format</th><th>decoded</th><th>laid, turned</th><th>beside</th></tr>
 * <tr><td>JPEG of one scan</td><td>3</td><td>6</td><td></td></tr>
 * <tr><td>JPEG of several scans</td><td>3 + 2 for each coefficient: 5 (grey) to 11 (CMYK)</td>
 *     <td>6</td><td></td></tr>
 * <tr><td>PNG, opaque, of 8 or 16 bit</td><td>3</td><td>6</td><td></td></tr>
 * <tr><td>PNG with alpha, 8 bit</td><td>4</td><td>7</td><td></td></tr>
 * <tr><td>PNG with alpha, 16 bit</td><td>8</td><td>11</td><td></td></tr>
 * <tr><td>WebP, opaque</td><td>7</td><td>6</td><td></td></tr>
 * <tr><td>WebP with alpha</td><td>8</td><td>7</td><td></td></tr>
 * <tr><td>BMP; PBM, PGM, PPM of 8 or 16 bit</td><td>3</td><td>3</td><td></td></tr>
 * <tr><td>GIF</td><td>8</td><td>8</td><td></td></tr>
 * <tr><td>TIFF</td><td>3, or 4 with alpha</td><td>3, turned 6, with alpha 7</td>
 *     <td>all the time, for each pixel of a strip or tile, 1 to 4 of 8 bit twice, 2 to 8 of 16 bit
 *     three times, and an eighth of that; a compressed file once more</td></tr>
 * </table>
 *
 * <p>To these come the file itself, in the process that asks and in the one that decodes, and,
 * where OpenCV decodes, a copy of it. All together may be ten bytes for each pixel of the limit, 1
 * GB for {@link #STANDARD}: what remains to 1.2 GB is the JVMs' own.
 *
 * @param pixels width times height, at least 1
 */
public record PixelLimit(long pixels) {
  /** 100 megapixels: more than cameras and scanners have, and 300 MB when decoded. */
  public static final PixelLimit STANDARD = new PixelLimit(100_000_000);

  /**
   * The longest side, in pixels, whatever the limit: to reduce a picture, OpenCV keeps 24 bytes for
   * each column and 16 for each row, 2.4 GB for one that is 100 megapixels wide.
   */
  static final int LONGEST_SIDE = 1_000_000;

  private static final long MEGA = 1_000_000;

  /** Bytes of memory for each pixel of the limit. */
  private static final int BYTES_A_PIXEL = 10;

  /**
   * Checks the number.
   *
   * @throws IllegalArgumentException if no picture could be read
   */
  public PixelLimit {
    if (pixels < 1) {
      throw new IllegalArgumentException("a limit of " + pixels + " pixels");
    }
  }

  /**
   * Refuses pictures that are empty, too large, or of a kind that takes too much memory.
   *
   * @throws UnreadablePictureException if this is one
   */
  void check(PictureHeader header) throws UnreadablePictureException {
    if (header.width() <= 0 || header.height() <= 0) {
      throw new UnreadablePictureException("has no pixels");
    }
    if (Math.max(header.width(), header.height()) > LONGEST_SIDE) {
      throw new UnreadablePictureException(
          "has a side of %d pixels, more than %d"
              .formatted(Math.max(header.width(), header.height()), LONGEST_SIDE));
    }
    // Divided, since a product could overflow.
    if (header.width() > pixels / header.height()) {
      throw new UnreadablePictureException(
          "has %d×%d pixels, more than the limit of %s"
              .formatted(header.width(), header.height(), this));
    }
    if (header.memory() > memory()) {
      throw new UnreadablePictureException(
          "takes %d MB of memory to decode, more than the limit of %d MB"
              .formatted(header.memory() / MEGA, memory() / MEGA));
    }
  }

  /** A lower limit of pixels doesn't make a file's own bytes too many. */
  private long memory() {
    long counted = Math.max(pixels, STANDARD.pixels);
    return counted > Long.MAX_VALUE / BYTES_A_PIXEL ? Long.MAX_VALUE : BYTES_A_PIXEL * counted;
  }

  /** In megapixels where it is a number of them. */
  @Override
  public String toString() {
    return pixels % MEGA == 0
        ? String.format(Locale.ROOT, "%d megapixels", pixels / MEGA)
        : String.format(Locale.ROOT, "%d pixels", pixels);
  }
}
