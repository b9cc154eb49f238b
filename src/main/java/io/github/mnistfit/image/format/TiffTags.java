package io.github.mnistfit.image.format;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.OptionalInt;

/** The first directory of a TIFF file, or of Exif data, which are one (TIFF 6.0, section 2). */
final class TiffTags {
  /** Twelve bytes: tag, type, count, value; the directory has their number before them. */
  private static final int ENTRY_BYTES = 12;

  private TiffTags() {}

  /**
   * Finds a tag whose value is one 16-bit number.
   *
   * @param tiff begins with the byte order; its own order is changed
   * @return its value; empty if the directory doesn't have the tag, or isn't whole
   */
  static OptionalInt find(ByteBuffer tiff, int tag) {
    try {
      OptionalInt entry = entry(tiff, tag);
      return entry.isEmpty()
          ? entry
          : OptionalInt.of(Short.toUnsignedInt(tiff.getShort(entry.getAsInt() + 8)));
    } catch (IndexOutOfBoundsException damaged) {
      return OptionalInt.empty();
    }
  }

  /** A copy of a file that has a tag, with another value for it. */
  static byte[] with(byte[] tiff, int tag, int value) {
    ByteBuffer copy = ByteBuffer.wrap(tiff.clone());
    copy.putShort(entry(copy, tag).orElseThrow() + 8, (short) value);
    return copy.array();
  }

  /** Where a tag's entry begins. */
  private static OptionalInt entry(ByteBuffer tiff, int tag) {
    tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    int directory = tiff.getInt(4);
    int entries = Short.toUnsignedInt(tiff.getShort(directory));
    for (int i = 0; i < entries; i++) {
      int entry = directory + 2 + ENTRY_BYTES * i;
      if (Short.toUnsignedInt(tiff.getShort(entry)) == tag) {
        return OptionalInt.of(entry);
      }
    }
    return OptionalInt.empty();
  }
}
