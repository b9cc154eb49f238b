package io.github.mnistfit.cli.output;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Optional;

/**
 * Remembers why writing failed, which a {@link java.io.PrintStream} forgets: a reader that has had
 * enough is no failure, a full disk is one.
 */
public final class WatchedOutput extends FilterOutputStream {
  private volatile IOException failure;

  /**
   * Watches a stream.
   *
   * @param out written to directly
   */
  public WatchedOutput(OutputStream out) {
    super(out);
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    try {
      out.write(bytes, offset, length);
    } catch (IOException e) {
      failure = e;
      throw e;
    }
  }

  /** Why something that was to be read by somebody is lost, in a few words. */
  public Optional<String> loss() {
    // "Broken pipe", or on Windows "The pipe is being closed": Java tells them apart in no other
    // way.
    return Optional.ofNullable(failure)
        .map(Texts::reason)
        .filter(reason -> !reason.toLowerCase(Locale.ROOT).contains("pipe"));
  }
}
