package io.github.mnistfit.image.format;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The pages of a TIFF: a chain of directories, each of which tells where the next one is. */
final class TiffPages {
  private static final int FIRST = 4;
  private static final int ENTRY_BYTES = 12;

  private TiffPages() {}

  /** A file whose header tells of a page's directory has that page first. */
  static List<Frames.Frame> of(byte[] bytes) {
    ByteBuffer tiff = ByteBuffer.wrap(bytes);
    tiff.order(bytes[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    Set<Integer> directories = new LinkedHashSet<>();
    try {
      int directory = tiff.getInt(FIRST);
      // A chain may be a ring.
      while (directory != 0 && directories.size() < Frames.MOST && directories.add(directory)) {
        int entries = Short.toUnsignedInt(tiff.getShort(directory));
        directory = tiff.getInt(directory + 2 + ENTRY_BYTES * entries);
      }
    } catch (IndexOutOfBoundsException e) {
      // The file ends here.
    }
    return directories.stream()
        .<Frames.Frame>map(d -> () -> beginningAt(bytes, tiff.order(), d))
        .toList();
  }

  private static byte[] beginningAt(byte[] bytes, ByteOrder order, int directory) {
    byte[] copy = bytes.clone();
    ByteBuffer.wrap(copy).order(order).putInt(FIRST, directory);
    return copy;
  }
}
