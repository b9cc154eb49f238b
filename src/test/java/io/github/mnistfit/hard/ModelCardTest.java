package io.github.mnistfit.hard;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistfit.Answer;
import io.github.mnistfit.DigitRecognizer;
import io.github.mnistfit.SharedFolder;
import io.github.mnistfit.evaluation.Evaluation;
import io.github.mnistfit.evaluation.Tally;
import io.github.mnistfit.io.AtomicFile;
import io.github.mnistfit.mnist.LabelledImage;
import io.github.mnistfit.mnist.MnistImage;
import io.github.mnistfit.network.Model;
import io.github.mnistfit.network.ModelFile;
import io.github.mnistfit.network.Provenance;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Rewrites the card of each shipped model, models/NAME.md, and the picture of what it misreads
 * there: {@code mvn -Pscore test}.
 */
@Tag("score")
class ModelCardTest {
  private static final int SIDE = MnistImage.SIDE;
  private static final int ZOOM = 2;
  private static final int GAP = 4;

  private final StringBuilder text = new StringBuilder();

  @ParameterizedTest
  @ValueSource(strings = {"default", "article"})
  void rewriteCard(String name) throws Exception {
    List<LabelledImage> test = SharedFolder.mnist().test();
    Path file = Path.of("models", name + ".zip");
    Model model = ModelFile.read(file);
    Provenance provenance = ModelFile.readProvenance(file);
    var evaluation = new Evaluation(model.minConfidence());
    List<Misread> misread = new ArrayList<>();
    try (DigitRecognizer recognizer = DigitRecognizer.open(file)) {
      List<Answer> answers = recognizer.read(test.stream().map(LabelledImage::image).toList());
      for (int i = 0; i < answers.size(); i++) {
        LabelledImage image = test.get(i);
        evaluation.add("mnist", image.label(), answers.get(i));
        if (answers.get(i) instanceof Answer.Read read
            && read.prediction().digit() != image.label()) {
          misread.add(new Misread(image, read.prediction().digit()));
        }
      }
    }
    assertThat(evaluation.all().n()).isEqualTo(10_000);
    misread.sort(
        Comparator.comparingInt((Misread m) -> m.image().label()).thenComparingInt(Misread::read));
    card(name, model, provenance, evaluation, misread);
    ImageIO.write(sheet(misread), "png", Path.of("models", name + "-misread.png").toFile());
    AtomicFile.write(
        Path.of("models", name + ".md"),
        true,
        out -> out.write(text.toString().getBytes(StandardCharsets.UTF_8)));
  }

  private record Misread(LabelledImage image, int read) {
    String label() {
      return image.label() + "→" + read;
    }
  }

  private void card(
      String name,
      Model model,
      Provenance provenance,
      Evaluation evaluation,
      List<Misread> misread) {
    Tally.Interval interval = evaluation.all().interval();
    line("# %s.zip\n", name);
    line("Made by `mvn -Pscore test` of the model and MNIST's 10,000 test images.\n");
    line("- Made by: `%s`, ended %s", provenance.command(), provenance.created());
    line(
        "- Architecture `%s`, %,d parameters; temperature %.3f; `?` under a confidence of %.2f",
        model.architecture().label(),
        model.parameters().length,
        model.temperature(),
        model.minConfidence());
    line("- Weights, SHA-256: `%s`", ModelFile.sha256(model));
    line(
        "- Right: %,d of %,d, %.2f %% (95 %% interval %.2f to %.2f); expected calibration error"
            + " %.2f %%; answered `?`: %d; wrong with a confidence of 0.9 or more: %d\n",
        evaluation.all().correct(),
        evaluation.all().n(),
        100 * evaluation.all().accuracy(),
        100 * interval.low(),
        100 * interval.high(),
        100 * evaluation.calibrationError(),
        evaluation.unsure(),
        evaluation.confidentMisreads());
    line("## Recall by digit\n");
    line("| digit | shown | read | recall in %% |\n| --- | --- | --- | --- |");
    int[][] confusion = evaluation.confusion();
    for (int digit = 0; digit < 10; digit++) {
      int shown = 0;
      for (int n : confusion[digit]) {
        shown += n;
      }
      line(
          "| %d | %d | %d | %.2f |",
          digit, shown, confusion[digit][digit], 100.0 * confusion[digit][digit] / shown);
    }
    line("\n## What it misreads\n");
    line("![all %d misread test images](%s-misread.png)\n", misread.size(), name);
    line(
        "By digit shown, then digit read, row by row: %s.",
        String.join(" ", misread.stream().map(Misread::label).toList()));
  }

  /** Twenty a row. */
  private static BufferedImage sheet(List<Misread> misread) {
    int cell = SIDE * ZOOM + GAP;
    int columns = 20;
    int rows = (misread.size() + columns - 1) / columns;
    var sheet = new BufferedImage(columns * cell, rows * cell, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < misread.size(); i++) {
      MnistImage image = misread.get(i).image().image();
      for (int y = 0; y < SIDE * ZOOM; y++) {
        for (int x = 0; x < SIDE * ZOOM; x++) {
          int level = image.at(y / ZOOM, x / ZOOM);
          sheet.getRaster().setSample(i % columns * cell + x, i / columns * cell + y, 0, level);
        }
      }
    }
    return sheet;
  }

  private void line(String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
