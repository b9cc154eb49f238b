package io.github.mnistfit.image.format;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
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
    try {
      int flags = bytes[10];
      position = 13 + colourTable(flags);
      int headerEnd = position;
      int start = position; // with the extensions that belong to the frame
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
      // The file ends within a frame, which is left to the decoder if it is the first.
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
    var file = new ByteArrayOutputStream();
    file.write(bytes, 0, headerEnd);
    file.write(bytes, from, to - from);
    file.write(TRAILER);
    return file.toByteArray();
  }
}
