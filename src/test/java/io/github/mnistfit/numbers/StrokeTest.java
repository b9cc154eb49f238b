package io.github.mnistfit.numbers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.mnistfit.mnist.MnistImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrokeTest {
  private static MnistImage line(double degrees) {
    byte[] pixels = new byte[MnistImage.PIXELS];
    for (double along = -9; along <= 9; along += 0.2) {
      for (double across = -0.6; across <= 0.6; across += 0.2) {
        double angle = Math.toRadians(degrees);
        double x = 14 + along * Math.sin(angle) + across * Math.cos(angle);
        double y = 14 - along * Math.cos(angle) + across * Math.sin(angle);
        pixels[((int) y) * MnistImage.SIDE + (int) x] = (byte) 255;
      }
    }
    return MnistImage.of(pixels);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-40, -10, 0, 20, 45})
  void tellsHowFarAStrokeLeans(double degrees) {
    Stroke stroke = Stroke.of(line(degrees));
    assertThat(stroke.lean()).isCloseTo(degrees, within(2.0));
    assertThat(stroke.isUpright()).isTrue();
  }

  /** A part of a circle, in whose chord its height is a seventh. */
  private static MnistImage bow(boolean opens) {
    byte[] pixels = new byte[MnistImage.PIXELS];
    for (double along = -9; along <= 9; along += 0.2) {
      for (double across = -0.6; across <= 0.6; across += 0.2) {
        double x = 2.6 * (along * along / 81 - 0.5) + across;
        int row = (int) (14 + along);
        pixels[row * MnistImage.SIDE + (int) (14 + (opens ? x : -x))] = (byte) 255;
      }
    }
    return MnistImage.of(pixels);
  }

  @Test
  void tellsWhichBracketItIs() {
    assertThat(Stroke.of(bow(true)).opens()).isTrue();
    assertThat(Stroke.of(bow(true)).closes()).isFalse();
    assertThat(Stroke.of(bow(false)).opens()).isFalse();
    assertThat(Stroke.of(bow(false)).closes()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(doubles = {-40, -10, 0, 20, 45})
  void aStraightStrokeIsNoBracket(double degrees) {
    assertThat(Stroke.of(line(degrees)).opens()).isFalse();
    assertThat(Stroke.of(line(degrees)).closes()).isFalse();
  }

  @Test
  void whatLiesIsNotUpright() {
    Stroke stroke = Stroke.of(line(80));
    assertThat(stroke.isStraight()).isTrue();
    assertThat(stroke.isUpright()).isFalse();
  }

  @Test
  void noInkIsNoStroke() {
    assertThat(Stroke.of(MnistImage.of(new byte[MnistImage.PIXELS])).isStraight()).isFalse();
  }
}
