package io.github.mnistfit.cli;

import io.github.mnistfit.cli.output.Environment;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** Runs a command once in each of several widths of the terminal, in one process. */
final class CommandInTerminals {
  /** Columns of what is run as if its messages went into a pipe. */
  static final String UNSEEN = "999";

  private CommandInTerminals() {}

  /**
   * Arguments: columns with commas between them; then the command's own, in which {@code COLUMNS}
   * stands for the number. Answers are thrown away.
   */
  public static void main(String[] arguments) throws Exception {
    Environment environment = Environment.ofProcess(OutputStream.nullOutputStream());
    int status = ExitStatus.OK;
    for (String columns : arguments[0].split(",", -1)) {
      begin(environment, columns);
      boolean isSeen = !columns.equals(UNSEEN);
      status =
          Math.max(
              status,
              Main.run(
                  isSeen ? environment : unseen(environment),
                  Arrays.stream(arguments)
                      .skip(1)
                      .map(word -> word.replace("COLUMNS", columns))
                      .toArray(String[]::new)));
    }
    environment.err().flush();
    System.exit(status);
  }

  private static Environment unseen(Environment seen) {
    return new Environment(seen.in(), seen.out(), seen.err(), seen.variables(), false, false);
  }

  /** Gives the terminal so many columns. */
  static void begin(Environment environment, String columns)
      throws IOException, InterruptedException {
    new ProcessBuilder("stty", "columns", columns)
        .redirectInput(new File("/dev/tty"))
        .start()
        .waitFor();
    environment.err().println(mark(columns));
    environment.err().flush();
  }

  /** What stands in the terminal before what is shown in so many columns. */
  static String mark(Object columns) {
    return "<in " + columns + " columns>";
  }
}
