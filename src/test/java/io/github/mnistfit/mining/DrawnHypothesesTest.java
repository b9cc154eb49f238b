package io.github.mnistfit.mining;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistfit.SharedFolder;
import io.github.mnistfit.mnist.LabelledImage;
import io.github.mnistfit.network.DigitNetwork;
import io.github.mnistfit.network.InkModelFile;
import io.github.mnistfit.training.scenes.SceneKind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DrawnHypothesesTest {
  private static DrawnHypotheses hypotheses;
  private static List<LabelledImage> images;

  @BeforeAll
  static void open() throws Exception {
    hypotheses =
        new DrawnHypotheses(
            InkModelFile.read(Path.of("models", "ink.zip")),
            InkModelFile.read(Path.of("models", "page-ink.zip")));
    images = SharedFolder.mnist().training().subList(55_000, 60_000);
  }

  @AfterAll
  static void close() {
    hypotheses.close();
  }

  @Test
  void oneSeedGivesTheSameAgainAndAnotherOthers() {
    var drawn = new AtomicInteger();
    List<LabelledImage> first =
        hypotheses.of(images, SceneKind.DIGIT, 5, 3, drawn::incrementAndGet);
    assertThat(drawn).hasValue(5);
    assertThat(hypotheses.of(images, SceneKind.DIGIT, 5, 3, () -> {})).isEqualTo(first);
    assertThat(hypotheses.of(images, SceneKind.DIGIT, 5, 4, () -> {})).isNotEqualTo(first);
  }

  /** The labels come from what was drawn; a network that knows nothing of that agrees with most. */
  @Test
  void labelsAreWhatTheImagesShow() throws Exception {
    List<LabelledImage> all = new ArrayList<>();
    all.addAll(hypotheses.of(images, SceneKind.DIGIT, 60, 11, () -> {}));
    all.addAll(hypotheses.of(images, SceneKind.PAGE, 12, 11, () -> {}));
    List<LabelledImage> digits =
        all.stream().filter(image -> image.label() != LabelledImage.NO_DIGIT).toList();
    assertThat(digits).hasSizeBetween(80, all.size() - 80);
    int agreed = 0;
    try (var network = DigitNetwork.load(Path.of("models", "article.zip"))) {
      List<double[]> read =
          network.probabilities(digits.stream().map(LabelledImage::image).toList());
      for (int i = 0; i < digits.size(); i++) {
        double[] probabilities = read.get(i);
        int label = digits.get(i).label();
        boolean best = true;
        for (double other : probabilities) {
          best &= other <= probabilities[label];
        }
        agreed += best ? 1 : 0;
      }
    }
    assertThat((double) agreed / digits.size()).isGreaterThan(0.8);
  }
}
