package io.github.mnistfit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistfit.fit.Fit;
import io.github.mnistfit.fitter.Extra;
import io.github.mnistfit.fitter.LocalFitter;
import io.github.mnistfit.fitter.PictureSource;
import io.github.mnistfit.ink.PageInkFinder;
import io.github.mnistfit.network.DigitNetwork;
import io.github.mnistfit.network.PageMap;
import io.github.mnistfit.samples.WorstCase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * How often {@code read} asks its networks at most, whatever is drawn, and whatever the network
 * that finds ink says: here it takes for digits what is dark. Counted and not timed.
 */
class PageWorkTest {
  /** The first reading may have 5,500, components that are judged among them, all others 16,000. */
  private static final long MOST_GLYPHS = 21_500;

  /** Six at the page as one digit, two at each digit that is looked at again. */
  private static final long MOST_LOOKS = 6 + 2 * SecondLook.MOST_DIGITS;

  private static DigitNetwork network;

  @BeforeAll
  static void load() throws IOException {
    network = DigitNetwork.load(Path.of("models/article.zip"));
  }

  @AfterAll
  static void close() {
    network.close();
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"STRIPES", "MAZE"})
  void aSmallPageIsLookedAtSoOften(WorstCase drawing) throws Exception {
    // Four ways up, each in all sizes: four thirds of the page.
    assertBounded(drawing, 480, 4 * 1.34 * 480 * 480);
  }

  /** These take minutes. */
  @Tag("whole")
  @ParameterizedTest
  @EnumSource(names = {"STRIPES", "MAZE"})
  void theLongestAreLookedAtNoOftener(WorstCase drawing) throws Exception {
    assertBounded(drawing, 480, 4 * 1.34 * 480 * 480);
  }

  /** However large it is, it is looked at in 1280 pixels. */
  @ParameterizedTest
  @CsvSource({"WAVES, 1280", "DOTS_OF_TEN, 1280", "MAZE, 2000"})
  void aLargePageIsLookedAtSoOften(WorstCase drawing, int side) throws Exception {
    NumberReader.Work work = assertBounded(drawing, side, 4 * 1.34 * 1280 * 1280);
    assertThat(work.pixels()).isGreaterThan(1280 * 1280);
  }

  /** The way that {@code read} goes, with the networks that it has. */
  @ParameterizedTest
  @EnumSource(names = {"DOTS_OF_TEN", "WAVES", "CHECKERS"})
  void theShippedNetworksAreAskedNoOftener(WorstCase drawing) throws Exception {
    try (var reader = NumberReader.open(Path.of("models/default.zip"))) {
      reader.read(PictureSource.of(drawing.pgm(480)));
      assertThat(reader.work().pixels()).isLessThanOrEqualTo((long) (4 * 1.34 * 480 * 480));
      assertThat(reader.work().looks()).isBetween(1L, MOST_LOOKS);
      assertThat(reader.work().glyphs()).isLessThanOrEqualTo(MOST_GLYPHS + MOST_LOOKS);
    }
  }

  private static NumberReader.Work assertBounded(WorstCase drawing, int side, double pixels)
      throws Exception {
    var finder =
        new PageHypotheses.Finder() {
          @Override
          public PageInkFinder.Network get() {
            return PageWorkTest::whatIsDark;
          }

          @Override
          public void close() {}
        };
    // Not closed, since that closes the network.
    var reader =
        new NumberReader(
            new LocalFitter(Fit.standard(), Set.of(Extra.PAGE_COPY)),
            CompletableFuture.completedFuture(network),
            Optional.of(new PageHypotheses(finder)),
            Optional.empty());
    reader.read(PictureSource.of(drawing.pgm(side)));
    assertThat(reader.work().pixels()).isLessThanOrEqualTo((long) pixels);
    assertThat(reader.work().glyphs()).isLessThanOrEqualTo(MOST_GLYPHS);
    return reader.work();
  }

  private static PageMap whatIsDark(float[] values, int width, int height) {
    float[] digits = new float[values.length];
    for (int i = 0; i < digits.length; i++) {
      digits[i] = values[i] < -0.5 ? 1 : 0;
    }
    return new PageMap(width, height, digits, new float[values.length]);
  }
}
