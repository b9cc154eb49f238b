package io.github.mnistfit.numbers;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistfit.mnist.Box;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarksTest {
  /** Two digits of 100 pixels, with room for a mark between them. */
  private static final List<Box> DIGITS =
      List.of(new Box(0, 100, 60, 100), new Box(110, 100, 60, 100));

  private static String signs(Box... parts) {
    return Marks.of(DIGITS, List.of(parts)).stream()
        .map(mark -> Character.toString(mark.sign()))
        .collect(Collectors.joining());
  }

  @ParameterizedTest(name = "{0}: left {1}, top {2}, {3} x {4}")
  @CsvSource({
    "., 80, 188, 12, 12",
    "',', 80, 185, 10, 40",
    "-, 68, 145, 34, 8",
    "'', 80, 110, 12, 12", // a dot at the top stands for nothing
    "'', 68, 230, 34, 8", // an underline
    "'', 68, 60, 34, 8", // what belongs to the line above
    "'', 80, 190, 3, 3", // a speck
    "'', 10, 188, 12, 12", // in a digit
    "'', 200, 188, 12, 12" // behind the last one
  })
  void tellsAMarkByWhereItStands(String sign, int left, int top, int width, int height) {
    assertThat(signs(new Box(left, top, width, height))).isEqualTo(sign);
  }

  @Test
  void twoDotsAreAColon() {
    assertThat(signs(new Box(80, 140, 12, 12), new Box(81, 188, 12, 12))).isEqualTo(":");
  }

  /** As in a form, where the boxes' red lines leave pieces. */
  @Test
  void severalCommasAtOnePlaceAreNone() {
    Box comma = new Box(76, 185, 10, 40);
    assertThat(signs(comma, new Box(88, 185, 10, 40))).isEmpty();
    assertThat(signs(comma, new Box(90, 188, 12, 12))).isEmpty();
    assertThat(signs(comma, new Box(-50, 145, 34, 8))).isEqualTo("-,");
  }

  @Test
  void aMinusMayStandBeforeTheFirstDigit() {
    assertThat(signs(new Box(-50, 145, 34, 8))).isEqualTo("-");
    assertThat(signs(new Box(-50, 188, 12, 12))).isEmpty();
  }

  @Test
  void aWideGapIsASpace() {
    List<Box> digits =
        List.of(
            new Box(0, 0, 60, 100),
            new Box(70, 0, 60, 100),
            new Box(140, 0, 60, 100),
            new Box(320, 0, 60, 100));
    assertThat(Marks.of(digits, List.of()))
        .containsExactly(new Mark(new Box(200, 0, 120, 100), ' '));
  }
}
