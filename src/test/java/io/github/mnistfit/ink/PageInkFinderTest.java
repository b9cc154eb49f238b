package io.github.mnistfit.ink;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistfit.image.OpenCv;
import io.github.mnistfit.mnist.GreyImage;
import io.github.mnistfit.network.PageMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PageInkFinderTest {
  private static final int SIDE = 480;

  /** The widths that the network is asked at. */
  private final List<Integer> asked = new ArrayList<>();

  @BeforeAll
  static void load() {
    OpenCv.load();
  }

  @Test
  void theFinestIsAskedLastAndReturnedFirst() {
    List<PageInk> found = find(30, 0, 1);
    assertThat(asked).containsExactly(64, 128, 240, 480);
    assertThat(found).extracting(ink -> ink.digits().width()).containsExactly(480, 240);
    assertThat(found).extracting(PageInk::scale).containsExactly(1.0, 2.0);
  }

  /** A stroke of 20 pixels is found at the finest size alone, where nothing can share it. */
  @Test
  void whatOneSizeWouldFindIsNotLookedForWhereTwoMustAgree() {
    assertThat(find(20, 0, 1)).hasSize(1);
    asked.clear();
    assertThat(find(20, 0, 2)).isEmpty();
    assertThat(asked).containsExactly(64, 128, 240);
  }

  @Test
  void twoSizesThatAgreeAreReturned() {
    assertThat(find(30, 0, 2)).hasSize(2);
  }

  /** A stroke of 60 pixels is found at 480, 240 and 120. */
  @Test
  void whatIsTurnedOnTrialIsLookedAtFinelyOnlyForTheSecondSize() {
    assertThat(find(60, 0, 2)).hasSize(3);
    asked.clear();
    assertThat(find(60, 1, 2)).extracting(ink -> ink.digits().width()).containsExactly(240, 120);
    assertThat(asked).containsExactly(64, 128, 240);
    asked.clear();
    assertThat(find(30, 1, 2)).hasSize(2);
    assertThat(asked).containsExactly(64, 128, 240, 480);
  }

  @Test
  void aPageOfAFewPixelsIsNotLookedAt() {
    var page = new GreyImage(15, 15, new byte[15 * 15]);
    assertThat(new PageInkFinder(this::dark).find(page, 0, 1)).isEmpty();
    assertThat(asked).isEmpty();
  }

  /** Looks for a stroke so many pixels high. */
  private List<PageInk> find(int height, int turned, int least) {
    byte[] pixels = new byte[SIDE * SIDE];
    Arrays.fill(pixels, (byte) 255);
    for (int row = 200; row < 200 + height; row++) {
      Arrays.fill(pixels, row * SIDE + 200, row * SIDE + 204, (byte) 0);
    }
    return new PageInkFinder(this::dark).find(new GreyImage(SIDE, SIDE, pixels), turned, least);
  }

  private PageMap dark(float[] values, int width, int height) {
    asked.add(width);
    float[] digits = new float[values.length];
    for (int i = 0; i < digits.length; i++) {
      digits[i] = values[i] < -0.25 ? 1 : 0;
    }
    return new PageMap(width, height, digits, new float[values.length]);
  }
}
