package io.github.mnistfit.robustness;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistfit.image.OpenCv;
import io.github.mnistfit.mnist.MnistImage;
import java.awt.image.BufferedImage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The pictures of the robustness measurements are what they say, and the same each time. */
class RobustnessPicturesTest {
  @BeforeAll
  static void load() {
    OpenCv.load();
  }

  @ParameterizedTest
  @EnumSource
  void corruptionsChangeAnImageTheSameWayEachTime(Corruption corruption) {
    MnistImage image = ring();
    MnistImage corrupted = corruption.of(image, 3);
    assertThat(corrupted).isEqualTo(corruption.of(image, 3));
    assertThat(corrupted).isNotEqualTo(image);
    assertThat(ink(corrupted)).as("something is left").isPositive();
  }

  @ParameterizedTest
  @EnumSource
  void nonDigitsAreTheSameForTheSameSeedAlone(NonDigit kind) {
    assertThat(pixels(kind.picture(5))).isEqualTo(pixels(kind.picture(5)));
    assertThat(pixels(kind.picture(5))).isNotEqualTo(pixels(kind.picture(6)));
  }

  private static MnistImage ring() {
    byte[] pixels = new byte[MnistImage.PIXELS];
    for (int i = 0; i < pixels.length; i++) {
      int row = i / MnistImage.SIDE;
      int column = i % MnistImage.SIDE;
      double distance = Math.hypot(column - 13.5, row - 13.5);
      pixels[i] = (byte) (Math.abs(distance - 7) < 1.5 ? 255 : 0);
    }
    return MnistImage.of(pixels);
  }

  private static int ink(MnistImage image) {
    int sum = 0;
    for (byte pixel : image.pixels()) {
      sum += Byte.toUnsignedInt(pixel);
    }
    return sum;
  }

  private static int[] pixels(BufferedImage image) {
    int width = image.getWidth();
    return image.getRGB(0, 0, width, image.getHeight(), null, 0, width);
  }
}
