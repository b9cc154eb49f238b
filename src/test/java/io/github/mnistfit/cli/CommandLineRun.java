package io.github.mnistfit.cli;

import io.github.mnistfit.cli.output.Environment;
import io.github.mnistfit.io.FileNames;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One command line, run inside the test.
 *
 * @param status the exit status
 * @param out what came on stdout
 * @param err what came on stderr
 */
record CommandLineRun(int status, String out, String err) {
  static CommandLineRun of(String... arguments) {
    return withInput(new byte[0], arguments);
  }

  static CommandLineRun withInput(byte[] input, String... arguments) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    int status =
        Main.run(
            new Environment(
                new ByteArrayInputStream(input),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Map.of(),
                false,
                false),
            arguments);
    return new CommandLineRun(
        status, FileNames.decode(out.toByteArray()), err.toString(StandardCharsets.UTF_8));
  }

  /** The same in a process of its own, not started yet. */
  static ProcessBuilder process(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    if (Runtime.version().feature() >= 24) { // as the launcher does
      command.add("--sun-misc-unsafe-memory-access=allow");
    }
    command.addAll(
        List.of(
            // As the launcher does for what is over soon.
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "-Djava.library.path=" + System.getProperty("java.library.path"),
            "-Dorg.bytedeco.javacpp.pathsFirst=true",
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command);
  }

  List<String> lines() {
    return out.lines().toList();
  }
}
