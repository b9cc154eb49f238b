package io.github.mnistfit.image;

import io.github.mnistfit.image.format.PictureHeader;
import java.util.Locale;

/**
 * The most pixels that a picture may have. A few kilobytes can decode to gigabytes, so the size
 * that a header states is held against this before anything is decoded.
 *
 * @param pixels width times height, at least 1
 */
public record PixelLimit(long pixels) {
  /** 100 megapixels: more than cameras and scanners have, and 300 MB when decoded. */
  public static final PixelLimit STANDARD = new PixelLimit(100_000_000);

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
   * Refuses pictures that are empty or too large.
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
  }

  /** In megapixels where it is a number of them. */
  @Override
  public String toString() {
    return pixels % 1_000_000 == 0
        ? String.format(Locale.ROOT, "%d megapixels", pixels / 1_000_000)
        : String.format(Locale.ROOT, "%d pixels", pixels);
  }
}
