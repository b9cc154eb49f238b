package io.github.mnistfit.cli.output;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Text from outside on its way to a terminal. */
public final class Texts {
  private Texts() {}

  /**
   * A path as text: control characters are escaped, since a file's name could otherwise reprogram
   * the terminal or look like two lines.
   */
  public static String printable(String path) {
    var printable = new StringBuilder(path.length());
    path.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '\t' -> printable.append("\\t");
                case '\n' -> printable.append("\\n");
                case '\r' -> printable.append("\\r");
                default -> {
                  if (Character.isISOControl(c)) {
                    printable.append(String.format("\\x%02x", c));
                  } else {
                    printable.appendCodePoint(c);
                  }
                }
              }
            });
    return printable.toString();
  }

  /** Why a file couldn't be read or written, in a few words without its path. */
  public static String reason(IOException failure) {
    if (failure instanceof NoSuchFileException) {
      return "no such file or folder";
    }
    if (failure instanceof AccessDeniedException) {
      return "permission denied";
    }
    String reason =
        failure instanceof FileSystemException file ? file.getReason() : failure.getMessage();
    return reason == null ? failure.toString() : reason;
  }
}
