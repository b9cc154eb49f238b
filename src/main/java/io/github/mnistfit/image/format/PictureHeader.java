package io.github.mnistfit.image.format;

import io.github.mnistfit.image.UnreadablePictureException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * What a file's header says of the picture, read before anything is decoded.
 *
 * @param width in pixels, as stored
 * @param height in pixels, as stored
 * @param hasAlpha whether pixels may be transparent
 */
public record PictureHeader(long width, long height, boolean hasAlpha) {
  /**
   * Reads a header.
   *
   * @throws UnreadablePictureException if it isn't whole
   */
  public static PictureHeader of(PictureFormat format, byte[] bytes)
      throws UnreadablePictureException {
    try {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      return switch (format) {
        case PNG -> ofPng(buffer);
        case JPEG -> ofJpeg(buffer);
        case BMP -> ofBmp(buffer.order(ByteOrder.LITTLE_ENDIAN));
        case PNM -> ofPnm(buffer);
        case WEBP -> ofWebp(buffer.order(ByteOrder.LITTLE_ENDIAN));
        case TIFF -> ofTiff(buffer);
        case GIF -> ofGif(buffer.order(ByteOrder.LITTLE_ENDIAN));
      };
    } catch (IndexOutOfBoundsException
        | BufferUnderflowException
        | IllegalArgumentException
        | ArithmeticException e) {
      throw new UnreadablePictureException("damaged or truncated " + format, e);
    }
  }

  /** Chunk IHDR: width, height, depth, colour type; tRNS makes any type transparent. */
  private static PictureHeader ofPng(ByteBuffer png) {
    long width = Integer.toUnsignedLong(png.getInt(16));
    long height = Integer.toUnsignedLong(png.getInt(20));
    int colourType = png.get(25);
    boolean alpha = colourType == 4 || colourType == 6;
    int chunk = 8;
    while (!alpha && png.getInt(chunk + 4) != 0x49444154) { // "IDAT": too late for tRNS
      alpha = png.getInt(chunk + 4) == 0x74524e53; // "tRNS"
      chunk = Math.addExact(chunk, 12 + Math.max(0, png.getInt(chunk)));
    }
    return new PictureHeader(width, height, alpha);
  }

  /** Segments up to the frame header, which has 16-bit height and width. */
  private static PictureHeader ofJpeg(ByteBuffer jpeg) {
    jpeg.position(2);
    while (true) {
      int marker = Byte.toUnsignedInt(jpeg.get());
      while (marker != 0xff) { // stray bytes between segments are skipped, as decoders do
        marker = Byte.toUnsignedInt(jpeg.get());
      }
      while (marker == 0xff) { // fill bytes
        marker = Byte.toUnsignedInt(jpeg.get());
      }
      if (JpegMarkers.standsAlone(marker)) {
        continue;
      }
      int segment = jpeg.position();
      boolean frame =
          marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
      if (frame) {
        return new PictureHeader(
            Short.toUnsignedInt(jpeg.getShort(segment + 5)),
            Short.toUnsignedInt(jpeg.getShort(segment + 3)),
            false);
      }
      jpeg.position(segment + Short.toUnsignedInt(jpeg.getShort(segment)));
    }
  }

  /** The information header; its oldest version has 16-bit sizes. Rows may count downwards. */
  private static PictureHeader ofBmp(ByteBuffer bmp) {
    boolean oldest = bmp.getInt(14) == 12;
    long width = oldest ? Short.toUnsignedInt(bmp.getShort(18)) : bmp.getInt(18);
    long height = oldest ? Short.toUnsignedInt(bmp.getShort(20)) : Math.abs((long) bmp.getInt(22));
    return new PictureHeader(width, height, false);
  }

  /** Two decimal numbers after the magic, with white space and comments between. */
  private static PictureHeader ofPnm(ByteBuffer pnm) {
    pnm.position(2);
    return new PictureHeader(pnmNumber(pnm), pnmNumber(pnm), false);
  }

  private static long pnmNumber(ByteBuffer pnm) {
    int c = pnm.get();
    while (Character.isWhitespace(c) || c == '#') {
      if (c == '#') {
        skipLine(pnm);
      }
      c = pnm.get();
    }
    long number = 0;
    while (c >= '0' && c <= '9' && number <= Integer.MAX_VALUE) {
      number = 10 * number + (c - '0');
      c = pnm.get();
    }
    return number;
  }

  private static void skipLine(ByteBuffer text) {
    while (text.get() != '\n') {}
  }

  /** One of three chunks: VP8X (extended), VP8L (lossless) or VP8 (lossy). */
  private static PictureHeader ofWebp(ByteBuffer webp) {
    return switch (webp.getInt(12)) {
      case 0x58385056 -> // "VP8X"
          new PictureHeader(
              (webp.getInt(24) & 0xffffff) + 1,
              (webp.getInt(26) >>> 8) + 1,
              (webp.get(20) & 0x10) != 0);
      case 0x4c385056 -> { // "VP8L"
        int bits = webp.getInt(21);
        yield new PictureHeader(
            (bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1, ((bits >>> 28) & 1) != 0);
      }
      default -> new PictureHeader(webp.getShort(26) & 0x3fff, webp.getShort(28) & 0x3fff, false);
    };
  }

  /** The first image file directory: tags for width, height and what the extra samples are. */
  private static PictureHeader ofTiff(ByteBuffer tiff) {
    tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    int directory = tiff.getInt(4);
    int entries = Short.toUnsignedInt(tiff.getShort(directory));
    long width = 0;
    long height = 0;
    boolean alpha = false;
    for (int i = 0; i < entries; i++) {
      int entry = directory + 2 + 12 * i;
      boolean isShort = tiff.getShort(entry + 2) == 3;
      long value =
          isShort
              ? Short.toUnsignedInt(tiff.getShort(entry + 8))
              : Integer.toUnsignedLong(tiff.getInt(entry + 8));
      switch (Short.toUnsignedInt(tiff.getShort(entry))) {
        case 256 -> width = value;
        case 257 -> height = value;
        case 338 -> alpha = value == 1 || value == 2;
        default -> {}
      }
    }
    return new PictureHeader(width, height, alpha);
  }

  /** The first frame, which is what is decoded: behind the global colours, and extensions. */
  private static PictureHeader ofGif(ByteBuffer gif) {
    int flags = gif.get(10);
    boolean hasColours = (flags & 0x80) != 0;
    int block = 13 + (hasColours ? 3 << ((flags & 7) + 1) : 0);
    while (gif.get(block) == '!') {
      block += 2;
      while (gif.get(block) != 0) { // an extension's sub-blocks, each with its length before it
        block += 1 + Byte.toUnsignedInt(gif.get(block));
      }
      block++;
    }
    return new PictureHeader(
        Short.toUnsignedInt(gif.getShort(block + 5)),
        Short.toUnsignedInt(gif.getShort(block + 7)),
        true);
  }
}
