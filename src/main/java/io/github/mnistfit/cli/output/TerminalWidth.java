package io.github.mnistfit.cli.output;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * How wide the terminal on standard error is. Java can't tell; {@code stty}, which every Unix has,
 * can. Where there is none: what the variable COLUMNS says, else 80.
 */
final class TerminalWidth {
  private static final int USUAL = 80;

  /** A window that is made narrower is noticed after so long. */
  private static final long NANOSECONDS = TimeUnit.SECONDS.toNanos(2);

  private final int otherwise;
  private long asked;
  private int columns;

  TerminalWidth(Map<String, String> variables) {
    String value = variables.getOrDefault("COLUMNS", "");
    this.otherwise = value.matches("[1-9][0-9]{1,3}") ? Integer.parseInt(value) : USUAL;
  }

  /** The width, as it was at most two seconds ago. */
  synchronized int columns() {
    if (columns == 0 || System.nanoTime() - asked > NANOSECONDS) {
      columns = ask();
      asked = System.nanoTime();
    }
    return columns;
  }

  private int ask() {
    var builder =
        new ProcessBuilder("stty", "size")
            .redirectInput(StandardError.device())
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    try {
      Process stty = builder.start();
      try (InputStream in = stty.getInputStream()) {
        String[] size =
            new String(in.readAllBytes(), StandardCharsets.US_ASCII).trim().split(" ", -1);
        return size.length == 2 && Integer.parseInt(size[1]) > 0
            ? Integer.parseInt(size[1])
            : otherwise;
      } finally {
        stty.destroy();
      }
    } catch (IOException | NumberFormatException e) {
      return otherwise;
    }
  }
}
