package io.github.mnistfit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistfit.cli.output.Environment;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The examples of the help, run as they stand; in order, since one may take what another made. */
class HelpExamplesTest {
  /** Those that run until they are stopped, and what asks them. */
  private static final String NOT_RUN = "mnistfit serve\\b.*|curl .*";

  /** Those that take minutes: run as far as they look for MNIST, which isn't there. */
  private static final String NEEDS_MNIST = "mnistfit train\\b.*|mnistfit evaluate";

  private static final Path SAMPLES = Path.of("samples").toAbsolutePath();
  private static final Path NUMBERS = Path.of("samples-of-numbers").toAbsolutePath();
  private static final String KERAS = "/io/github/mnistfit/network/exchange/digit_model.h5.gz";

  @TempDir private Path folder;

  /** The names that the examples use. */
  @BeforeEach
  void makePictures() throws IOException {
    copy(SAMPLES.resolve("small-in-large.jpg"), "seven.jpg", "7.jpg");
    copy(SAMPLES.resolve("centred.png"), "two.png");
    copy(NUMBERS.resolve("meter.jpg"), "meter.jpg", "forms/meter.jpg");
    copy(NUMBERS.resolve("bill.jpg"), "page.jpg", "forms/in/bill.jpg");
    copy(SAMPLES.resolve("thin.jpg"), "photos/four.jpg", "photos/4/thin.jpg");
    copy(SAMPLES.resolve("ruled.jpg"), "photos/9/ruled.jpg");
    Files.write(
        folder.resolve("labels.csv"),
        List.of(
            "path,label",
            "seven.jpg,7",
            "two.png,2",
            "photos/four.jpg,4",
            "photos/4/thin.jpg,4",
            "photos/9/ruled.jpg,9"));
    Files.write(folder.resolve("numbers.csv"), List.of("path,label", "meter.jpg,1829"));
    Files.copy(Path.of("models/article.zip"), folder.resolve("theirs.zip"));
    try (InputStream in = new GZIPInputStream(HelpExamplesTest.class.getResourceAsStream(KERAS))) {
      Files.copy(in, folder.resolve("digit_model.h5"));
    }
    Path camera = folder.resolve("bin/camera-shot");
    Files.createDirectories(camera.getParent());
    Files.write(camera, List.of("#!/bin/sh", "cat two.png"));
    assertThat(camera.toFile().setExecutable(true)).isTrue();
  }

  @Test
  void examplesRun() throws Exception {
    List<String> examples = examples();
    assertThat(examples).hasSizeGreaterThan(30);
    List<String> answers = run(examples);
    assertThat(answers).hasSameSizeAs(examples);
    var made = new StringBuilder();
    for (int i = 0; i < examples.size(); i++) {
      if (examples.get(i).equals(ExampleLines.CLEAN)) {
        made.append(answers.get(i));
      } else if (examples.get(i).matches(NEEDS_MNIST)) {
        assertThat(answers.get(i))
            .as(examples.get(i))
            .startsWith(
                "3 mnistfit: " + folder.resolve("no-mnist") + ", which MNISTFIT_DATA names");
      } else {
        assertThat(answers.get(i)).as(examples.get(i)).startsWith("0 ").doesNotContain("can't");
      }
    }
    assertThat(made.toString())
        .contains("answers.jsonl", "answers.csv", "report.html", "numbers.jsonl", "seen.png")
        .contains("sheet.png", "fitted", "train.idx", "wrong.csv", "mine.zip", "digits.keras");
  }

  private static List<String> examples() {
    List<String> examples = new ArrayList<>();
    add(
        Main.commandLine(Environment.ofProcess(OutputStream.nullOutputStream()), Main.COMMANDS),
        examples);
    return examples;
  }

  private static void add(CommandLine command, List<String> examples) {
    command
        .getUsageMessage()
        .lines()
        .dropWhile(line -> !line.equals("Examples:"))
        .skip(1)
        .takeWhile(line -> line.startsWith("  "))
        // Behind two spaces or more stands what it is for.
        .map(line -> line.strip().replaceFirst(" {2,}.*", ""))
        .filter(line -> !line.matches(NOT_RUN))
        .forEach(examples::add);
    examples.add(ExampleLines.CLEAN);
    command.getSubcommands().values().forEach(child -> add(child, examples));
  }

  private List<String> run(List<String> examples) throws Exception {
    List<String> command = new ArrayList<>(CommandLineRun.process().command());
    command.set(command.size() - 1, ExampleLines.class.getName());
    // As the launcher tells it: the shipped models are there, wherever the user is.
    command.add(1, "-Dmnistfit.home=" + Path.of("").toAbsolutePath());
    var builder = new ProcessBuilder(command).directory(folder.toFile());
    builder
        .environment()
        .merge("PATH", folder.resolve("bin").toString(), (path, own) -> own + ":" + path);
    Path cache = Files.createDirectory(folder.resolve("cache"));
    builder.environment().put("XDG_CACHE_HOME", cache.toString());
    builder.environment().remove("MNISTFIT_MODEL");
    Path noMnist = Files.createDirectory(folder.resolve("no-mnist"));
    builder.environment().put("MNISTFIT_DATA", noMnist.toString());
    Path err = folder.resolve("err");
    Process process = builder.redirectError(err.toFile()).start();
    try (var in = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8)) {
      examples.forEach(in::println);
    }
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(err)).isZero();
    return out.lines().toList();
  }

  private void copy(Path picture, String... names) throws IOException {
    for (String name : names) {
      Path copy = folder.resolve(name);
      Files.createDirectories(copy.getParent());
      Files.copy(picture, copy);
    }
  }
}
