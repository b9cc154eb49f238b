package io.github.mnistfit.spark.input;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A file's bytes, whose failures a parser can't take for those of what is in it. */
final class StorageStream extends FilterInputStream {
  private final String path;

  /** Reads an open file; {@code path} is told if that fails. */
  StorageStream(InputStream in, String path) {
    super(in);
    this.path = path;
  }

  @Override
  public int read() throws IOException {
    try {
      return super.read();
    } catch (IOException e) {
      throw told(e);
    }
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    try {
      return super.read(buffer, offset, length);
    } catch (IOException e) {
      throw told(e);
    }
  }

  @Override
  public long skip(long bytes) throws IOException {
    try {
      return super.skip(bytes);
    } catch (IOException e) {
      throw told(e);
    }
  }

  private IOException told(IOException failure) {
    if (StorageException.lastingReason(failure).isEmpty()) {
      throw new StorageException(path, failure);
    }
    return failure;
  }
}
