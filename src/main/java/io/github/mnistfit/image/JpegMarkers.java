package io.github.mnistfit.image;

/** The markers of a JPEG file, as far as they tell whether it is whole (ITU-T T.81, annex B). */
final class JpegMarkers {
  private static final int END_OF_IMAGE = 0xd9;

  private JpegMarkers() {}

  /** Whether the file has its end marker; cameras write more behind it. */
  static boolean isComplete(byte[] bytes) {
    for (int i = bytes.length - 2; i >= 2; i--) {
      if (Byte.toUnsignedInt(bytes[i]) == 0xff
          && Byte.toUnsignedInt(bytes[i + 1]) == END_OF_IMAGE) {
        return true;
      }
    }
    return false;
  }
}
