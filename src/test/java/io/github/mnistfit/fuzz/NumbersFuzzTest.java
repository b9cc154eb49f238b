package io.github.mnistfit.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.mnistfit.Digit;
import io.github.mnistfit.DigitRecognizer;
import io.github.mnistfit.NumberAnswer;
import io.github.mnistfit.NumberLine;
import io.github.mnistfit.NumberReader;
import io.github.mnistfit.fit.Fit;
import io.github.mnistfit.fit.PageCopy;
import io.github.mnistfit.fitter.Extra;
import io.github.mnistfit.fitter.LocalFitter;
import io.github.mnistfit.fitter.PictureSource;
import io.github.mnistfit.image.Picture;
import io.github.mnistfit.image.PictureReader;
import io.github.mnistfit.image.PixelLimit;
import io.github.mnistfit.network.DigitNetwork;
import io.github.mnistfit.numbers.LineSegmenter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes, as a picture of numbers, all the way: lines, and nothing thrown. */
class NumbersFuzzTest {
  /** Smaller still than for single digits: a page in doubt is looked at in four directions. */
  private static final PixelLimit LIMIT = new PixelLimit(1 << 14);

  private static NumberReader reader;

  @BeforeAll
  static void open() throws IOException {
    reader =
        NumberReader.of(
            new LocalFitter(Fit.standard(), LIMIT, Set.of(Extra.PAGE_COPY)),
            CompletableFuture.completedFuture(DigitNetwork.load(Path.of("models/article.zip"))),
            Optional.of(Path.of("models", NumberReader.INK_MODEL)),
            Optional.of(Path.of("models", DigitRecognizer.INK_MODEL)));
  }

  @AfterAll
  static void close() {
    reader.close();
  }

  @MethodSource("io.github.mnistfit.fuzz.Seeds#lies")
  @FuzzTest(maxDuration = "1m")
  void bytesGiveLines(byte[] bytes) throws InterruptedException {
    // Not through the reader alone, which would turn a bug into an answer.
    try (Picture picture = PictureReader.read(bytes, LineSegmenter.COLOUR_MODE, LIMIT)) {
      LineSegmenter.lines(picture, images -> new boolean[images.size()]);
      PageCopy.of(picture);
    } catch (IOException e) {
      if (e.getMessage() == null || e.getMessage().lines().count() != 1) {
        throw new IllegalStateException("not one line: " + e.getMessage(), e);
      }
    }
    if (reader.read(PictureSource.of(bytes)) instanceof NumberAnswer.Lines lines) {
      check(lines.lines());
    }
  }

  private static void check(List<NumberLine> lines) {
    for (NumberLine line : lines) {
      for (Digit digit : line.digits()) {
        double confidence = digit.prediction().confidence();
        if (!(confidence >= 0.1 && confidence <= 1)) {
          throw new IllegalStateException("confidence " + confidence);
        }
      }
    }
  }
}
