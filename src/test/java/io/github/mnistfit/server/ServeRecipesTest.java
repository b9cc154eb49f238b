package io.github.mnistfit.server;

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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs the programs in docs/serve.md against a server, and compares what they print. */
@TestInstance(Lifecycle.PER_CLASS)
class ServeRecipesTest {
  private static final Path DOCUMENT = Path.of("docs/serve.md");
  private static final int FLAGS = Pattern.MULTILINE | Pattern.DOTALL;
  private static final Pattern BLOCK =
      Pattern.compile("^```(?!text)(?<language>\\w+)\n(?<code>.*?)^```\n", FLAGS);
  private static final Pattern OUTPUT = Pattern.compile("\\G\n```text\n(?<output>.*?)```", FLAGS);

  /** Where the document's server listens. */
  private static final String ADDRESS = "http://localhost:8080/";

  private TestServer server;

  /** A program and what it prints. */
  private record Recipe(String language, String code, String output) {
    @Override
    public String toString() {
      return language + ": " + code.lines().findFirst().orElse("");
    }

    /** The command that runs a program of this language that is its last argument. */
    List<String> command() {
      return switch (language) {
        case "sh" -> List.of("bash", "-o", "pipefail", "-c");
        case "python" -> List.of("python3", "-c");
        case "js" -> List.of("node", "-e");
        default -> throw new AssertionError("nothing here runs " + language);
      };
    }

    /** What has to succeed where this can be run. */
    List<String> requirement() {
      return switch (language) {
        case "sh" -> List.of("bash", "-c", "command -v curl && command -v jq");
        case "python" -> List.of("python3", "-c", "import requests");
        default -> List.of("node", "-e", "fetch");
      };
    }
  }

  static List<Recipe> recipes() throws IOException {
    String document = Files.readString(DOCUMENT);
    List<Recipe> recipes = new ArrayList<>();
    Matcher block = BLOCK.matcher(document);
    Matcher output = OUTPUT.matcher(document);
    while (block.find()) {
      assertThat(output.find(block.end())).as("the output of\n" + block.group()).isTrue();
      recipes.add(new Recipe(block.group("language"), block.group("code"), output.group("output")));
    }
    assertThat(recipes).extracting(Recipe::language).contains("sh", "python", "js");
    return recipes;
  }

  @BeforeAll
  void start() throws IOException {
    server = TestServer.start();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @MethodSource("recipes")
  void printsWhatItSays(Recipe recipe) throws Exception {
    Programs.require(
        succeeds(recipe.requirement()), "it fails: " + String.join(" ", recipe.requirement()));
    assertThat(recipe.code()).contains(ADDRESS);
    List<String> command = new ArrayList<>(recipe.command());
    command.add(recipe.code().replace(ADDRESS, server.address().toString()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(printed).isEqualTo(recipe.output());
    assertThat(process.waitFor()).isZero();
  }

  private static boolean succeeds(List<String> command) throws InterruptedException {
    try {
      return new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false; // there is no such program
    }
  }
}
