package io.github.mnistfit.cli.output;

import io.github.mnistfit.io.FileNames;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Text from outside on its way to a terminal. */
public final class Texts {
  private static final int ZERO_WIDTH_NON_JOINER = 0x200c;
  private static final int ZERO_WIDTH_JOINER = 0x200d;

  private static final MathContext DIGITS = new MathContext(6);

  private Texts() {}

  /**
   * A path, or any text from outside, as text on a line: what could reprogram the terminal, look
   * like two lines, or turn the order of letters round is escaped.
   */
  public static String printable(String path) {
    return printable(path, false);
  }

  /**
   * The same, but bytes of a file's name that aren't UTF-8 stay: on a line for a program, which
   * wants to open the file.
   */
  public static String line(String path) {
    return printable(path, true);
  }

  private static String printable(String path, boolean keepsBytes) {
    var printable = new StringBuilder(path.length());
    path.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '\t' -> printable.append("\\t");
                case '\n' -> printable.append("\\n");
                case '\r' -> printable.append("\\r");
                default -> {
                  if (keepsBytes && FileNames.isByte(c)) {
                    printable.appendCodePoint(c);
                  } else if (Character.isISOControl(c)) {
                    printable.append(String.format("\\x%02x", c));
                  } else if (isHidden(c)) {
                    printable.append(escaped(c));
                  } else {
                    printable.appendCodePoint(c);
                  }
                }
              }
            });
    return printable.toString();
  }

  /** What a program wrote, with its lines and tabs, and nothing else that a terminal obeys. */
  static String harmless(String text) {
    var harmless = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              boolean isLayout = c == '\n' || c == '\t' || c == 0;
              if (!isLayout && (Character.isISOControl(c) || isHidden(c))) {
                harmless.append(escaped(c));
              } else {
                harmless.appendCodePoint(c);
              }
            });
    return harmless.toString();
  }

  /** Whether it isn't seen, but changes how others are: bidirectional controls, line separators. */
  private static boolean isHidden(int c) {
    return switch (Character.getType(c)) {
      case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE -> true;
      // Joiners are parts of words and emoji.
      case Character.FORMAT -> c != ZERO_WIDTH_NON_JOINER && c != ZERO_WIDTH_JOINER;
      default -> false;
    };
  }

  /** As JSON has it; a byte of a name as C has it. */
  private static String escaped(int c) {
    if (FileNames.isByte(c)) {
      return String.format("\\x%02x", c & 0xff);
    }
    var units = new StringBuilder();
    for (char unit : Character.toChars(c)) {
      units.append(String.format("\\u%04x", (int) unit));
    }
    return units.toString();
  }

  /** A setting or figure, a number with as many digits as tell something and never as 3.0E-4. */
  static String shown(Object value) {
    return value instanceof Double number && Double.isFinite(number)
        ? BigDecimal.valueOf(number).round(DIGITS).stripTrailingZeros().toPlainString()
        : String.valueOf(value);
  }

  /** That a measurement found nothing to measure. */
  public static String noneReadable(int pictures, String list) {
    return pictures == 1
        ? "The only picture in " + list + " can't be read."
        : "None of the " + pictures + " pictures in " + list + " can be read.";
  }

  /** Why a file couldn't be read or written, in a few words without its path. */
  public static String reason(IOException failure) {
    if (failure instanceof NoSuchFileException) {
      return "no such file or folder";
    }
    if (failure instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (failure instanceof FileAlreadyExistsException) {
      return "a file of that name is already there";
    }
    if (failure instanceof NotDirectoryException) {
      return "it is not a folder";
    }
    String reason =
        failure instanceof FileSystemException file ? file.getReason() : failure.getMessage();
    if ("Bad file descriptor".equals(reason)) { // as the system says of a closed standard stream
      return "it is closed";
    }
    return reason == null ? failure.toString() : reason;
  }
}
