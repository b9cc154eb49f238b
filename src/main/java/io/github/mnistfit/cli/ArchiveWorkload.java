package io.github.mnistfit.cli;

import io.github.mnistfit.cli.output.Environment;
import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/**
 * Runs the command lines that are to start fast, all in one process and into nothing: what the JVM
 * loads and links for them goes into one of the launcher's two archives of classes.
 */
final class ArchiveWorkload {
  private ArchiveWorkload() {}

  /**
   * Rehearses what needs no network, or else what reads pictures.
   *
   * @param arguments nothing, or the folder of the samples
   */
  public static void main(String[] arguments) {
    if (arguments.length == 0) {
      run("--help");
      run("no-such-command"); // picocli's part of all that isn't prepared
      run("model", "show", "--no-such-option");
      run("completion", "bash");
      Main.main(new String[] {"--version"}); // as a command is begun and ended
    } else {
      Path samples = Path.of(arguments[0]);
      run("predict", "--no-such-option");
      run("read", samples.resolve("thin.jpg").toString());
      run("predict", samples.resolve("thin.jpg").toString());
      Main.main(new String[] {"predict", samples.resolve("centred.png").toString()});
    }
  }

  private static void run(String... line) {
    var nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    var nothing = new ByteArrayInputStream(new byte[0]);
    var person = Map.of("TERM", "xterm");
    Main.run(new Environment(nothing, nowhere, nowhere, person, true, true), line);
    Main.run(Environment.ofProcess(OutputStream.nullOutputStream()), line);
  }
}
