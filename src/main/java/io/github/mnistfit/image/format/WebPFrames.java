package io.github.mnistfit.image.format;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The frames of an animated WebP (RFC 9649, section 2.7.1): each an ANMF chunk that holds the
 * chunks of a still picture. What an animation leaves of the frames before it isn't there.
 */
final class WebPFrames {
  private static final int FILE_HEADER = 12;
  private static final int CHUNK_HEADER = 8;

  /** Place, size and duration, before a frame's own chunks. */
  private static final int FRAME_HEADER = 16;

  /** Chunks' names, as little-endian numbers. */
  private static final int ANMF = 0x464d4e41;

  private static final int VP8X = 0x58385056;
  private static final int RIFF = 0x46464952;
  private static final int WEBP = 0x50424557;

  private static final int VP8X_BYTES = 10;
  private static final int ALPHA_FLAG = 0x10;

  private WebPFrames() {}

  /** The frames; none of a still picture. */
  static List<Frames.Frame> of(byte[] bytes) {
    ByteBuffer webp = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    List<Frames.Frame> frames = new ArrayList<>();
    long chunk = FILE_HEADER;
    while (chunk + CHUNK_HEADER <= bytes.length && frames.size() < Frames.MOST) {
      int start = (int) chunk + CHUNK_HEADER;
      long length = Integer.toUnsignedLong(webp.getInt(start - 4));
      boolean isWhole = start + length <= bytes.length;
      if (webp.getInt(start - CHUNK_HEADER) == ANMF && length >= FRAME_HEADER && isWhole) {
        frames.add(() -> still(bytes, start, (int) length));
      }
      chunk += CHUNK_HEADER + length + length % 2;
    }
    // As many bytes less as tell of a frame that isn't whole: a byte that fills up is often
    // missing.
    boolean isCut =
        bytes.length >= FILE_HEADER
            && Integer.toUnsignedLong(webp.getInt(4)) + CHUNK_HEADER > bytes.length + 1L;
    if (isCut && !frames.isEmpty() && frames.size() < Frames.MOST) {
      frames.add(() -> Arrays.copyOf(bytes, FILE_HEADER));
    }
    return frames;
  }

  /**
   * A frame's chunks behind a header of their own, an extended one where there is an alpha channel.
   */
  private static byte[] still(byte[] webp, int start, int length) {
    int from = start + FRAME_HEADER;
    int body = length - FRAME_HEADER;
    boolean hasAlpha = Signature.has(webp, from, "ALPH");
    int extended = hasAlpha ? CHUNK_HEADER + VP8X_BYTES : 0;
    ByteBuffer file =
        ByteBuffer.allocate(FILE_HEADER + extended + body).order(ByteOrder.LITTLE_ENDIAN);
    file.putInt(RIFF).putInt(file.capacity() - CHUNK_HEADER).putInt(WEBP);
    if (hasAlpha) {
      file.putInt(VP8X).putInt(VP8X_BYTES).putInt(ALPHA_FLAG);
      file.put(webp, start + 6, 6); // width and height, less one, in 24 bits each
    }
    return file.put(webp, from, body).array();
  }
}
