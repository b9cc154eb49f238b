package io.github.mnistfit.image.format;

import java.nio.ByteBuffer;
import org.opencv.core.Core;
import org.opencv.core.Mat;

/**
 * How a camera was held, as Exif 2.3 numbers it (tag 274): where the stored picture's first row and
 * first column belong.
 *
 * @param exif 1 (upright) to 8; anything else counts as upright
 */
record Orientation(int exif) {
  static final Orientation UPRIGHT = new Orientation(1);

  static final int TAG = 274;

  /** The orientation that Exif data tell; upright if they don't, or aren't whole. */
  static Orientation ofExif(ByteBuffer exif) {
    try {
      return TiffEntry.of(exif).stream()
          .filter(entry -> entry.tag() == TAG)
          .findFirst()
          .map(entry -> new Orientation(entry.firstShort()))
          .orElse(UPRIGHT);
    } catch (IndexOutOfBoundsException damaged) {
      return UPRIGHT;
    }
  }

  /** Whether the stored picture's rows are the upright one's columns. */
  boolean isOnItsSide() {
    return exif >= 5 && exif <= 8;
  }

  /** Turns a picture upright, in place. */
  void apply(Mat picture) {
    if (isOnItsSide()) {
      Core.transpose(picture, picture);
    }
    switch (exif) {
      case 2, 6 -> Core.flip(picture, picture, 1);
      case 3, 7 -> Core.flip(picture, picture, -1);
      case 4, 8 -> Core.flip(picture, picture, 0);
      default -> {}
    }
  }
}
