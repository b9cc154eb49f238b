package io.github.mnistfit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistfit.fitter.PictureSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A picture's answer doesn't depend on the company that it comes in. */
class SameAnswerTest {
  private static final Path MODEL = Path.of("models/default.zip");

  @Test
  void aloneAndAtAnyPlaceInAnyBatch() throws IOException, InterruptedException {
    List<Path> samples;
    try (var files = Files.list(Path.of("samples"))) {
      samples = files.filter(file -> file.toString().matches(".*\\.(png|jpg)")).sorted().toList();
    }
    try (var recognizer = DigitRecognizer.open(MODEL)) {
      Map<Path, String> alone = new HashMap<>();
      samples.forEach(file -> alone.put(file, printed(recognizer.recognize(file))));
      var random = new Random(1);
      for (int size : new int[] {2, 7, 65}) {
        List<Path> batch = new ArrayList<>();
        while (batch.size() < size) {
          batch.add(samples.get(random.nextInt(samples.size())));
        }
        Collections.shuffle(batch, random);
        recognizer.recognizeAll(
            batch.iterator(),
            PictureSource::of,
            (file, answer, extras) ->
                assertThat(printed(answer)).as(file + " of " + size).isEqualTo(alone.get(file)));
      }
    }
  }

  /** As {@code predict} prints it. */
  private static String printed(Answer answer) {
    Prediction prediction = ((Answer.Read) answer).prediction();
    return String.format(Locale.ROOT, "%d %.4f", prediction.digit(), prediction.confidence());
  }
}
