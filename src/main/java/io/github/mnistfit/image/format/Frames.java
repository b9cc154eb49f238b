package io.github.mnistfit.image.format;

import java.io.IOException;
import java.util.List;

/**
 * The pictures of a file that may have several: pages of a TIFF, frames of a GIF, a WebP or a PNG.
 * Each is given as a file of its own; nothing is decoded. One in which a file ends is counted, so
 * that it is told, and can't be decoded.
 */
public final class Frames {
  /** More are not counted: each costs a file time that lies about them. */
  static final int MOST = 10_000;

  private Frames() {}

  /** A frame as a file of its own. */
  @FunctionalInterface
  interface Frame {
    byte[] file();
  }

  /** How many pictures a file has, 1 if it says nothing of more. */
  public static int count(byte[] bytes) {
    return Math.max(1, frames(bytes).size());
  }

  /**
   * One of the pictures as a file that has no other.
   *
   * @param index from 0
   * @throws IOException if there is no such picture, or no longer
   */
  public static byte[] frame(byte[] bytes, int index) throws IOException {
    List<Frame> frames = frames(bytes);
    if (frames.isEmpty() && index == 0) {
      return bytes;
    }
    if (index >= frames.size()) {
      throw new IOException("has no page or frame " + (index + 1));
    }
    return frames.get(index).file();
  }

  private static List<Frame> frames(byte[] bytes) {
    if (Tiff.begins(bytes)) {
      return TiffPages.of(bytes);
    }
    if (Gif.begins(bytes)) {
      return GifFrames.of(bytes);
    }
    if (Png.begins(bytes)) {
      return PngFrames.of(bytes);
    }
    return WebP.begins(bytes) ? WebPFrames.of(bytes) : List.of();
  }
}
