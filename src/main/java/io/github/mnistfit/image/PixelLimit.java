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
 * <tr><td>TIFF</td><td>3, or 4 with alpha</td><td>6, or 7 with alpha</td>
 *     <td>while decoded, 1 to 8, twice, for each pixel of a strip or tile</td></tr>
 * </table>
 *
 * <p>To these come the file itself and, where OpenCV decodes, a copy of it. All together may be
 * eleven bytes for each pixel of the limit, 1.1 GB for {@link #STANDARD}: what remains to 1.2 GB is
 * the JVM's own.
 *
 * @param pixels width times height, at least 1
 */
public record PixelLimit(long pixels) {
  /** 100 megapixels: more than cameras and scanners have, and 300 MB when decoded. */
  public static final PixelLimit STANDARD = new PixelLimit(100_000_000);

  private static final long MEGA = 1_000_000;

  /** Bytes of memory for each pixel of the limit. */
  private static final int BYTES_A_PIXEL = 11;

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
