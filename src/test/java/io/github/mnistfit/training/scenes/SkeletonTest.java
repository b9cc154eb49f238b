package io.github.mnistfit.training.scenes;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistfit.mnist.MnistImage;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.Test;

class SkeletonTest {
  @Test
  void aStrokeIsOnePathAlongItsMiddle() {
    Glyph glyph = Skeleton.of(image((x, y) -> x >= 13 && x < 16 && y >= 4 && y < 24)).orElseThrow();
    assertThat(glyph.strokes()).hasSize(1);
    Frame frame = glyph.frame();
    assertThat(frame.width()).isLessThan(2);
    assertThat(frame.height()).isBetween(50.0, 62.0);
    assertThat(frame.x()).isBetween(42.0, 44.0);
  }

  @Test
  void aRingStaysClosed() {
    Glyph glyph =
        Skeleton.of(image((x, y) -> Math.abs(Math.hypot(x - 14, y - 14) - 7) < 1.5)).orElseThrow();
    double length = glyph.strokes().stream().mapToDouble(Path::length).sum();
    assertThat(length).isBetween(0.85 * 2 * Math.PI * 21, 1.15 * 2 * Math.PI * 21);
  }

  @Test
  void aSpeckIsLeftOut() {
    Glyph glyph =
        Skeleton.of(
                image(
                    (x, y) ->
                        (x >= 13 && x < 15 && y >= 4 && y < 24)
                            || (x >= 3 && x < 5 && y > 2 && y < 5)))
            .orElseThrow();
    assertThat(glyph.frame().left()).isGreaterThan(30);
  }

  @Test
  void aBlotHasNoStrokes() {
    assertThat(Skeleton.of(image((x, y) -> x > 6 && x < 22 && y > 6 && y < 22))).isEmpty();
    assertThat(Skeleton.of(image((x, y) -> false))).isEmpty();
  }

  private static MnistImage image(BiPredicate<Integer, Integer> ink) {
    byte[] pixels = new byte[MnistImage.PIXELS];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (ink.test(i % MnistImage.SIDE, i / MnistImage.SIDE) ? 255 : 0);
    }
    return MnistImage.of(pixels);
  }
}
