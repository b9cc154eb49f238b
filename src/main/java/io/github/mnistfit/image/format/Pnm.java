package io.github.mnistfit.image.format;

import io.github.mnistfit.image.ColourMode;
import io.github.mnistfit.image.UnreadablePictureException;
import java.nio.ByteBuffer;
import java.util.List;
import org.opencv.core.Mat;

/**
 * A portable bitmap, greymap or pixmap (Netpbm's pbm(5), pgm(5), ppm(5)): decimal numbers behind
 * the magic number, with white space and comments between.
 */
public final class Pnm implements EncodedPicture {
  /** C's isspace, by which OpenCV goes: Java's own has more. */
  private static final String WHITE_SPACE = " \t\n\u000b\f\r";

  private final byte[] bytes;
  private final PictureHeader header;

  private Pnm(byte[] bytes, PictureHeader header) {
    this.bytes = bytes;
    this.header = header;
  }

  static boolean begins(byte[] bytes) {
    return bytes.length > 2
        && bytes[0] == 'P'
        && bytes[1] >= '1'
        && bytes[1] <= '6'
        && (isSpace(bytes[2]) || bytes[2] == '#');
  }

  static Pnm parse(byte[] bytes) throws UnreadablePictureException {
    ByteBuffer pnm = ByteBuffer.wrap(bytes).position(2);
    long width = number(pnm);
    long height = number(pnm);
    return new Pnm(bytes, PictureHeader.of(width, height, 3, 3, bytes));
  }

  /** Ends behind the byte that follows the number, as OpenCV's reader does. */
  private static long number(ByteBuffer pnm) throws UnreadablePictureException {
    int c = pnm.get();
    while (isSpace(c) || c == '#') {
      if (c == '#') {
        skipLine(pnm);
      }
      c = pnm.get();
    }
    if (!isDigit(c)) {
      throw new UnreadablePictureException("damaged or unusual PNM");
    }
    long number = 0;
    while (isDigit(c) && number <= Integer.MAX_VALUE) {
      number = 10 * number + (c - '0');
      c = pnm.get();
    }
    return number;
  }

  /** A comment ends at a line feed or a carriage return, whichever comes first. */
  private static void skipLine(ByteBuffer text) {
    int c = text.get();
    while (c != '\n' && c != '\r') {
      c = text.get();
    }
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isSpace(int c) {
    return WHITE_SPACE.indexOf(c) >= 0;
  }

  @Override
  public PictureHeader header() {
    return header;
  }

  /** In a plain map OpenCV wants a white space behind the last number, too. */
  private List<ByteBuffer> ended() {
    ByteBuffer file = ByteBuffer.wrap(bytes);
    boolean isPlain = bytes[1] <= '3';
    return isPlain ? List.of(file, ByteBuffer.wrap(new byte[] {'\n'})) : List.of(file);
  }

  @Override
  public Mat decode(ColourMode mode) throws UnreadablePictureException {
    return header.confirmed(
        OpenCvDecoder.opaque(PictureFormat.PNM, OpenCvDecoder.buffer(ended()), mode),
        PictureFormat.PNM);
  }
}
