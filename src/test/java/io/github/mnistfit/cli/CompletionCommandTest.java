package io.github.mnistfit.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scripts in the shells themselves; a shell that isn't there is skipped. */
class CompletionCommandTest {
  @TempDir private Path folder;

  @Test
  void refusesAShellThatItDoesNotKnow() {
    CommandLineRun run = CommandLineRun.of("completion", "csh");
    assertThat(run.status()).isEqualTo(ExitStatus.USAGE);
    assertThat(run.err()).contains("csh", "bash");
  }

  @Test
  void bashCompletesCommandsOptionsAndValues() throws Exception {
    assertThat(bash("mnistfit", "pre")).containsExactly("predict");
    assertThat(bash("mnistfit", "predict", "--min")).containsExactly("--min-confidence");
    assertThat(bash("mnistfit", "model", "")).contains("show", "verify");
    assertThat(bash("mnistfit", "predict", "--format", "js")).containsExactly("jsonl");
  }

  @Test
  void zshReadsTheSameScript() throws Exception {
    Path script = script("zsh");
    String out =
        shell(
            "zsh",
            "autoload -Uz compinit; compinit -u -D; source '"
                + script
                + "'; echo $_comps[mnistfit]");
    assertThat(out.trim()).contains("_bash_complete").contains("_complete_mnistfit");
  }

  @Test
  void fishCompletesCommandsOptionsAndValues() throws Exception {
    Path script = script("fish");
    String ask = "source '" + script + "'; complete -C ";
    assertThat(shell("fish", ask + "'mnistfit pre'")).startsWith("predict\t");
    assertThat(shell("fish", ask + "'mnistfit predict --min'")).startsWith("--min-confidence");
    assertThat(shell("fish", ask + "'mnistfit predict --format '")).contains("jsonl");
    assertThat(shell("fish", ask + "'mnistfit model '")).contains("show", "verify");
  }

  private List<String> bash(String... words) throws Exception {
    Path script = script("bash");
    String array = "(" + String.join(" ", Stream.of(words).map(w -> "'" + w + "'").toList()) + ")";
    String out =
        shell(
            "bash",
            "source '"
                + script
                + "'; COMP_WORDS="
                + array
                + "; COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); COMPREPLY=(); _complete_mnistfit;"
                + " printf '%s\\n' \"${COMPREPLY[@]}\"");
    return out.lines().map(String::trim).filter(line -> !line.isEmpty()).toList();
  }

  private Path script(String shell) throws IOException {
    CommandLineRun run = CommandLineRun.of("completion", shell);
    assertThat(run.status()).isEqualTo(ExitStatus.OK);
    return Files.writeString(folder.resolve("completion." + shell), run.out());
  }

  private String shell(String shell, String commands) throws Exception {
    assumeTrue(
        Stream.of(System.getenv("PATH").split(":"))
            .anyMatch(place -> Files.isExecutable(Path.of(place, shell))),
        "there is no " + shell);
    Process process =
        new ProcessBuilder(shell, "-c", commands)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return out;
  }
}
