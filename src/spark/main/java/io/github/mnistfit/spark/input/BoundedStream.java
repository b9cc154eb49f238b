package io.github.mnistfit.spark.input;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream that fails where more of it is read than is allowed, for readers that buffer it. */
final class BoundedStream extends FilterInputStream {
  private long left = Long.MAX_VALUE;
  private String reason = "";

  /** Allows everything. */
  BoundedStream(InputStream in) {
    super(in);
  }

  /** Allows so many bytes more; {@code reason} is told where they are exceeded. */
  void allow(long bytes, String reason) {
    this.left = bytes;
    this.reason = reason;
  }

  @Override
  public int read() throws IOException {
    int next = super.read();
    count(next < 0 ? 0 : 1);
    return next;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int read = super.read(buffer, offset, length);
    count(Math.max(0, read));
    return read;
  }

  private void count(int bytes) throws IOException {
    left -= bytes;
    if (left < 0) {
      throw new IOException(reason);
    }
  }
}
