package io.github.mnistfit.spark.input;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** The next bytes of a stream as one of their own, which ends behind them and closes nothing. */
final class StreamPart extends InputStream {
  private final InputStream in;
  private int left;

  /** So many bytes of the stream, or fewer if it ends within them. */
  StreamPart(InputStream in, int length) {
    this.in = in;
    this.left = length;
  }

  @Override
  public int read() throws IOException {
    int next = left == 0 ? -1 : in.read();
    if (next >= 0) {
      left--;
    }
    return next;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (left == 0) {
      return length == 0 ? 0 : -1;
    }
    int read = in.read(buffer, offset, Math.min(length, left));
    left -= Math.max(0, read);
    return read;
  }

  /**
   * Goes to its end.
   *
   * @throws EOFException if the stream ends before
   */
  void skipRest() throws IOException {
    transferTo(OutputStream.nullOutputStream());
    if (left > 0) {
      throw new EOFException();
    }
  }
}
