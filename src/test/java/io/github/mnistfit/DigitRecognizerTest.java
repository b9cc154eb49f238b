package io.github.mnistfit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistfit.fitter.PictureSource;
import io.github.mnistfit.image.PngWriter;
import io.github.mnistfit.mnist.MnistImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DigitRecognizerTest {
  /** One picture at a time would take the network several times as long. */
  @Test
  void picturesThatComeFastShareBatches() throws Exception {
    byte[] pixels = new byte[MnistImage.PIXELS];
    for (int row = 5; row < 23; row++) {
      Arrays.fill(pixels, row * MnistImage.SIDE + 13, row * MnistImage.SIDE + 15, (byte) 255);
    }
    PictureSource one = PictureSource.of(PngWriter.toPng(MnistImage.of(pixels)));
    List<Answer> answers = new ArrayList<>();
    try (var recognizer = DigitRecognizer.open(Path.of("models", "article.zip"))) {
      recognizer.recognizeAll(
          Collections.nCopies(512, one).iterator(), (source, answer) -> answers.add(answer));
      assertThat(answers).hasSize(512).allMatch(Answer.Read.class::isInstance);
      assertThat(recognizer.timing().batches()).isLessThan(512 / 8);
    }
  }

  /** What a sheet and a page show of a picture in doubt: all that was compared, and what won. */
  @Test
  void anAnswerInDoubtKnowsWhatItWasComparedWith() throws Exception {
    List<Path> pictures;
    try (Stream<Path> files = Files.list(SharedFolder.require("failing"))) {
      pictures = files.filter(file -> file.toString().endsWith(".jpg")).sorted().toList();
    }
    try (var recognizer = DigitRecognizer.open(Path.of("models", "default.zip"))) {
      Answer.Read doubted =
          pictures.stream()
              .map(recognizer::recognize)
              .filter(Answer.Read.class::isInstance)
              .map(Answer.Read.class::cast)
              .filter(read -> !read.hypotheses().isEmpty())
              .findFirst()
              .orElseThrow();
      assertThat(doubted.hypotheses()).hasSizeBetween(1, 3);
      assertThat(doubted.hypotheses().stream().filter(doubted::isChosen))
          .isNotEmpty()
          .allMatch(chosen -> chosen.prediction().equals(doubted.prediction()));
    }
  }
}
