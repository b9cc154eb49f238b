package io.github.mnistfit.numbers;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistfit.image.Picture;
import io.github.mnistfit.image.PictureReader;
import io.github.mnistfit.mnist.GreyImage;
import io.github.mnistfit.samples.WorstCase;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Stripes from top to bottom are a line of 240 strokes, of which any that stand together may be a
 * digit: 4,000 glyphs as high as the picture were fitted, which took 87 seconds, before they were
 * found to be no writing. Counted and not timed.
 */
class GlyphBudgetTest {
  private static final int SIDE = 480;
  private static final long PIXELS = 500_000;

  @ParameterizedTest
  @EnumSource(names = {"STRIPES", "COMB", "WAVES", "BARS"})
  void moreThanTheBudgetIsNoWriting(WorstCase drawing) throws Exception {
    var budget = new GlyphBudget(100_000, PIXELS, PIXELS);
    List<SegmentationGraph> lines;
    try (Picture picture = PictureReader.read(drawing.pgm(SIDE), LineSegmenter.COLOUR_MODE)) {
      lines = LineSegmenter.lines(picture, images -> new boolean[images.size()], budget);
    }
    assertThat(budget.pixels()).isGreaterThan(-SIDE * SIDE);
    // Some have too many components or glyphs before that.
    assertThat(lines.isEmpty() || !budget.isSpent()).isTrue();
  }

  @Test
  void readingsOfAPageShareTheirBudget() {
    var ink = new GreyImage(SIDE, SIDE, WorstCase.BARS.ink(SIDE));
    var budget = new GlyphBudget(100_000, PIXELS, PIXELS);
    for (int reading = 0; reading < 3; reading++) {
      assertThat(LineSegmenter.lines(ink, images -> new boolean[images.size()], budget)).isEmpty();
    }
    assertThat(budget.isSpent()).isTrue();
    assertThat(budget.pixels()).isGreaterThan(-SIDE * SIDE);
  }

  /**
   * Diagonals at random, all in pieces as wide as several digits: 30 seconds were spent on seams.
   */
  @Test
  void aMazeIsNotCutForever() throws Exception {
    var budget = new GlyphBudget(100_000, 100_000_000, PIXELS);
    try (Picture picture =
        PictureReader.read(WorstCase.MAZE.pgm(SIDE), LineSegmenter.COLOUR_MODE)) {
      assertThat(LineSegmenter.lines(picture, images -> new boolean[images.size()], budget))
          .isEmpty();
    }
    assertThat(budget.isSpent()).isTrue();
  }
}
