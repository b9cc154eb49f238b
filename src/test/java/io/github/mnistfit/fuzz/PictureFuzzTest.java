package io.github.mnistfit.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.mnistfit.Answer;
import io.github.mnistfit.DigitRecognizer;
import io.github.mnistfit.fit.Fit;
import io.github.mnistfit.image.Picture;
import io.github.mnistfit.image.PictureReader;
import io.github.mnistfit.image.PixelLimit;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes, as a picture, through the fit and the network: an answer, and nothing thrown. */
class PictureFuzzTest {
  /** Small, since large pictures are slow and go the same ways. */
  private static final PixelLimit LIMIT = new PixelLimit(1 << 16);

  private static DigitRecognizer recognizer;

  @BeforeAll
  static void open() throws IOException {
    recognizer = DigitRecognizer.open(Path.of("models/article.zip"));
  }

  @AfterAll
  static void close() {
    recognizer.close();
  }

  @MethodSource("io.github.mnistfit.fuzz.Seeds#lies")
  @FuzzTest(maxDuration = "1m")
  void bytesGiveAnAnswer(byte[] bytes) {
    try {
      // Not through the recogniser alone, which would turn a bug into an answer.
      for (Fit fit : List.of(Fit.robust(), Fit.article())) {
        try (Picture picture = PictureReader.read(bytes, fit.decoding(), LIMIT)) {
          fit.apply(picture);
        }
      }
    } catch (IOException e) {
      if (e.getMessage() == null || e.getMessage().lines().count() != 1) {
        throw new IllegalStateException("not one line: " + e.getMessage(), e);
      }
    }
    if (recognizer.recognize(bytes) instanceof Answer.Read read
        && !(read.prediction().confidence() >= 0.1 && read.prediction().confidence() <= 1)) {
      throw new IllegalStateException("confidence " + read.prediction().confidence());
    }
  }
}
