package io.github.mnistfit.measure;

import io.github.mnistfit.Answer;
import io.github.mnistfit.DigitRecognizer;
import io.github.mnistfit.SharedFolder;
import io.github.mnistfit.evaluation.Evaluation;
import io.github.mnistfit.evaluation.Evaluator;
import io.github.mnistfit.evaluation.LabelledPicture;
import io.github.mnistfit.evaluation.Tally;
import io.github.mnistfit.fit.Ablation;
import io.github.mnistfit.fit.Fit;
import io.github.mnistfit.fit.article.ArticleStage;
import io.github.mnistfit.fitter.LocalFitter;
import io.github.mnistfit.mnist.LabelledImage;
import io.github.mnistfit.network.DigitNetwork;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Scores both networks and all fits on strangers' pictures and writes docs/results.md. */
public final class Results {
  private static final List<String> MODELS = List.of("default", "article");

  private final Document document = new Document();
  private final List<LabelledPicture> single;

  private Results(List<LabelledPicture> single) {
    this.single = single;
  }

  public static void main(String[] args) throws Exception {
    new Results(Recognition.single()).write();
  }

  private void write() throws Exception {
    document.line("# Results\n");
    document.line(
        "Made by `Results` (see CONTRIBUTING.md), on pictures that strangers made of their own"
            + " digits.");
    document.line(
        "They are no part of the project; `Results` looks for them in `../shared/pictures`. No"
            + " network has learnt from them;\n"
            + "which styles are drawn into the training images, and for how many epochs, was chosen"
            + " with the errors on them in view.\n");
    document.line(
        "Right is the likeliest digit of the fit alone, even where it isn't sure enough to be"
            + " answered. What `predict` answers\n"
            + "is in [ink.md](ink.md).\n");
    stages();
    networks();
    corpora();
    mnist();
    NetworkComparison.write(document, single);
    ablation();
    document.save(Path.of("docs", "results.md"));
  }

  /** The article's story. */
  private void stages() throws Exception {
    document.line("## The article's fit, stage by stage\n");
    document.line("With the article's network (`article.zip`); accuracy in %%.\n");
    document.groupHeader("stage");
    try (DigitNetwork network = Recognition.network("article")) {
      for (ArticleStage stage : ArticleStage.values()) {
        document.accuracies(stage.label(), Recognition.evaluate(network, stage.fit(), single));
      }
      document.accuracies("robust", Recognition.evaluate(network, Fit.robust(), single));
    }
    document.line("");
  }

  private void networks() throws Exception {
    document.line("## Both networks with the robust fit\n");
    document.line("Confident misreads are wrong with a confidence of 0.9 or more.\n");
    document.groupHeader("network");
    List<String> notes = new ArrayList<>();
    for (String model : MODELS) {
      try (DigitNetwork network = Recognition.network(model)) {
        var wrong = new ArrayList<String>();
        Evaluation evaluation =
            Evaluator.ofPictures(
                DigitRecognizer.of(new LocalFitter(Fit.robust()), network),
                single,
                (picture, answer, extras) -> {
                  if (!picture.isReadRight(answer, 0)) {
                    wrong.add(described(picture, answer));
                  }
                });
        document.accuracies(model, evaluation);
        notes.add(note(model, evaluation, wrong));
      }
    }
    document.line("");
    notes.forEach(note -> document.line("%s\n", note));
  }

  private static String note(String model, Evaluation evaluation, List<String> wrong) {
    Tally.Interval interval = evaluation.all().interval();
    return String.format(
        Locale.ROOT,
        "`%s.zip`: %d of %d right (95 %% interval %.1f to %.1f), %d confident misreads,"
            + " expected calibration error %.2f %%. Wrong: %s.",
        model,
        evaluation.all().correct(),
        evaluation.all().n(),
        100 * interval.low(),
        100 * interval.high(),
        evaluation.confidentMisreads(),
        100 * evaluation.calibrationError(),
        wrong.isEmpty() ? "none" : String.join("; ", wrong));
  }

  private static String described(LabelledPicture picture, Answer answer) {
    return answer instanceof Answer.Read read
        ? String.format(
            Locale.ROOT,
            "%s a %d read as %d (%.2f)",
            picture.name().substring(0, picture.name().indexOf('/')),
            picture.label(),
            read.prediction().digit(),
            read.prediction().confidence())
        : picture.name() + " has no answer";
  }

  private void corpora() throws Exception {
    document.line("## Two classic sets\n");
    document.line("1,000 digits each, 16×16, white on black; accuracy in %%.\n");
    document.line("| network | fit | usps-test | semeion |\n| --- | --- | --- | --- |");
    for (String model : MODELS) {
      try (DigitNetwork network = Recognition.network(model)) {
        for (Fit fit : List.of(Fit.robust(), Fit.article())) {
          document.line(
              "| %s | %s | %.1f | %.1f |",
              model,
              fit.name(),
              corpus(network, fit, "usps-test"),
              corpus(network, fit, "semeion"));
        }
      }
    }
    document.line("");
  }

  private static double corpus(DigitNetwork network, Fit fit, String name) throws Exception {
    List<LabelledPicture> pictures = Recognition.pictures("corpora/" + name + "/labels.csv");
    return 100 * Recognition.evaluate(network, fit, pictures).all().accuracy();
  }

  private void mnist() throws Exception {
    document.line("## MNIST's 10,000 test images\n");
    document.line("As they are, and sent through the robust fit first; accuracy in %%.\n");
    document.line("| network | as they are | refitted |\n| --- | --- | --- |");
    List<LabelledImage> test = SharedFolder.mnist().test();
    for (String model : MODELS) {
      try (DigitNetwork network = Recognition.network(model)) {
        DigitRecognizer recognizer = DigitRecognizer.of(new LocalFitter(Fit.robust()), network);
        var plain = new Evaluation();
        Iterator<Answer> answers =
            recognizer.read(test.stream().map(LabelledImage::image).toList()).iterator();
        var refitted = new Evaluation();
        for (LabelledImage image : test) {
          plain.add("mnist", image.label(), answers.next());
          refitted.add(
              "mnist",
              image.label(),
              recognizer.recognize(LabelledPicture.ofMnist(0, image).source()));
        }
        document.line(
            "| %s | %.2f | %.2f |",
            model, 100 * plain.all().accuracy(), 100 * refitted.all().accuracy());
      }
    }
    document.line("");
  }

  private void ablation() throws Exception {
    document.line("## What each step of the robust fit buys\n");
    document.line(
        "Each line without one step, or with a simpler one in its place; accuracy in %%.\n");
    document.line(
        "The better the network, the less it needs the last of them: what the collection doesn't"
            + " show is\nheld by the conditions in `RobustFitTest` (a small digit in a large photo,"
            + " yellow ink, ruled paper, …).\n");
    for (String model : MODELS) {
      document.line("With `%s.zip`:\n", model);
      document.groupHeader("fit");
      try (DigitNetwork network = Recognition.network(model)) {
        for (Map.Entry<String, Fit> fit : Ablation.fits().entrySet()) {
          document.accuracies(fit.getKey(), Recognition.evaluate(network, fit.getValue(), single));
        }
      }
      document.line("");
    }
  }
}
