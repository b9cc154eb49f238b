package io.github.mnistfit.image.format;

/** The markers of a JPEG file, as far as they tell whether it is whole (ITU-T T.81, annex B). */
final class JpegMarkers {
  private static final int START_OF_IMAGE = 0xd8;
  private static final int END_OF_IMAGE = 0xd9;

  private JpegMarkers() {}

  /**
   * Whether the picture has its end marker. Segments are stepped over, since the thumbnail within
   * one has an end marker of its own; what cameras write behind the end doesn't matter.
   */
  static boolean isComplete(byte[] bytes) {
    int i = 2;
    while (i + 1 < bytes.length) {
      int marker = Byte.toUnsignedInt(bytes[i + 1]);
      if (bytes[i] != (byte) 0xff || marker == 0xff) {
        i++; // picture data, or a fill byte
      } else if (marker == END_OF_IMAGE) {
        return true;
      } else if (standsAlone(marker)) {
        i += 2;
      } else if (i + 3 < bytes.length) {
        i += 2 + (Byte.toUnsignedInt(bytes[i + 2]) << 8 | Byte.toUnsignedInt(bytes[i + 3]));
      } else {
        return false;
      }
    }
    return false;
  }

  /** Whether no segment follows: a stuffed zero byte in picture data, or a restart marker. */
  static boolean standsAlone(int marker) {
    return marker <= 1 || (marker >= 0xd0 && marker <= START_OF_IMAGE);
  }
}
