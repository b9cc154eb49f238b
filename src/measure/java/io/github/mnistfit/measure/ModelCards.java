package io.github.mnistfit.measure;

import io.github.mnistfit.Answer;
import io.github.mnistfit.DigitRecognizer;
import io.github.mnistfit.SharedFolder;
import io.github.mnistfit.evaluation.Evaluation;
import io.github.mnistfit.evaluation.Tally;
import io.github.mnistfit.mnist.LabelledImage;
import io.github.mnistfit.mnist.MnistImage;
import io.github.mnistfit.network.Model;
import io.github.mnistfit.network.ModelFile;
import io.github.mnistfit.network.Provenance;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import javax.imageio.ImageIO;

/**
 * Writes the card of each shipped model, models/NAME.md, and the picture of what it misreads there.
 */
public final class ModelCards {
  private static final int SIDE = MnistImage.SIDE;
  private static final int ZOOM = 2;
  private static final int GAP = 4;

  private ModelCards() {}

  public static void main(String[] args) throws Exception {
    List<LabelledImage> test = SharedFolder.mnist().test();
    for (String name : List.of("default", "article")) {
      Card card = card(name, test);
      ImageIO.write(card.misread(), "png", misread(name).toFile());
      card.text().save(file(name));
    }
  }

  static Path file(String name) {
    return Path.of("models", name + ".md");
  }

  static Path misread(String name) {
    return Path.of("models", name + "-misread.png");
  }

  /**
   * A model's card.
   *
   * @param misread the picture of what it misreads
   */
  record Card(Document text, BufferedImage misread) {}

  /** Has a shipped model read MNIST's test images. */
  static Card card(String name, List<LabelledImage> test) throws IOException, InterruptedException {
    Model model = ModelFile.read(Recognition.modelFile(name));
    var evaluation = new Evaluation(model.rejectionThreshold());
    List<Misread> misread = new ArrayList<>();
    try (DigitRecognizer recognizer = DigitRecognizer.open(Recognition.modelFile(name))) {
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
    misread.sort(
        Comparator.comparingInt((Misread m) -> m.image().label()).thenComparingInt(Misread::read));
    var card = new Document();
    card.line("# %s.zip\n", name);
    card.line(
        "Made by `ModelCards` (see CONTRIBUTING.md) of the model and MNIST's 10,000 test images.\n");
    model(card, model, ModelFile.readProvenance(Recognition.modelFile(name)));
    accuracy(card, evaluation);
    recall(card, evaluation.confusion());
    card.line("\n## What it misreads\n");
    card.line("![all %d misread test images](%s-misread.png)\n", misread.size(), name);
    card.line(
        "By digit shown, then digit read, row by row: %s.",
        String.join(" ", misread.stream().map(Misread::label).toList()));
    return new Card(card, sheet(misread));
  }

  private record Misread(LabelledImage image, int read) {
    String label() {
      return image.label() + "→" + read;
    }
  }

  private static void model(Document card, Model model, Provenance provenance) {
    card.line("- Made by: `%s`, ended %s", provenance.command(), provenance.created());
    card.line(
        "- Architecture `%s`, %,d parameters; temperature %.3f; `?` under a confidence of %.2f",
        model.architecture().label(),
        model.parameters().length,
        model.temperature(),
        model.rejectionThreshold());
    card.line("- Weights, SHA-256: `%s`", ModelFile.sha256(model));
  }

  private static void accuracy(Document card, Evaluation evaluation) {
    Tally.Interval interval = evaluation.all().interval();
    card.line(
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
  }

  private static void recall(Document card, int[][] confusion) {
    card.line("## Recall by digit\n");
    card.line("| digit | shown | read | recall in %% |\n| --- | --- | --- | --- |");
    for (int digit = 0; digit < 10; digit++) {
      int shown = Arrays.stream(confusion[digit]).sum();
      int read = confusion[digit][digit];
      card.line("| %d | %d | %d | %.2f |", digit, shown, read, 100.0 * read / shown);
    }
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
}
