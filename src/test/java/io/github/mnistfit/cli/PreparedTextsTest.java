package io.github.mnistfit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistfit.cli.output.Environment;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What was prepared is what picocli would make, to the letter. */
class PreparedTextsTest {
  @TempDir private static Path installation;

  @BeforeAll
  static void prepare() throws IOException {
    Path share = installation.resolve("share");
    ManPages.main(
        new String[] {
          "" + share.resolve("man"), "" + share.resolve("completions"), "" + share.resolve("help")
        });
  }

  static Stream<List<String>> lines() {
    List<List<String>> lines = new ArrayList<>();
    add(Main.commandLine(Environment.ofProcess(System.out), Main.COMMANDS), List.of(), lines);
    Stream.of("bash", "zsh", "fish").forEach(shell -> lines.add(List.of("completion", shell)));
    return lines.stream();
  }

  private static void add(CommandLine command, List<String> path, List<List<String>> lines) {
    lines.add(Stream.concat(path.stream(), Stream.of("--help")).toList());
    lines.add(Stream.concat(path.stream(), Stream.of("-h")).toList());
    lines.add(Stream.concat(Stream.of("help"), path.stream()).toList());
    command
        .getSubcommands()
        .forEach(
            (name, child) ->
                add(child, Stream.concat(path.stream(), Stream.of(name)).toList(), lines));
  }

  @ParameterizedTest
  @MethodSource("lines")
  void isWhatIsMadeWithoutIt(List<String> line) {
    assertThat(PreparedTexts.of(installation, true, line)).hasValue(made(line, true));
    assertThat(PreparedTexts.of(installation, false, line)).hasValue(made(line, false));
  }

  private static String made(List<String> line, boolean isColoured) {
    var out = new ByteArrayOutputStream();
    var stream = new PrintStream(out, false, StandardCharsets.UTF_8);
    var environment =
        new Environment(
            InputStream.nullInputStream(),
            stream,
            stream,
            Map.of("TERM", "xterm"),
            isColoured,
            isColoured);
    assertThat(Main.run(environment, line.toArray(String[]::new))).isEqualTo(ExitStatus.OK);
    stream.flush();
    return out.toString(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "predict",
        "help predcit",
        "nothing --help",
        "predict seven --help",
        "help --no-color",
        "../man --help",
        "completion tcsh",
        "completion bash --help x",
        "help model nothing"
      })
  void whatIsNotPreparedIsLeftToOthers(String line) {
    assertThat(PreparedTexts.of(installation, false, List.of(line.split(" ")))).isEmpty();
  }

  @Test
  void whereNothingWasPreparedNothingIsMissed() {
    assertThat(PreparedTexts.of(Path.of("nowhere"), false, List.of("--help"))).isEmpty();
  }
}
