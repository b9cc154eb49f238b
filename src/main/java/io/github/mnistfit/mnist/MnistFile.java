package io.github.mnistfit.mnist;

import io.github.mnistfit.io.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * One file of a data set.
 *
 * @param name its name, without .gz
 * @param size its bytes, unpacked
 * @param sha256 SHA-256 of its unpacked bytes, in hexadecimal
 */
record MnistFile(String name, int size, String sha256) {
  /** The names that it may have in a folder, in the order in which they are looked for. */
  List<String> names() {
    return List.of(name, name + ".gz");
  }

  /**
   * Reads the file.
   *
   * @param in the file, plain or gzipped; not closed here
   * @return its unpacked bytes, which have the right checksum
   * @throws IOException if they haven't or the stream can't be read; the message is a phrase that
   *     says why
   */
  byte[] unpack(InputStream in) throws IOException {
    byte[] bytes;
    try {
      // One byte more than is right shows that it is too long, however much a gzip file would give.
      bytes = IdxFile.unzipped(in).readNBytes(size + 1);
    } catch (IOException e) {
      throw new IOException("it can't be unpacked (" + e.getMessage() + ")", e);
    }
    if (bytes.length > size) {
      throw new IOException(
          "unpacked, it is longer than the "
              + size
              + " bytes that have SHA-256 "
              + sha256
              + " in MNIST");
    }
    String actual = Sha256.hex(bytes);
    if (!actual.equals(sha256)) {
      throw new IOException("unpacked, its SHA-256 is " + actual + ", not " + sha256);
    }
    return bytes;
  }
}
