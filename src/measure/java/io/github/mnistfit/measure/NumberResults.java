package io.github.mnistfit.measure;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.github.mnistfit.NumberAnswer;
import io.github.mnistfit.NumberReader;
import io.github.mnistfit.SharedFolder;
import io.github.mnistfit.evaluation.LabelFile;
import io.github.mnistfit.evaluation.LabelledNumbers;
import io.github.mnistfit.evaluation.LabelledPicture;
import io.github.mnistfit.evaluation.NumberEvaluation;
import io.github.mnistfit.fitter.PictureSource;
import io.github.mnistfit.image.PngWriter;
import io.github.mnistfit.mnist.LabelledImage;
import io.github.mnistfit.robustness.NonDigit;
import io.github.mnistfit.samples.NumberRow;
import io.github.mnistfit.samples.PictureFile;
import io.github.mnistfit.training.scenes.Scene;
import io.github.mnistfit.training.scenes.SceneKind;
import io.github.mnistfit.training.scenes.SceneSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.math3.stat.StatUtils;

/**
 * Scores how numbers are read and writes {@code docs/numbers.md}. The argument is a CSV of what
 * other readers made of the same pictures, which {@code src/bench/other-readers.sh} makes; without
 * one, their rows are left out.
 */
public final class NumberResults {
  private static final int ROWS = 300;
  private static final int DIGITS = 5;

  /** Drawn pictures without a number, half parts of pages and half of {@link NonDigit}'s kinds. */
  private static final int WITHOUT = 500;

  private static final int HELD_OUT = 5000;
  private static final long SEED = 20_262;

  private final Document document = new Document();
  private final NumberReader reader;
  private final Map<String, Map<Path, List<String>>> others;

  private NumberResults(NumberReader reader, Map<String, Map<Path, List<String>>> others) {
    this.reader = reader;
    this.others = others;
  }

  public static void main(String[] args) throws Exception {
    try (NumberReader reader = NumberReader.open(Recognition.modelFile("default"))) {
      new NumberResults(reader, args.length == 0 ? Map.of() : answers(Path.of(args[0]))).write();
    }
  }

  /** The rows that other readers saw, by reader and picture. */
  private static Map<String, Map<Path, List<String>>> answers(Path csv) throws IOException {
    Map<String, Map<Path, List<String>>> answers = new LinkedHashMap<>();
    try (CsvReader<NamedCsvRecord> records = CsvReader.builder().ofNamedCsvRecord(csv)) {
      for (NamedCsvRecord row : records) {
        List<String> rows =
            answers
                .computeIfAbsent(row.getField("reader"), name -> new TreeMap<>())
                .computeIfAbsent(
                    Path.of(row.getField("picture")).toRealPath(), path -> new ArrayList<>());
        if (!row.getField("row").isEmpty()) {
          rows.add(row.getField("row"));
        }
      }
    }
    return answers;
  }

  private void write() throws Exception {
    document.line("# Numbers of several digits\n");
    document.line(
        "Made by `NumberResults` with the default network and `page-ink.zip`, the rows of other readers by"
            + "\n`src/bench/other-readers.sh` (see CONTRIBUTING.md).\n");
    strangers();
    single();
    without();
    rows();
    document.save(Path.of("docs", "numbers.md"));
  }

  private void strangers() throws Exception {
    document.line("## Photos and drawings by strangers\n");
    document.line(
        "Edits: digits missed, invented or misread. mnistfit was developed with the first"
            + " collection. The other readers\nread text in general; what isn't a digit is left out"
            + " of what they say, and Tesseract is told to see digits only.\n");
    document.line("| pictures | reader | lines exact | edits of all digits |");
    document.line("| --- | --- | --- | --- |");
    List<NumberEvaluation> ours = new ArrayList<>();
    for (String collection : List.of("pictures", "pictures-2")) {
      Path labels = SharedFolder.require(collection + "/multi/labels.csv");
      List<LabelledNumbers> pictures = LabelFile.readNumbers(labels);
      ours.add(ours(collection, pictures));
      for (Map.Entry<String, Map<Path, List<String>>> other : others.entrySet()) {
        var theirs = new NumberEvaluation();
        for (LabelledNumbers picture : pictures) {
          Path file = labels.resolveSibling(picture.name()).toRealPath();
          theirs.add(picture, other.getValue().getOrDefault(file, List.of()));
        }
        row(collection + " | " + other.getKey(), theirs);
      }
    }
    document.line("");
    for (NumberEvaluation evaluation : ours) {
      for (NumberEvaluation.Misread wrong : evaluation.misread()) {
        document.line(
            "- %s: %s instead of %s",
            wrong.name(), String.join("/", wrong.read()), String.join("/", wrong.rows()));
      }
    }
    document.line("");
  }

  private NumberEvaluation ours(String collection, List<LabelledNumbers> pictures)
      throws Exception {
    var ours = new NumberEvaluation();
    double[] seconds = new double[pictures.size()];
    for (int i = 0; i < seconds.length; i++) {
      long start = System.nanoTime();
      ours.add(pictures.get(i), texts(pictures.get(i).source()));
      seconds[i] = (System.nanoTime() - start) / 1e9;
    }
    row(collection + " | mnistfit read", ours);
    System.out.printf(
        "%s: seconds a picture, decoding included: median %.2f, longest %.2f%n",
        collection, StatUtils.percentile(seconds, 50), StatUtils.max(seconds));
    return ours;
  }

  private void single() throws Exception {
    document.line("## Pictures of one digit\n");
    document.line("Read as one line of one digit.\n");
    document.line("| pictures | lines exact | edits of all digits |\n| --- | --- | --- |");
    for (String collection : List.of("pictures", "pictures-2")) {
      var evaluation = new NumberEvaluation();
      for (LabelledPicture picture :
          LabelFile.read(SharedFolder.require(collection + "/single/labels.csv"))) {
        List<String> shown = List.of(Integer.toString(picture.label()));
        evaluation.add(
            new LabelledNumbers(picture.name(), picture.source(), shown), texts(picture.source()));
      }
      row(collection, evaluation);
    }
    document.line("");
  }

  private void without() throws Exception {
    document.line("## Pictures without a number\n");
    document.line("In how many some digit is invented.\n");
    document.line("| pictures | with a digit |\n| --- | --- |");
    List<PictureSource> strangers = new ArrayList<>();
    try (Stream<Path> files = Files.list(SharedFolder.require("pictures-2/nodigit"))) {
      for (Path file : files.filter(f -> f.toString().matches(".*(jpe?g|png)")).sorted().toList()) {
        strangers.add(PictureSource.of(file));
      }
    }
    invented("pictures-2, no digit", strangers);
    List<LabelledImage> images = SharedFolder.mnist().training();
    SceneSource pages =
        SceneKind.PAGE.source(images.subList(images.size() - HELD_OUT, images.size()));
    var random = new SplittableRandom(SEED);
    List<PictureSource> drawn = new ArrayList<>();
    while (drawn.size() < WITHOUT / 2) {
      Scene scene = pages.any(random.split());
      if (!scene.hasDigit() && scene.digits().isEmpty()) { // nor one that is too large
        drawn.add(PictureSource.of(PngWriter.toPng(scene.picture())));
      }
    }
    invented("parts of pages, drawn", drawn);
    drawn.clear();
    NonDigit[] kinds = NonDigit.values();
    for (int i = 0; i < WITHOUT / 2; i++) {
      NonDigit kind = kinds[i % kinds.length];
      if (kind != NonDigit.TWO_DIGITS) {
        drawn.add(PictureSource.of(PictureFile.png(kind.picture(SEED + i))));
      }
    }
    invented("other drawings, drawn", drawn);
    document.line("");
  }

  private void invented(String name, List<PictureSource> pictures) throws InterruptedException {
    long invented = 0;
    for (PictureSource picture : pictures) {
      invented += texts(picture).stream().anyMatch(text -> text.matches(".*[0-9].*")) ? 1 : 0;
    }
    document.line(
        "| %s | %d of %d (%.1f %%) |",
        name, invented, pictures.size(), 100.0 * invented / pictures.size());
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
