package io.github.mnistfit.measure;

import io.github.mnistfit.NumberAnswer;
import io.github.mnistfit.NumberReader;
import io.github.mnistfit.SharedFolder;
import io.github.mnistfit.evaluation.LabelFile;
import io.github.mnistfit.evaluation.LabelledNumbers;
import io.github.mnistfit.evaluation.LabelledPicture;
import io.github.mnistfit.evaluation.NumberEvaluation;
import io.github.mnistfit.fitter.PictureSource;
import io.github.mnistfit.mnist.LabelledImage;
import io.github.mnistfit.samples.NumberRow;
import io.github.mnistfit.samples.PictureFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.apache.commons.math3.stat.StatUtils;

/**
 * Scores how numbers are read and writes docs/numbers.md. Tesseract is compared where its command
 * is installed.
 */
public final class NumberResults {
  private static final int ROWS = 300;
  private static final int DIGITS = 5;

  private final Document document = new Document();
  private final NumberReader reader;

  private NumberResults(NumberReader reader) {
    this.reader = reader;
  }

  public static void main(String[] args) throws Exception {
    try (NumberReader reader = NumberReader.open(Recognition.modelFile("default"))) {
      new NumberResults(reader).write();
    }
  }

  private void write() throws Exception {
    document.line("# Numbers of several digits\n");
    document.line("Made by `NumberResults` (see CONTRIBUTING.md) with the default network.\n");
    pictures();
    single();
    rows();
    document.save(Path.of("docs", "numbers.md"));
  }

  private void pictures() throws Exception {
    Path labels = SharedFolder.require("pictures/multi/labels.csv");
    List<LabelledNumbers> pictures = LabelFile.readNumbers(labels);
    document.line("## Photos and drawings by strangers\n");
    document.line(
        "%d pictures of 1 to 5 lines. Edits: digits missed, invented or misread.\n",
        pictures.size());
    document.line("| reader | lines exact | edits of all digits |\n| --- | --- | --- |");
    var ours = new NumberEvaluation();
    double[] seconds = new double[pictures.size()];
    for (int i = 0; i < seconds.length; i++) {
      long start = System.nanoTime();
      ours.add(pictures.get(i), texts(pictures.get(i).source()));
      seconds[i] = (System.nanoTime() - start) / 1e9;
    }
    row("mnistfit read", ours);
    for (String mode : Tesseract.modes()) {
      var theirs = new NumberEvaluation();
      for (LabelledNumbers picture : pictures) {
        theirs.add(picture, Tesseract.lines(labels.resolveSibling(picture.name()), mode));
      }
      row("tesseract --psm " + mode + ", digits only", theirs);
    }
    document.line(
        "\nSeconds a picture, decoding included: median %.2f, longest %.2f.\n",
        StatUtils.percentile(seconds, 50), StatUtils.max(seconds));
    for (NumberEvaluation.Misread wrong : ours.misread()) {
      document.line(
          "- %s: %s instead of %s",
          wrong.name(), String.join("/", wrong.read()), String.join("/", wrong.rows()));
    }
    document.line("");
  }

  private void single() throws Exception {
    var evaluation = new NumberEvaluation();
    for (LabelledPicture picture : Recognition.single()) {
      List<String> shown = List.of(Integer.toString(picture.label()));
      evaluation.add(
          new LabelledNumbers(picture.name(), picture.source(), shown), texts(picture.source()));
    }
    document.line("## Pictures of one digit\n");
    document.line(
        "The pictures of `docs/results.md`, read as one line of one digit: %d of %d (%.1f %%).\n",
        evaluation.exact(), evaluation.lines(), 100.0 * evaluation.exact() / evaluation.lines());
  }

  private void rows() throws Exception {
    List<LabelledImage> test = SharedFolder.mnist().test();
    document.line("## Rows of MNIST's test digits\n");
    document.line(
        "Random sizes, thicknesses, slopes to 7° and grain; in a pair that touches ink meets ink.\n");
    document.line("| rows | lines exact | edits of all digits |\n| --- | --- | --- |");
    var random = new Random(20);
    row(ROWS + " of " + DIGITS + " digits apart", generated(test, DIGITS, false, random));
    row(ROWS + " touching pairs", generated(test, 2, true, random));
  }

  private NumberEvaluation generated(
      List<LabelledImage> test, int length, boolean touching, Random random) throws Exception {
    var evaluation = new NumberEvaluation();
    for (int i = 0; i < ROWS; i++) {
      List<LabelledImage> digits = random.ints(length, 0, test.size()).mapToObj(test::get).toList();
      NumberRow row = NumberRow.of(digits, touching, random);
      PictureSource source = PictureSource.of(PictureFile.png(row.picture()));
      evaluation.add(new LabelledNumbers("row " + i, source, List.of(row.number())), texts(source));
    }
    return evaluation;
  }

  private List<String> texts(PictureSource source) throws InterruptedException {
    return reader.read(source) instanceof NumberAnswer.Lines lines
        ? lines.lines().stream().map(line -> line.text(reader.rejectionThreshold())).toList()
        : List.of();
  }

  private void row(String name, NumberEvaluation evaluation) {
    document.line(
        "| %s | %d of %d (%.1f %%) | %d of %d (%.1f %%) |",
        name,
        evaluation.exact(),
        evaluation.lines(),
        100.0 * evaluation.exact() / evaluation.lines(),
        evaluation.edits(),
        evaluation.digits(),
        100.0 * evaluation.edits() / evaluation.digits());
  }
}
