package io.github.mnistfit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistfit.Programs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scripts in the shells themselves, in a terminal; a shell that isn't there is skipped. */
class CompletionCommandTest {
  private static final int SECONDS = 30;

  @TempDir private Path folder;

  @BeforeEach
  void putAPictureThere() throws IOException {
    Files.createFile(folder.resolve("seven-in-here.png"));
  }

  @Test
  void refusesAShellThatItDoesNotKnow() {
    CommandLineRun run = CommandLineRun.of("completion", "csh");
    assertThat(run.status()).isEqualTo(ExitStatus.USAGE);
    assertThat(run.err()).contains("csh", "zsh");
  }

  @Test
  void bashCompletes() throws Exception {
    Path script = script("bash");
    String start =
        "cd '%s'; exec bash --noprofile --rcfile '%s' -i".formatted(folder, bashrc(script));
    try (var terminal = terminal("bash", start)) {
      assertCompletes(terminal);
      assertLists(terminal, "mnistfit model ", "show", "verify");
    }
  }

  private Path bashrc(Path script) throws IOException {
    return Files.writeString(
        folder.resolve("bashrc"),
        "PS1='ready> '\nbind 'set bell-style none'\nbind 'set enable-bracketed-paste off'\nsource '"
            + script
            + "'\n");
  }

  @Test
  void zshCompletesAndDescribes() throws Exception {
    Path script = script("zsh");
    Files.writeString(
        folder.resolve(".zshrc"),
        "PS1='ready> '\nunsetopt beep zle_bracketed_paste\nautoload -Uz compinit; compinit -u -D\n"
            + "source '"
            + script
            + "'\n");
    try (var terminal =
        terminal("zsh", "cd '" + folder + "'; ZDOTDIR='" + folder + "' exec zsh -i")) {
      assertCompletes(terminal);
      assertLists(terminal, "mnistfit model ", "show", "Shows what a model is");
      terminal.type("\u0015");
      assertLists(terminal, "mnistfit predict --fo", "--format", "One of text, csv, jsonl");
    }
  }

  @Test
  void fishCompletesAndDescribes() throws Exception {
    Path script = script("fish");
    Path config = Files.createDirectories(folder.resolve("config/fish"));
    // Without it fish would go through all manual pages in the background, for a minute.
    Files.createDirectories(folder.resolve("data/fish/generated_completions"));
    Files.writeString(
        config.resolve("config.fish"),
        "function fish_prompt; echo -n 'ready> '; end\nset -g fish_greeting\nset -g"
            + " fish_autosuggestion_enabled 0\nsource '"
            + script
            + "'\n");
    String start =
        "cd '%1$s'; XDG_CONFIG_HOME='%1$s/config' XDG_DATA_HOME='%1$s/data' exec fish -i"
            .formatted(folder);
    try (var terminal = terminal("fish", start)) {
      assertCompletes(terminal);
      assertLists(terminal, "mnistfit model ", "show", "Shows what a model is");
      terminal.type("\u0015");
      assertLists(terminal, "mnistfit predict --fo", "--format", "One of text, csv, jsonl");
    }
    // What isn't completed can't be waited for.
    assertThat(fish(script, "mnistfit completion s")).doesNotContain("seven-in-here");
    assertThat(fish(script, "mnistfit predict --format s")).doesNotContain("seven-in-here");
    assertThat(fish(script, "mnistfit predict --top s")).doesNotContain("seven-in-here");
    assertThat(fish(script, "mnistfit predict read --ma"))
        .contains("--max")
        .doesNotContain("--marks");
  }

  private String fish(Path script, String line) throws Exception {
    String command = "source '" + script + "'; complete -C '" + line + "'";
    Process process =
        new ProcessBuilder("fish", "--no-config", "-c", command).directory(folder.toFile()).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return out;
  }

  /** Commands, options, files, choices, and what follows {@code =}, as each shell puts them in. */
  private static void assertCompletes(PseudoTerminal terminal) throws Exception {
    assertCompletes(terminal, "mnistfit pre", "mnistfit predict ");
    assertCompletes(terminal, "mnistfit predict --min", "--min-confidence");
    assertCompletes(terminal, "mnistfit predict sev", "seven-in-here.png");
    assertCompletes(terminal, "mnistfit predict --files-from sev", "seven-in-here.png");
    assertCompletes(terminal, "mnistfit predict --model=sev", "--model=seven-in-here.png");
    assertCompletes(terminal, "mnistfit predict --format=js", "--format=jsonl");
    assertCompletes(terminal, "mnistfit predict --format js", "--format jsonl");
    assertCompletes(terminal, "mnistfit train --architecture w", "--architecture wide");
    assertCompletes(terminal, "mnistfit train --architecture=w", "--architecture=wide");
    assertCompletes(terminal, "mnistfit train -o sev", "-o seven-in-here.png");
    assertCompletes(terminal, "mnistfit completion b", "completion bash");
    assertCompletes(terminal, "mnistfit help eva", "help evaluate");
    assertCompletes(terminal, "mnistfit help model ver", "help model verify");
    assertCompletes(terminal, "mnistfit model ver", "model verify");
    assertCompletes(terminal, "mnistfit -v predict --fit art", "--fit article");
    assertCompletes(terminal, "mnistfit -v pre", "mnistfit -v predict ");
    assertCompletes(terminal, "mnistfit train sev\tX", "mnistfit train sevX");
  }

  /** Types the beginning of a line and a tab, and looks at what stands there then. */
  private static void assertCompletes(PseudoTerminal terminal, String typed, String line)
      throws Exception {
    terminal.forget();
    terminal.type(typed + "\t");
    assertThat(terminal.shows(line, SECONDS))
        .as("%s gives %s in %s", typed, line, terminal.text())
        .isTrue();
    terminal.type("\u0015"); // Ctrl-U: an empty line again
  }

  private static void assertLists(PseudoTerminal terminal, String typed, String... words)
      throws Exception {
    terminal.forget();
    terminal.type(typed + "\t\t");
    for (String word : words) {
      assertThat(terminal.shows(word, SECONDS)).as(terminal.text()).isTrue();
    }
  }

  private PseudoTerminal terminal(String shell, String start) throws Exception {
    Programs.require(shell);
    var terminal = PseudoTerminal.start(200, start, Map.of("HOME", folder.toString()));
    assertThat(terminal.shows("ready> ", SECONDS)).as(terminal.text()).isTrue();
    return terminal;
  }

  private Path script(String shell) throws IOException {
    CommandLineRun run = CommandLineRun.of("completion", shell);
    assertThat(run.status()).isEqualTo(ExitStatus.OK);
    return Files.writeString(folder.resolve("completion." + shell), run.out());
  }
}
