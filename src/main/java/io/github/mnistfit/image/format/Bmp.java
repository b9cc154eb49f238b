package io.github.mnistfit.image.format;

import io.github.mnistfit.image.ColourMode;
import io.github.mnistfit.image.UnreadablePictureException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.opencv.core.Mat;

/**
 * A Windows bitmap (Microsoft, "Bitmap Storage"): a file header of 14 bytes, then the picture's.
 */
public final class Bmp implements EncodedPicture {
  /** The oldest information header, with 16-bit sizes. */
  private static final int OLDEST = 12;

  /** The shortest of all others that OpenCV reads. */
  private static final int SHORTEST = 36;

  private final byte[] bytes;
  private final PictureHeader header;

  private Bmp(byte[] bytes, PictureHeader header) {
    this.bytes = bytes;
    this.header = header;
  }

  static boolean begins(byte[] bytes) {
    return Signature.has(bytes, 0, "BM");
  }

  static Bmp parse(byte[] bytes) throws UnreadablePictureException {
    ByteBuffer bmp = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int length = bmp.getInt(14);
    if (length != OLDEST && length < SHORTEST) {
      throw new UnreadablePictureException("damaged or unusual BMP");
    }
    boolean oldest = length == OLDEST;
    long width = oldest ? Short.toUnsignedInt(bmp.getShort(18)) : bmp.getInt(18);
    // Negative where rows are stored from the top down.
    long height = oldest ? Short.toUnsignedInt(bmp.getShort(20)) : Math.abs((long) bmp.getInt(22));
    return new Bmp(bytes, PictureHeader.of(width, height, 3, 3, bytes));
  }

  @Override
  public PictureHeader header() {
    return header;
  }

  /** Transparency is ignored: few programs that write 32 bits mean it. */
  @Override
  public Mat decode(ColourMode mode) throws UnreadablePictureException {
    return header.confirmed(
        OpenCvDecoder.opaque(PictureFormat.BMP, OpenCvDecoder.buffer(bytes), mode),
        PictureFormat.BMP);
  }
}
