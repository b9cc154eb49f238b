package io.github.mnistfit.fit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistfit.Answer;
import io.github.mnistfit.DigitRecognizer;
import io.github.mnistfit.SharedFolder;
import io.github.mnistfit.evaluation.Evaluation;
import io.github.mnistfit.evaluation.LabelFile;
import io.github.mnistfit.evaluation.LabelledPicture;
import io.github.mnistfit.evaluation.Tally;
import io.github.mnistfit.fit.article.ArticleStage;
import io.github.mnistfit.fit.article.Invert;
import io.github.mnistfit.fit.article.OtsuThreshold;
import io.github.mnistfit.fit.article.ScaleToBox;
import io.github.mnistfit.image.ColourMode;
import io.github.mnistfit.image.Decoding;
import io.github.mnistfit.image.Picture;
import io.github.mnistfit.image.PictureSource;
import io.github.mnistfit.ink.Mats;
import io.github.mnistfit.io.AtomicFile;
import io.github.mnistfit.mnist.LabelledImage;
import io.github.mnistfit.mnist.MnistImage;
import io.github.mnistfit.network.DigitNetwork;
import io.github.mnistfit.network.Model;
import io.github.mnistfit.network.ModelFile;
import io.github.mnistfit.network.Provenance;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.math3.stat.StatUtils;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.opencv.core.Mat;

/**
 * Scores both networks and all fits on strangers' pictures and rewrites docs/results.md. Takes
 * minutes: {@code mvn -Pscore test}.
 */
@Tag("score")
class ResultsTest {
  private static final List<String> MODELS = List.of("default", "article");

  /** Stands for a step that is left out: nothing is done. */
  private record Nothing() implements Step {
    @Override
    public String name() {
      return "nothing";
    }

    @Override
    public Mat apply(Mat picture) {
      return picture.clone();
    }
  }

  /** The whole picture at the size that {@link LocateDigit} cuts out. */
  private record WholePicture() implements Step {
    @Override
    public String name() {
      return "whole picture";
    }

    @Override
    public Mat apply(Mat picture) {
      return Mats.reducedTo(256, picture);
    }
  }

  /** A picture and where it is counted. */
  private record Item(LabelledPicture picture) implements PictureSource {
    @Override
    public Picture open(Decoding decoding) throws IOException {
      return PictureSource.of(picture.file()).open(decoding);
    }
  }

  private final StringBuilder text = new StringBuilder();

  @Test
  void rewriteResults() throws Exception {
    List<Item> single = items("single/labels.csv");
    assertThat(single).hasSize(567);
    write("# Results\n");
    write("Made by `mvn -Pscore test`, on pictures that strangers made of their own digits.");
    write(
        "They lie in `../shared/pictures` beside the checkout. No network has learnt from them; which"
            + " styles are drawn\ninto the training images, and for how many epochs, was chosen with"
            + " the errors on them in view.\n");
    stages(single);
    networks(single);
    corpora();
    mnist();
    comparison(single);
    ablation(single);
    AtomicFile.write(
        Path.of("docs", "results.md"),
        true,
        out -> out.write(text.toString().getBytes(StandardCharsets.UTF_8)));
  }

  /** The article's story. */
  private void stages(List<Item> single) throws Exception {
    write("## The article's fit, stage by stage\n");
    write("With the article's network (`article.zip`); accuracy in %.\n");
    write(
        "| stage | crop | drawn | photo | tiny | mean | all |\n| --- | --- | --- | --- | --- | --- | --- |");
    try (DigitNetwork network = network("article")) {
      for (ArticleStage stage : ArticleStage.values()) {
        row(stage.label(), evaluate(network, stage.fit(), single));
      }
      row("robust", evaluate(network, Fit.robust(), single));
    }
    write("");
  }

  private void networks(List<Item> single) throws Exception {
    write("## Both networks with the robust fit\n");
    write("Confident misreads are wrong with a confidence of 0.9 or more.\n");
    write(
        "| network | crop | drawn | photo | tiny | mean | all |\n| --- | --- | --- | --- | --- | --- | --- |");
    List<String> notes = new ArrayList<>();
    for (String model : MODELS) {
      try (DigitNetwork network = network(model)) {
        var confident = new ArrayList<String>();
        var wrong = new ArrayList<String>();
        var evaluation = new Evaluation();
        DigitRecognizer.of(network, Fit.robust())
            .recognizeAll(
                single.iterator(),
                (item, answer) -> {
                  evaluation.add(item.picture().group(), item.picture().label(), answer);
                  note(item.picture(), answer, wrong, confident);
                });
        row(model, evaluation);
        Tally.Interval interval = evaluation.all().interval();
        notes.add(
            String.format(
                Locale.ROOT,
                "`%s.zip`: %d of %d right (95 %% interval %.1f to %.1f), %d confident misreads,"
                    + " expected calibration error %.2f %%. Wrong: %s.",
                model,
                evaluation.all().correct(),
                evaluation.all().n(),
                100 * interval.low(),
                100 * interval.high(),
                confident.size(),
                100 * evaluation.calibrationError(),
                String.join("; ", wrong)));
      }
    }
    write("");
    notes.forEach(note -> write(note + "\n"));
  }

  private void corpora() throws Exception {
    write("## Two classic sets\n");
    write("1,000 digits each, 16×16, white on black; accuracy in %.\n");
    write("| network | fit | usps-test | semeion |\n| --- | --- | --- | --- |");
    for (String model : MODELS) {
      try (DigitNetwork network = network(model)) {
        for (Fit fit : List.of(Fit.robust(), Fit.article())) {
          double usps = accuracy(network, fit, "corpora/usps-test/labels.csv");
          double semeion = accuracy(network, fit, "corpora/semeion/labels.csv");
          write(
              String.format(
                  Locale.ROOT, "| %s | %s | %.1f | %.1f |", model, fit.name(), usps, semeion));
        }
      }
    }
    write("");
  }

  private void mnist() throws Exception {
    write("## MNIST's 10,000 test images\n");
    write("As they are, and sent through the robust fit first; accuracy in %.\n");
    write("| network | as they are | refitted |\n| --- | --- | --- |");
    List<LabelledImage> test = SharedFolder.mnist().test();
    for (String model : MODELS) {
      try (DigitNetwork network = network(model)) {
        DigitRecognizer recognizer = DigitRecognizer.of(network, Fit.robust());
        var plain = new Evaluation();
        Iterator<Answer> answers =
            recognizer.read(test.stream().map(LabelledImage::image).toList()).iterator();
        var refitted = new Evaluation();
        for (LabelledImage image : test) {
          plain.add("mnist", image.label(), answers.next());
          refitted.add(
              "mnist", image.label(), recognizer.recognize(mode -> Picture.of(image.image())));
        }
        write(
            String.format(
                Locale.ROOT,
                "| %s | %.2f | %.2f |",
                model,
                100 * plain.all().accuracy(),
                100 * refitted.all().accuracy()));
      }
    }
    write("");
  }

  /** What the default costs more, and what it gives for that. */
  private void comparison(List<Item> single) throws Exception {
    write("## The article's network and recipe against the default\n");
    write(
        "Times are of a machine that did other work too: the time an image is the network's alone,"
            + " in batches of 64 on one thread, the median of 9 turns in which both took part.\n");
    write("| | article | default |\n| --- | --- | --- |");
    Model article = ModelFile.read(Path.of("models", "article.zip"));
    Model standard = ModelFile.read(Path.of("models", "default.zip"));
    Provenance articleLog = ModelFile.readProvenance(Path.of("models", "article.zip"));
    Provenance standardLog = ModelFile.readProvenance(Path.of("models", "default.zip"));
    try (DigitNetwork one = DigitNetwork.of(article);
        DigitNetwork other = DigitNetwork.of(standard)) {
      Evaluation own = evaluate(one, Fit.robust(), single);
      Evaluation standardOwn = evaluate(other, Fit.robust(), single);
      double[] ratios = new double[9];
      double[] micros = new double[9];
      for (int turn = -1; turn < ratios.length; turn++) {
        double first = microsAnImage(one);
        double second = microsAnImage(other);
        if (turn >= 0) {
          ratios[turn] = second / first;
          micros[turn] = first;
        }
      }
      write(
          String.format(
              Locale.ROOT,
              "| MNIST's test images, %% | %.2f | %.2f |",
              100 * articleLog.test().accuracy(),
              100 * standardLog.test().accuracy()));
      write(
          String.format(
              Locale.ROOT,
              "| 567 own pictures, robust fit, %% | %.1f | %.1f |",
              100 * own.all().accuracy(),
              100 * standardOwn.all().accuracy()));
      write(
          String.format(
              Locale.ROOT,
              "| expected calibration error there, %% | %.2f | %.2f |",
              100 * own.calibrationError(),
              100 * standardOwn.calibrationError()));
      write(
          String.format(
              Locale.ROOT,
              "| confident misreads there | %d | %d |",
              own.confidentMisreads(),
              standardOwn.confidentMisreads()));
      write(
          String.format(
              Locale.ROOT,
              "| parameters | %,d | %,d |",
              article.parameters().length,
              standard.parameters().length));
      double median = StatUtils.percentile(micros, 50);
      double ratio = StatUtils.percentile(ratios, 50);
      write(
          String.format(
              Locale.ROOT,
              "| time an image, µs | %.0f | %.0f (%.2f times) |",
              median,
              median * ratio,
              ratio));
      write(
          String.format(
              Locale.ROOT,
              "| training | %d epochs, %.0f min | %d epochs, %.0f min |\n",
              articleLog.epochs().size(),
              articleLog.seconds() / 60,
              standardLog.epochs().size(),
              standardLog.seconds() / 60));
    }
  }

  private static double microsAnImage(DigitNetwork network) {
    List<MnistImage> images = Collections.nCopies(640, MnistImage.of(new byte[784]));
    long start = System.nanoTime();
    network.probabilities(images);
    return (System.nanoTime() - start) / 1e3 / images.size();
  }

  private void ablation(List<Item> single) throws Exception {
    write("## What each step of the robust fit buys\n");
    write("Each line without one step, or with a simpler one in its place; accuracy in %.\n");
    write(
        "The better the network, the less it needs the last of them: what the collection doesn't"
            + " show is\nheld by the conditions in `RobustFitTest` (a small digit in a large photo,"
            + " yellow ink, ruled paper, …).\n");
    for (String model : MODELS) {
      write("With `" + model + ".zip`:\n");
      write(
          "| fit | crop | drawn | photo | tiny | mean | all |\n| --- | --- | --- | --- | --- | --- | --- |");
      try (DigitNetwork network = network(model)) {
        for (Map.Entry<String, Fit> without : ablations().entrySet()) {
          row(without.getKey(), evaluate(network, without.getValue(), single));
        }
      }
      write("");
    }
  }

  private static Map<String, Fit> ablations() {
    List<Step> steps = Fit.robust().steps();
    Map<String, Step> substitutes = new LinkedHashMap<>();
    substitutes.put("page on table", new Nothing());
    substitutes.put("locate", new WholePicture());
    substitutes.put("ink grey", new ConvertToGrey());
    substitutes.put("polarity", new Nothing());
    substitutes.put("divide by paper", new Invert());
    substitutes.put("remove lines", new Nothing());
    substitutes.put("isolate", new OtsuThreshold());
    substitutes.put("stroke width", new Nothing());
    substitutes.put("reduce", new ScaleToBox());
    Map<String, Fit> ablations = new LinkedHashMap<>();
    ablations.put("robust", Fit.robust());
    substitutes.forEach(
        (name, substitute) -> {
          List<Step> changed =
              steps.stream().map(step -> step.name().equals(name) ? substitute : step).toList();
          ablations.put(
              "without "
                  + name
                  + (substitute instanceof Nothing ? "" : ", but " + substitute.name()),
              new Fit(name, ColourMode.ON_PAPER, MnistForm::of, changed));
        });
    ablations.put(
        "without “left as it is”",
        new Fit("robust", ColourMode.ON_PAPER, picture -> Optional.empty(), steps));
    return ablations;
  }

  private static void note(
      LabelledPicture picture, Answer answer, List<String> wrong, List<String> confident) {
    if (answer instanceof Answer.Read read) {
      if (read.prediction().digit() != picture.label()) {
        wrong.add(
            String.format(
                Locale.ROOT,
                "%s a %d read as %d (%.2f)",
                picture.path().substring(0, picture.path().indexOf('/')),
                picture.label(),
                read.prediction().digit(),
                read.prediction().confidence()));
        if (read.prediction().confidence() >= 0.9) {
          confident.add(picture.path());
        }
      }
    } else {
      wrong.add(picture.path() + " has no answer");
    }
  }

  private static double accuracy(DigitNetwork network, Fit fit, String labels) throws Exception {
    return 100 * evaluate(network, fit, items(labels)).all().accuracy();
  }

  private static Evaluation evaluate(DigitNetwork network, Fit fit, List<Item> items)
      throws InterruptedException {
    var evaluation = new Evaluation();
    DigitRecognizer.of(network, fit)
        .recognizeAll(
            items.iterator(),
            (item, answer) ->
                evaluation.add(item.picture().group(), item.picture().label(), answer));
    return evaluation;
  }

  private static List<Item> items(String labels) throws IOException {
    return LabelFile.read(SharedFolder.require("pictures/" + labels)).stream()
        .map(Item::new)
        .toList();
  }

  private static DigitNetwork network(String model) throws IOException {
    return DigitNetwork.load(Path.of("models", model + ".zip"));
  }

  private void row(String name, Evaluation evaluation) {
    var row = new StringBuilder("| " + name + " |");
    evaluation
        .groups()
        .values()
        .forEach(
            tally -> row.append(String.format(Locale.ROOT, " %.1f |", 100 * tally.accuracy())));
    row.append(
        String.format(
            Locale.ROOT,
            " %.1f | %.1f |",
            100 * evaluation.meanGroupAccuracy(),
            100 * evaluation.all().accuracy()));
    write(row.toString());
  }

  private void write(String line) {
    text.append(line).append('\n');
  }
}
