package io.github.mnistfit.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistfit.cli.output.ProgressLine.Progress;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressLineTest {
  private static final Progress PICTURES =
      new Progress("pictures", 245, 245, 567, Duration.ofMillis(6500), "");
  private static final Progress EPOCH =
      new Progress("epoch 1/10", 25_824, 25_824, 60_000, Duration.ofSeconds(20), "loss 0.1234");

  @Test
  void countRateAndTimeLeftStayInFortyColumns() {
    assertThat(ProgressLine.COUNTED.line(PICTURES, 39))
        .isEqualTo("pictures  43 % 245/567 38/s 0:09 left");
    assertThat(ProgressLine.COUNTED.line(EPOCH, 39)).contains("25824/60000", "1291/s", "0:26 left");
  }

  @Test
  void theBarTakesTheRoomThatIsLeft() {
    assertThat(ProgressLine.COUNTED.line(PICTURES, 79))
        .hasSize(79)
        .startsWith("pictures   43 %  [=====")
        .contains("=>  ")
        .endsWith("]  245/567  38/s  0:09 left");
    assertThat(ProgressLine.COUNTED.line(EPOCH, 79)).contains("loss 0.1234").contains("=>");
    assertThat(ProgressLine.COUNTED.line(PICTURES, 199)).hasSize(199);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 5, 10, 20, 39, 60, 79, 132, 199, 400})
  void itIsNeverWiderThanTheTerminal(int width) {
    for (Progress progress : new Progress[] {PICTURES, EPOCH}) {
      assertThat(ProgressLine.COUNTED.line(progress, width).length()).isLessThanOrEqualTo(width);
    }
  }

  @Test
  void anUnknownTotalHasNoPercent() {
    var progress = new Progress("pictures", 17, 17, 0, Duration.ofSeconds(75), "");
    assertThat(ProgressLine.COUNTED.line(progress, 79)).isEqualTo("pictures  17  0.2/s  1:15");
  }

  @Test
  void whatAnEarlierRunDidIsNotThisOnesSpeed() {
    var progress = new Progress("pictures", 100, 600, 1000, Duration.ofSeconds(10), "");
    assertThat(ProgressLine.COUNTED.line(progress, 60)).contains("60 %", " 10/s", "0:40 left");
  }

  @Test
  void bytesAreMegabytes() {
    var progress =
        new Progress("images.gz", 4_300_000, 4_300_000, 9_912_422, Duration.ofSeconds(2), "");
    assertThat(ProgressLine.MEGABYTES.line(progress, 60))
        .contains("4.3/9.9 MB", "2.2 MB/s", "0:03 left");
  }
}
