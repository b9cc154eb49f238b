package io.github.mnistfit.image.format;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The frames of an animated GIF (CompuServe, "Graphics Interchange Format", 89a). A frame stands
 * for itself: what an animation leaves of the frames before it isn't there.
 */
final class GifFrames {
  private static final int IMAGE = 0x2c;
  private static final int EXTENSION = 0x21;
  private static final byte TRAILER = 0x3b;

  private final byte[] bytes;
  private int position;

  private GifFrames(byte[] bytes) {
    this.bytes = bytes;
  }

  static List<Frames.Frame> of(byte[] bytes) {
    return new GifFrames(bytes).frames();
  }

  private List<Frames.Frame> frames() {
    List<Frames.Frame> frames = new ArrayList<>();
    int headerEnd = 13 + colourTable(bytes.length > 10 ? bytes[10] : 0);
    int start = headerEnd; // with the extensions that belong to the frame
    position = start;
    try {
      while (frames.size() < Frames.MOST) {
        int block = bytes[position++];
        if (block == EXTENSION) {
          position++;
          skipBlocks();
        } else if (block == IMAGE) {
          position += 9 + colourTable(bytes[position + 8]) + 1;
          skipBlocks();
          int from = start;
          int to = position;
          frames.add(() -> alone(headerEnd, from, to));
          start = position;
        } else {
          break;
        }
      }
    } catch (IndexOutOfBoundsException e) {
      int from = start;
      // The file ends within a frame; if it is the first, the file itself is that frame.
      if (!frames.isEmpty() && from < bytes.length) {
        frames.add(() -> beginning(headerEnd, from));
      }
    }
    return frames;
  }

  /** Bytes of the colour table that a descriptor's flags tell of. */
  private static int colourTable(int flags) {
    return (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);
  }

  private void skipBlocks() {
    int length = Byte.toUnsignedInt(bytes[position++]);
    while (length > 0) {
      position += length;
      length = Byte.toUnsignedInt(bytes[position++]);
    }
  }

  private byte[] alone(int headerEnd, int from, int to) {
    byte[] file = Arrays.copyOf(bytes, headerEnd + to - from + 1);
    System.arraycopy(bytes, from, file, headerEnd, to - from);
    file[file.length - 1] = TRAILER;
    return file;
  }

  /** Of a frame that isn't whole. */
  private byte[] beginning(int headerEnd, int from) {
    return Arrays.copyOf(alone(headerEnd, from, bytes.length), headerEnd + bytes.length - from);
  }
}
