package io.github.mnistfit.mnist;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * The file format of MNIST: a big-endian header (two zero bytes, the element type, the number of
 * dimensions, the size of each), then the elements.
 *
 * <p>Source: the description beside the MNIST files. Only unsigned bytes are handled, n×28×28 for
 * images and n for labels, plain or gzipped.
 */
public final class IdxFile {
  private static final int UNSIGNED_BYTES_1_DIMENSION = 0x0801;
  private static final int UNSIGNED_BYTES_3_DIMENSIONS = 0x0803;
  private static final int GZIP_FIRST_BYTE = 0x1f;

  private IdxFile() {}

  /**
   * Reads images.
   *
   * @param in an IDX file of n×28×28 unsigned bytes, plain or gzipped; not closed here
   * @return the n images, in order
   * @throws IOException if the stream isn't that, or ends early
   */
  public static List<MnistImage> readImages(InputStream in) throws IOException {
    var data = new DataInputStream(unzipped(in));
    int n = readHeader(data, UNSIGNED_BYTES_3_DIMENSIONS);
    int rows = data.readInt();
    int columns = data.readInt();
    if (rows != MnistImage.SIDE || columns != MnistImage.SIDE) {
      throw new IOException("holds " + rows + "×" + columns + " images, not 28×28");
    }
    // Not sized by n: the header of a damaged file must not reserve memory.
    List<MnistImage> images = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      images.add(MnistImage.of(readExactly(data, MnistImage.PIXELS)));
    }
    return images;
  }

  /**
   * Reads labels.
   *
   * @param in an IDX file of n unsigned bytes, each 0 to 9, plain or gzipped; not closed here
   * @return the n labels, in order
   * @throws IOException if the stream isn't that, or ends early
   */
  public static byte[] readLabels(InputStream in) throws IOException {
    var data = new DataInputStream(unzipped(in));
    byte[] labels = readExactly(data, readHeader(data, UNSIGNED_BYTES_1_DIMENSION));
    for (byte label : labels) {
      if (label < 0 || label > 9) {
        throw new IOException("holds a label that is no digit: " + Byte.toUnsignedInt(label));
      }
    }
    return labels;
  }

  /**
   * Writes images as n×28×28 unsigned bytes.
   *
   * @throws IOException if the stream can't be written
   */
  public static void writeImages(OutputStream out, List<MnistImage> images) throws IOException {
    var data = new DataOutputStream(out);
    data.writeInt(UNSIGNED_BYTES_3_DIMENSIONS);
    data.writeInt(images.size());
    data.writeInt(MnistImage.SIDE);
    data.writeInt(MnistImage.SIDE);
    for (MnistImage image : images) {
      data.write(image.pixels());
    }
    data.flush();
  }

  /**
   * What a stream holds, unpacked if it is gzipped.
   *
   * @param in plain or gzipped, which its first byte shows; read ahead, not closed here
   * @throws IOException if it can't be read
   */
  public static InputStream unzipped(InputStream in) throws IOException {
    var buffered = new BufferedInputStream(in, 1 << 16);
    buffered.mark(1);
    int first = buffered.read();
    buffered.reset();
    return first == GZIP_FIRST_BYTE
        ? new BufferedInputStream(new GZIPInputStream(buffered, 1 << 16), 1 << 16)
        : buffered;
  }

  private static int readHeader(DataInputStream data, int expectedMagic) throws IOException {
    int magic = data.readInt();
    int n = data.readInt();
    if (magic != expectedMagic || n < 0) {
      throw new IOException("is not an IDX file of the expected kind");
    }
    return n;
  }

  private static byte[] readExactly(DataInputStream data, int length) throws IOException {
    byte[] bytes = data.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("ends early");
    }
    return bytes;
  }
}
