package io.github.mnistfit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistfit.Programs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs what docs/recipes.md and docs/library.md tell people, and compares what it prints. */
class RecipesTest {
  private static final Pattern RECIPE =
      Pattern.compile(
          "^## (?<title>[^\n]+)\n(?:(?!^## ).)*?"
              + "```(?<language>sh|java)\n(?<code>.*?)```\n\n```text\n(?<output>.*?)```",
          Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern NEEDS = Pattern.compile("<!-- needs: (\\S+) -->");

  private static final String CLASS_PATH = System.getProperty("java.class.path");
  private static final Path LIBRARY = Path.of("docs/library.md");
  private static final Pattern COMPILED_ONLY =
      Pattern.compile("(?s)<!-- compiled only -->\n```java\n(.*?)```");

  @TempDir private Path folder;

  /**
   * A recipe.
   *
   * @param needs a command that may not be there; empty if there is none
   */
  private record Recipe(String title, String needs, String language, String code, String output) {
    @Override
    public String toString() {
      return title;
    }
  }

  static List<Recipe> recipes() throws IOException {
    String document = Files.readString(Path.of("docs/recipes.md"));
    List<Recipe> recipes = recipes(document);
    assertThat(recipes).hasSize((int) document.lines().filter(l -> l.startsWith("## ")).count());
    List<Recipe> programs = recipes(Files.readString(LIBRARY));
    assertThat(programs).hasSize(3);
    recipes.addAll(programs);
    return recipes;
  }

  private static List<Recipe> recipes(String document) {
    List<Recipe> recipes = new ArrayList<>();
    Matcher matcher = RECIPE.matcher(document);
    while (matcher.find()) {
      Matcher needs = NEEDS.matcher(matcher.group());
      recipes.add(
          new Recipe(
              matcher.group("title"),
              needs.find() ? needs.group(1) : "",
              matcher.group("language"),
              matcher.group("code"),
              matcher.group("output")));
    }
    return recipes;
  }

  @ParameterizedTest
  @MethodSource("recipes")
  void printsWhatItSays(Recipe recipe) throws Exception {
    if (!recipe.needs().isEmpty()) {
      Programs.require(recipe.needs());
    }
    copySamples("photos");
    String printed = recipe.language().equals("sh") ? bash(recipe.code()) : java(recipe.code());
    assertThat(printed).isEqualTo(recipe.output());
  }

  @Test
  void theProgramInPythonKeepsAProcessOpen() throws Exception {
    Programs.require("python3");
    Matcher program =
        Pattern.compile("(?s)```python\n(.+?)```")
            .matcher(Files.readString(Path.of("docs/recipes.md")));
    assertThat(program.find()).isTrue();
    copySamples("samples");
    Files.writeString(folder.resolve("program.py"), program.group(1));
    assertThat(bash("python3 program.py")).isEqualTo("4 9\n");
  }

  @Test
  void whatIsNotRunCompiles() throws Exception {
    List<String> programs =
        COMPILED_ONLY
            .matcher(Files.readString(LIBRARY))
            .results()
            .map(program -> program.group(1))
            .toList();
    assertThat(programs).hasSize(2);
    for (String program : programs) {
      compile(program);
    }
  }

  private void copySamples(String name) throws IOException {
    Path photos = Files.createDirectory(folder.resolve(name));
    try (Stream<Path> samples = Files.list(Path.of("samples"))) {
      for (Path sample : samples.toList()) {
        if (!sample.toString().endsWith(".csv")) {
          Files.copy(sample, photos.resolve(sample.getFileName()));
        }
      }
    }
  }

  private String bash(String script) throws Exception {
    Path bin = Files.createDirectory(folder.resolve("bin"));
    String command =
        CommandLineRun.process().command().stream()
            .map(word -> "'" + word + "'")
            .collect(Collectors.joining(" "));
    Path launcher =
        Files.writeString(bin.resolve("mnistfit"), "#!/bin/sh\nexec " + command + " \"$@\"\n");
    assertThat(launcher.toFile().setExecutable(true)).isTrue();
    var builder = new ProcessBuilder("bash", "-o", "pipefail", "-c", script);
    builder.environment().merge("PATH", bin.toString(), (path, own) -> own + ":" + path);
    builder
        .environment()
        .put("MNISTFIT_MODEL", Path.of("models/default.zip").toAbsolutePath().toString());
    return output(builder);
  }

  private void compile(String program) throws IOException {
    Path source = Files.writeString(folder.resolve("Example.java"), program);
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-cp", CLASS_PATH, "-d", folder.toString(), source.toString());
    assertThat(status).isZero();
  }

  private String java(String program) throws Exception {
    compile(program);
    List<String> command = new ArrayList<>(CommandLineRun.process().command());
    command.set(command.indexOf("-cp") + 1, folder + ":" + CLASS_PATH);
    command.set(command.size() - 1, "Example");
    command.add(Path.of("models/default.zip").toAbsolutePath().toString());
    return output(new ProcessBuilder(command));
  }

  private String output(ProcessBuilder builder) throws Exception {
    Path err = folder.resolve("err");
    Process process = builder.directory(folder.toFile()).redirectError(err.toFile()).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    assertThat(Files.readString(err)).isEmpty();
    return out;
  }
}
