package io.github.mnistfit.cli;

import io.github.mnistfit.cli.output.Environment;
import io.github.mnistfit.io.FolderTree;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Runs lines of a shell that call mnistfit, one after the other in one process and in its working
 * directory: {@code COMMAND | mnistfit ARGUMENTS > FILE}, where ARGUMENTS may have {@code *.png}.
 * The lines come on standard input; for each one goes to standard output: its exit status, and what
 * came on standard error with its line breaks escaped. After the line {@code clean}, what was made
 * is deleted; the answer is its names.
 */
final class ExampleLines {
  static final String CLEAN = "clean";

  private ExampleLines() {}

  public static void main(String[] arguments) throws Exception {
    var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    Set<Path> given = files();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.equals(CLEAN)) {
        System.out.println(clean(given));
        continue;
      }
      var err = new ByteArrayOutputStream();
      int status = run(line, new PrintStream(err, true, StandardCharsets.UTF_8));
      String said = err.toString(StandardCharsets.UTF_8).replace("\n", "\\n");
      System.out.println(status + " " + said);
    }
    System.exit(0); // whatever may still wait for work
  }

  private static int run(String line, PrintStream err) throws Exception {
    String command = line;
    InputStream in = InputStream.nullInputStream();
    int pipe = command.indexOf(" | ");
    if (pipe >= 0) {
      in = new ByteArrayInputStream(shell(command.substring(0, pipe)));
      command = command.substring(pipe + 3);
    }
    Path out = null;
    int redirection = command.indexOf(" > ");
    if (redirection >= 0) {
      out = Path.of(command.substring(redirection + 3));
      command = command.substring(0, redirection);
    }
    List<String> words = new ArrayList<>();
    for (String word : command.split(" +", -1)) {
      words.addAll(word.startsWith("*") ? matching(word) : List.of(word));
    }
    if (!words.remove(0).equals("mnistfit")) {
      throw new IllegalArgumentException(line);
    }
    var bytes = new ByteArrayOutputStream();
    var environment =
        new Environment(
            in,
            new PrintStream(bytes, true, StandardCharsets.UTF_8),
            err,
            System.getenv(),
            out == null, // as at a prompt
            false);
    int status = Main.run(environment, words.toArray(String[]::new));
    if (out != null) {
      Files.write(out, bytes.toByteArray());
    }
    return status;
  }

  private static Set<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("."))) {
      return files.collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static Set<Path> clean(Set<Path> given) throws IOException {
    Set<Path> made = files();
    made.removeAll(given);
    for (Path one : made) {
      FolderTree.delete(one);
    }
    return made;
  }

  private static byte[] shell(String command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder("sh", "-c", command)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    byte[] out = process.getInputStream().readAllBytes();
    if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
      throw new IOException(command + " failed");
    }
    return out;
  }

  private static List<String> matching(String pattern) throws IOException {
    return files().stream()
        .map(file -> file.getFileName().toString())
        .filter(name -> name.endsWith(pattern.substring(1)))
        .toList();
  }
}
