package io.github.mnistfit.image.format;

import io.github.mnistfit.image.UnreadablePictureException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
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
  private static final String WEBP_PREFIX = "Exif\0\0";

  /** The orientation of a PNG file that is whole. */
  static Orientation ofPng(byte[] png) throws UnreadablePictureException {
    return PngChunks.of(png).first("eXIf").map(chunk -> ofExif(chunk.data())).orElse(UPRIGHT);
  }

  /** The orientation of a WebP file. */
  static Orientation ofWebp(byte[] webp) {
    return webpExif(ByteBuffer.wrap(webp).order(ByteOrder.LITTLE_ENDIAN))
        .map(Orientation::ofExif)
        .orElse(UPRIGHT);
  }

  /** Chunks of an even number of bytes follow the twelve bytes of the file's header. */
  private static Optional<ByteBuffer> webpExif(ByteBuffer webp) {
    long chunk = 12;
    while (chunk + 8 <= webp.limit()) {
      int start = (int) chunk;
      long length = Integer.toUnsignedLong(webp.getInt(start + 4));
      if (webp.getInt(start) == 0x46495845) { // "EXIF"
        ByteBuffer data = webp.slice(start + 8, webp.limit() - start - 8);
        byte[] prefix = WEBP_PREFIX.getBytes(StandardCharsets.ISO_8859_1);
        boolean prefixed = data.mismatch(ByteBuffer.wrap(prefix)) == prefix.length;
        return Optional.of(prefixed ? data.slice(6, data.limit() - 6) : data);
      }
      chunk += 8 + length + length % 2;
    }
    return Optional.empty();
  }

  private static Orientation ofExif(ByteBuffer exif) {
    return new Orientation(TiffTags.find(exif, TAG).orElse(UPRIGHT.exif));
  }

  /** Turns a picture upright, in place. */
  void apply(Mat picture) {
    if (exif >= 5 && exif <= 8) {
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
