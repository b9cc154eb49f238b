package io.github.mnistfit.image.format;

import io.github.mnistfit.image.ColourMode;
import io.github.mnistfit.image.UnreadablePictureException;
import java.io.IOException;
import org.opencv.core.Mat;

/** A GIF picture (CompuServe, "Graphics Interchange Format", 87a and 89a): its first frame. */
public final class Gif implements EncodedPicture {
  private final byte[] bytes;
  private final PictureHeader header;

  private Gif(byte[] bytes, PictureHeader header) {
    this.bytes = bytes;
    this.header = header;
  }

  static boolean begins(byte[] bytes) {
    return Signature.has(bytes, 0, "GIF87a") || Signature.has(bytes, 0, "GIF89a");
  }

  /**
   * The size is the reader's own: where a first frame begins depends on how a reader takes blocks
   * of a wrong length.
   */
  static Gif parse(byte[] bytes) throws IOException {
    try (JdkReader reader = JdkReader.of(PictureFormat.GIF, bytes)) {
      int width = reader.width();
      int height = reader.height();
      // The JDK's indices of one byte, and what is made of them.
      long memory = (1 + 4 + 3) * PictureHeader.pixels(width, height) + 2L * bytes.length;
      return new Gif(bytes, new PictureHeader(width, height, memory));
    }
  }

  @Override
  public PictureHeader header() {
    return header;
  }

  @Override
  public Mat decode(ColourMode mode) throws UnreadablePictureException {
    // In one go, since the JDK would read all of the frame for each band.
    return new JdkDecoder(PictureFormat.GIF, header, (int) header.height(), false)
        .decode(bytes, mode);
  }
}
