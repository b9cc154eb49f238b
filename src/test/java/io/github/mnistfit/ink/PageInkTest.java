package io.github.mnistfit.ink;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistfit.mnist.Box;
import io.github.mnistfit.mnist.GreyImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageInkTest {
  private static final int WIDTH = 7;
  private static final int HEIGHT = 5;

  /** A page with one dark pixel, at column 1 and row 3. */
  private static GreyImage page() {
    byte[] pixels = new byte[WIDTH * HEIGHT];
    pixels[3 * WIDTH + 1] = (byte) 255;
    return new GreyImage(WIDTH, HEIGHT, pixels);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void aBoxIsFoundWhereItWasBeforeThePageWasTurned(int quarters) {
    GreyImage turned = page();
    for (int i = 0; i < quarters; i++) {
      turned = turned.turned();
    }
    int dark = 0;
    byte[] pixels = turned.pixels();
    while (pixels[dark] == 0) {
      dark++;
    }
    var ink = new PageInk(turned, turned, 2, quarters);
    var box = new Box(dark % turned.width(), dark / turned.width(), 1, 1);
    assertThat(ink.onPage(box)).isEqualTo(new Box(2, 6, 2, 2));
  }

  @Test
  void fourQuartersAreAWholeTurn() {
    assertThat(page().turned().turned().turned().turned()).isEqualTo(page());
    assertThat(page().turned()).isNotEqualTo(page());
  }
}
