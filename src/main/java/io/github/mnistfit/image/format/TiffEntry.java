package io.github.mnistfit.image.format;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * An entry of the first directory of a TIFF file, or of Exif data, which are one (TIFF 6.0, section
 * 2): twelve bytes that hold tag, type, count, and the value or where it is.
 *
 * @param tiff the whole file, in its byte order
 * @param start where the entry is
 */
record TiffEntry(ByteBuffer tiff, int start) {
  private static final int BYTES = 12;

  /** Of the types that TIFF 6.0 and its supplements number from 1, in bytes. */
  private static final int[] SIZES = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4};

  private static final int LONG = 4;

  /**
   * The entries of the first directory, as far as the data go.
   *
   * @param tiff begins with the byte order; its own order is changed
   * @throws IndexOutOfBoundsException if there is no directory where there should be one
   */
  static List<TiffEntry> of(ByteBuffer tiff) {
    tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    int directory = tiff.getInt(4);
    int entries = Short.toUnsignedInt(tiff.getShort(directory));
    List<TiffEntry> whole = new ArrayList<>();
    for (int i = 0; i < entries; i++) {
      int start = directory + 2 + BYTES * i;
      if (start > tiff.limit() - BYTES) {
        break;
      }
      whole.add(new TiffEntry(tiff, start));
    }
    return whole;
  }

  int tag() {
    return Short.toUnsignedInt(tiff.getShort(start));
  }

  /** Whether the type is one of those that have a size. */
  boolean hasKnownType() {
    return type() >= 1 && type() < SIZES.length;
  }

  private int type() {
    return Short.toUnsignedInt(tiff.getShort(start + 2));
  }

  /** How many bytes the values take; the type is known. */
  long bytes() {
    return count() * SIZES[type()];
  }

  /** The value, if it is a 16-bit number, or several of which it is the first. */
  int firstShort() {
    return Short.toUnsignedInt(tiff.getShort(start + 8));
  }

  /** The value, if it is one 32-bit number, or one of 16 bit. */
  long number() {
    return type() == LONG ? Integer.toUnsignedLong(tiff.getInt(start + 8)) : firstShort();
  }

  /** The number of values. */
  long count() {
    return Integer.toUnsignedLong(tiff.getInt(start + 4));
  }

  /** Puts another 16-bit number in the place of the value, in this buffer. */
  void setFirstShort(int value) {
    tiff.putShort(start + 8, (short) value);
  }
}
