package io.github.mnistfit.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import me.tongfei.progressbar.ProgressBar;
import org.junit.jupiter.api.Test;

class ProgressBarsTest {
  /** Or a picture that takes long looks as if the run had stopped. */
  @Test
  void theTimeGoesOnWhereNothingIsDone() throws InterruptedException {
    var drawn = new ByteArrayOutputStream();
    var stream = new PrintStream(drawn, true, StandardCharsets.UTF_8);
    var environment =
        new Environment(InputStream.nullInputStream(), stream, stream, Map.of(), false, true);
    try (ProgressBar bar =
        ProgressBars.on(environment).setTaskName("pictures").setInitialMax(9).build()) {
      for (int i = 0; i < 200 && !text(drawn).contains("0:01"); i++) {
        Thread.sleep(50);
      }
      assertThat(bar.getCurrent()).isZero();
    }
    String text = text(drawn);
    assertThat(text.split("\r", -1)).hasSizeBetween(4, 130);
    assertThat(text).endsWith(Environment.ERASE_LINE);
    Thread.sleep(300);
    assertThat(text(drawn)).isEqualTo(text);
  }

  private static String text(ByteArrayOutputStream drawn) {
    return drawn.toString(StandardCharsets.UTF_8);
  }
}
