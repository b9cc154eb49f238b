package io.github.mnistfit.training.scenes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class BlockCompressionTest {
  private final Plane plane = Plane.of((x, y) -> (x * 7 + y * 3) % 10 / 10);

  @Test
  void coarseStepsChangeAPictureAndKeepItsMean() {
    Plane compressed = plane.copy();
    new BlockCompression(0.1).apply(compressed);
    assertThat(compressed.values()).isNotEqualTo(plane.values());
    assertThat(compressed.sum() / Plane.PIXELS).isCloseTo(plane.sum() / Plane.PIXELS, within(0.02));
  }

  /** One in a hundred thousand scenes of pages is so: a single NaN ends a training. */
  @Test
  void stepsOfNoSizeChangeNothing() {
    Plane compressed = plane.copy();
    new BlockCompression(0).apply(compressed);
    assertThat(compressed.values()).isEqualTo(plane.values());
  }
}
