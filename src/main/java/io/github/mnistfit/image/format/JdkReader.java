package io.github.mnistfit.image.format;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.ImageInputStreamImpl;

/**
 * One of the JDK's readers, at the first picture of a file. What it says of the picture is what it
 * goes by when it decodes. It meets damaged files with many exceptions: IO, index, argument, cast.
 */
final class JdkReader implements AutoCloseable {
  private final ImageReader reader;

  private JdkReader(ImageReader reader) {
    this.reader = reader;
  }

  static JdkReader of(PictureFormat format, byte[] bytes) throws IOException {
    ImageReader reader =
        IIORegistry.getDefaultInstance()
            .getServiceProviders(ImageReaderSpi.class, spi -> isJdks(spi, format), true)
            .next()
            .createReaderInstance();
    // A TIFF's metadata can take hundreds of times as much memory as its pixels.
    boolean isTiff = format == PictureFormat.TIFF;
    reader.setInput(new BytesInputStream(bytes), /* seekForwardOnly= */ false, isTiff);
    return new JdkReader(reader);
  }

  /** Other makers' readers, which may be on the class path, could be any native code. */
  private static boolean isJdks(Object spi, PictureFormat format) {
    return spi.getClass().getModule() == ImageIO.class.getModule()
        && List.of(((ImageReaderSpi) spi).getFormatNames()).contains(format.name());
  }

  /** In pixels, as stored; not checked. */
  int width() throws IOException {
    return reader.getWidth(0);
  }

  /** In pixels, as stored; not checked. */
  int height() throws IOException {
    return reader.getHeight(0);
  }

  /** Of a TIFF only what decoding depends on. */
  IIOMetadata metadata() throws IOException {
    return reader.getImageMetadata(0);
  }

  /** Decodes some whole rows. */
  BufferedImage rows(int from, int count) throws IOException {
    ImageReadParam region = reader.getDefaultReadParam();
    region.setSourceRegion(new Rectangle(0, from, width(), count));
    return reader.read(0, region);
  }

  @Override
  public void close() {
    reader.dispose();
  }

  /**
   * Bytes in memory. ImageIO's own streams copy the file, to the temporary folder or piece by piece
   * to memory. It keeps its length to itself: where the JDK's reader of TIFF knows it, it leaves
   * out entries whose values are cut off, and makes another picture of half a file.
   */
  private static final class BytesInputStream extends ImageInputStreamImpl {
    private final byte[] bytes;

    BytesInputStream(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public int read() {
      bitOffset = 0;
      return streamPos < bytes.length ? Byte.toUnsignedInt(bytes[(int) streamPos++]) : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      bitOffset = 0;
      long left = bytes.length - streamPos;
      if (length == 0) {
        return 0;
      }
      if (left <= 0) {
        return -1;
      }
      int count = (int) Math.min(length, left);
      System.arraycopy(bytes, (int) streamPos, target, offset, count);
      streamPos += count;
      return count;
    }
  }
}
