package io.github.mnistfit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.util.Arrays;

/** Compares pictures that were drawn with different fonts. */
public final class Sheets {
  private Sheets() {}

  /** The largest difference between the mean levels of two square blocks at the same place. */
  public static double difference(BufferedImage a, BufferedImage b, int block) {
    assertThat(b.getWidth()).isEqualTo(a.getWidth());
    assertThat(b.getHeight()).isEqualTo(a.getHeight());
    double largest = 0;
    for (int y = 0; y + block <= a.getHeight(); y += block) {
      for (int x = 0; x + block <= a.getWidth(); x += block) {
        largest = Math.max(largest, Math.abs(mean(a, x, y, block) - mean(b, x, y, block)));
      }
    }
    return largest;
  }

  private static double mean(BufferedImage image, int left, int top, int block) {
    return Arrays.stream(image.getRGB(left, top, block, block, null, 0, block))
        .map(rgb -> rgb & 0xff)
        .average()
        .orElseThrow();
  }
}
