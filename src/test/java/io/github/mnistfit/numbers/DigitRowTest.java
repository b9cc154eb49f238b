package io.github.mnistfit.numbers;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistfit.mnist.Box;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DigitRowTest {
  /** Three digits on a line that rises by a tenth, and what stands at their right. */
  @ParameterizedTest(name = "top {0}, {1} high: {2}")
  @CsvSource({
    "60, 130, true", // 10 above, 20 below
    "40, 130, false", // a tall digit
    "70, 150, false", // one with a long tail
    "68, 104, false",
  })
  void aBracketReachesBeyondTheDigitsAboveAndBelow(int top, int height, boolean isBeyond) {
    List<Box> digits =
        List.of(
            new Box(0, 100, 60, 100),
            new Box(100, 90, 60, 100),
            new Box(200, 80, 60, 100),
            new Box(320, top, 20, height));
    assertThat(new DigitRow(digits).reachesBeyond(3)).isEqualTo(isBeyond);
  }

  @Test
  void aloneADigitReachesBeyondNothing() {
    assertThat(new DigitRow(List.of(new Box(0, 0, 20, 300))).reachesBeyond(0)).isFalse();
  }
}
