package io.github.mnistfit.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StatusLineTest {
  /** Ctrl-C may come before an epoch's first step, which has its own way to end. */
  @Test
  void aLineThatBeginsWhileTheProcessEndsIsNotSeen() {
    var terminal = new ByteArrayOutputStream();
    var line =
        new StatusLine(
            new PrintStream(terminal, true, StandardCharsets.UTF_8),
            new TerminalWidth(Map.of("COLUMNS", "80")),
            hook -> {
              throw new IllegalStateException("Shutdown in progress");
            });
    line.accept("epoch 1/10");
    line.close();
    assertThat(terminal.size()).isZero();
  }
}
