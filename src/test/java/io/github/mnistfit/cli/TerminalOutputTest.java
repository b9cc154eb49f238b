package io.github.mnistfit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistfit.cli.output.Environment;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What {@code fit} draws for a person at a terminal. */
class TerminalOutputTest {
  private static final String ESCAPE = "\u001b[";

  @Test
  void theDigitIsToldAndTheImageDrawn() {
    String shown = fit(Map.of("TERM", "xterm-256color"));
    assertThat(shown).matches("(?s)samples/centred\\.png: 2 \\([01]\\.\\d{4}\\)\\n.*");
    assertThat(shown.lines()).hasSize(1 + 28 / 2);
    assertThat(shown).contains(ESCAPE + "38;2;");
  }

  @Test
  void nothingIsColouredWhereItIsntWantedOrCantBe() {
    for (Map<String, String> variables :
        List.of(
            Map.of("TERM", "dumb"),
            Map.of("TERM", "vt100"),
            Map.of("TERM", "xterm", "NO_COLOR", "1"),
            Map.of("A", "b"))) {
      String shown = fit(variables);
      assertThat(shown).doesNotContain(ESCAPE).startsWith("samples/centred.png: 2 (");
      assertThat(shown.lines()).hasSize(1 + 28 / 2);
    }
    assertThat(fit(Map.of("TERM", "xterm"), "--no-color")).doesNotContain(ESCAPE);
  }

  private static String fit(Map<String, String> variables, String... more) {
    var out = new ByteArrayOutputStream();
    var environment =
        new Environment(
            InputStream.nullInputStream(),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
            variables,
            true,
            true);
    String[] arguments = new String[3 + more.length];
    arguments[0] = "fit";
    arguments[1] = "--model=models/article.zip";
    arguments[2] = "samples/centred.png";
    System.arraycopy(more, 0, arguments, 3, more.length);
    assertThat(Main.run(environment, arguments)).isEqualTo(ExitStatus.OK);
    return out.toString(StandardCharsets.UTF_8);
  }
}
