package io.github.mnistfit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistfit.evaluation.LabelFile;
import io.github.mnistfit.evaluation.LabelledNumbers;
import io.github.mnistfit.evaluation.LabelledPicture;
import io.github.mnistfit.evaluation.NumberEvaluation;
import io.github.mnistfit.image.PictureSource;
import io.github.mnistfit.io.AtomicFile;
import io.github.mnistfit.mnist.LabelledImage;
import io.github.mnistfit.samples.NumberRow;
import io.github.mnistfit.samples.PictureFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Scores how numbers are read and rewrites docs/numbers.md. Takes minutes: {@code mvn -Pscore
 * test}. Tesseract is compared where its command is installed.
 */
@Tag("score")
class ReadResultsTest {
  private static final int ROWS = 300;
  private static final int DIGITS = 5;

  private final StringBuilder text = new StringBuilder();

  @Test
  void rewriteResults() throws Exception {
    write("# Numbers of several digits\n");
    write("Made by `mvn -Pscore test` with the default network.\n");
    try (NumberReader reader = NumberReader.open(Path.of("models", "default.zip"))) {
      pictures(reader);
      single(reader);
      rows(reader);
    }
    AtomicFile.write(
        Path.of("docs", "numbers.md"),
        true,
        out -> out.write(text.toString().getBytes(StandardCharsets.UTF_8)));
  }

  private void pictures(NumberReader reader) throws Exception {
    List<LabelledNumbers> pictures =
        LabelFile.readNumbers(SharedFolder.require("pictures/multi/labels.csv"));
    assertThat(pictures).hasSize(29);
    write("## Photos and drawings by strangers\n");
    write("29 pictures of 1 to 5 lines. Edits: digits missed, invented or misread.\n");
    write("| reader | lines exact | edits of all digits |\n| --- | --- | --- |");
    var ours = new NumberEvaluation();
    List<Double> seconds = new ArrayList<>();
    for (LabelledNumbers picture : pictures) {
      long start = System.nanoTime();
      ours.add(picture, texts(reader.read(PictureSource.of(picture.file())), reader));
      seconds.add((System.nanoTime() - start) / 1e9);
    }
    row("mnistfit read", ours);
    for (String mode : List.of("6", "7")) {
      if (tesseractIsInstalled()) {
        var theirs = new NumberEvaluation();
        for (LabelledNumbers picture : pictures) {
          theirs.add(picture, tesseract(picture.file(), mode));
        }
        row("tesseract --psm " + mode + ", digits only", theirs);
      }
    }
    write("");
    double[] sorted = seconds.stream().mapToDouble(s -> s).sorted().toArray();
    write(
        String.format(
            Locale.ROOT,
            "Seconds a picture, decoding included: median %.2f, longest %.2f.\n",
            sorted[sorted.length / 2],
            sorted[sorted.length - 1]));
    ours.misread()
        .forEach(
            wrong ->
                write(
                    "- "
                        + wrong.path()
                        + ": "
                        + String.join("/", wrong.read())
                        + " instead of "
                        + String.join("/", wrong.rows())));
    write("");
  }

  private void single(NumberReader reader) throws Exception {
    var evaluation = new NumberEvaluation();
    for (LabelledPicture picture :
        LabelFile.read(SharedFolder.require("pictures/single/labels.csv"))) {
      evaluation.add(
          new LabelledNumbers(
              picture.path(), picture.file(), List.of(Integer.toString(picture.label()))),
          texts(reader.read(PictureSource.of(picture.file())), reader));
    }
    write("## Pictures of one digit\n");
    write(
        String.format(
            Locale.ROOT,
            "The pictures of `docs/results.md`, read as one line of one digit: %d of %d (%.1f %%).\n",
            evaluation.exact(),
            evaluation.lines(),
            100.0 * evaluation.exact() / evaluation.lines()));
  }

  private void rows(NumberReader reader) throws Exception {
    List<LabelledImage> test = SharedFolder.mnist().test();
    write("## Rows of MNIST's test digits\n");
    write(
        "Random sizes, thicknesses, slopes to 7° and grain; in a pair that touches ink meets ink.\n");
    write("| rows | lines exact | edits of all digits |\n| --- | --- | --- |");
    var random = new Random(20);
    row(ROWS + " of " + DIGITS + " digits apart", generated(reader, test, DIGITS, false, random));
    row(ROWS + " touching pairs", generated(reader, test, 2, true, random));
  }

  private static NumberEvaluation generated(
      NumberReader reader, List<LabelledImage> test, int length, boolean touching, Random random)
      throws IOException {
    var evaluation = new NumberEvaluation();
    for (int i = 0; i < ROWS; i++) {
      List<LabelledImage> digits = random.ints(length, 0, test.size()).mapToObj(test::get).toList();
      NumberRow row = NumberRow.of(digits, touching, random);
      List<NumberLine> lines = reader.read(PictureSource.of(PictureFile.png(row.picture())));
      var shown = new LabelledNumbers("row " + i, Path.of("row"), List.of(row.number()));
      evaluation.add(shown, texts(lines, reader));
    }
    return evaluation;
  }

  private static List<String> texts(List<NumberLine> lines, NumberReader reader) {
    return lines.stream().map(line -> line.text(reader.minConfidence())).toList();
  }

  private static boolean tesseractIsInstalled() throws InterruptedException {
    try {
      return new ProcessBuilder("tesseract", "--version")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** Its lines that have any digit. */
  private static List<String> tesseract(Path picture, String mode) throws IOException {
    Process process =
        new ProcessBuilder(
                "tesseract",
                picture.toString(),
                "-",
                "--psm",
                mode,
                "-c",
                "tessedit_char_whitelist=0123456789")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return Arrays.stream(out.split("\n"))
        .map(line -> line.replaceAll("[^0-9]", ""))
        .filter(line -> !line.isEmpty())
        .toList();
  }

  private void row(String name, NumberEvaluation evaluation) {
    write(
        String.format(
            Locale.ROOT,
            "| %s | %d of %d (%.1f %%) | %d of %d (%.1f %%) |",
            name,
            evaluation.exact(),
            evaluation.lines(),
            100.0 * evaluation.exact() / evaluation.lines(),
            evaluation.edits(),
            evaluation.digits(),
            100.0 * evaluation.edits() / evaluation.digits()));
  }

  private void write(String line) {
    text.append(line).append('\n');
  }
}
