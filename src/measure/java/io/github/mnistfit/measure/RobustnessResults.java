package io.github.mnistfit.measure;

import io.github.mnistfit.Answer;
import io.github.mnistfit.DigitRecognizer;
import io.github.mnistfit.SharedFolder;
import io.github.mnistfit.evaluation.Evaluator;
import io.github.mnistfit.evaluation.LabelledPicture;
import io.github.mnistfit.image.OpenCv;
import io.github.mnistfit.mnist.LabelledImage;
import io.github.mnistfit.robustness.Corruption;
import io.github.mnistfit.robustness.NonDigit;
import io.github.mnistfit.samples.PictureFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Measures what damage and what is no digit do to the shipped models, and writes
 * docs/robustness.md.
 */
public final class RobustnessResults {
  private static final List<String> MODELS = List.of("default", "article");

  /** Of MNIST's test images, for each corruption. */
  private static final int IMAGES = 1000;

  /** Of each kind of what is no digit, … */
  private static final int PICTURES = 500;

  /** … from this seed on: the first thousands were looked at while the fit was made. */
  private static final int FIRST = 10_000;

  private final Document document = new Document();
  private final List<LabelledImage> test;

  private RobustnessResults(List<LabelledImage> test) {
    this.test = test;
  }

  public static void main(String[] args) throws Exception {
    OpenCv.load();
    new RobustnessResults(SharedFolder.mnist().test()).write();
  }

  private void write() throws Exception {
    document.line("# Robustness\n");
    document.line(
        "Made by `RobustnessResults` (see CONTRIBUTING.md), with all that `predict` does.\n");
    corruptions();
    nonDigits();
    document.save(Path.of("docs", "robustness.md"));
  }

  private void corruptions() throws Exception {
    document.line("## Damaged MNIST test images\n");
    document.line(
        "%,d of the test images, damaged after the list of MNIST-C (Mu and Gilmer, 2019) by"
            + " `Corruption` in the tests, then\nread as pictures; accuracy in %%, by the likeliest"
            + " digit. Crooked lines, motion and shaken ink are also among the ways in\nwhich"
            + " training images are damaged, so the figures for those kinds are flattering.\n",
        IMAGES);
    document.line("| corruption | default | article |\n| --- | --- | --- |");
    double[] sums = new double[MODELS.size()];
    for (Corruption corruption : Corruption.values()) {
      var row = new StringBuilder();
      for (int m = 0; m < MODELS.size(); m++) {
        try (DigitRecognizer recognizer = recognizer(MODELS.get(m))) {
          double accuracy = accuracy(recognizer, corruption);
          sums[m] += accuracy;
          row.append(String.format(Locale.ROOT, " %.1f |", 100 * accuracy));
        }
      }
      document.line("| %s |%s", corruption.label(), row);
    }
    document.line(
        "| mean | %.1f | %.1f |\n",
        100 * sums[0] / Corruption.values().length, 100 * sums[1] / Corruption.values().length);
  }

  private double accuracy(DigitRecognizer recognizer, Corruption corruption)
      throws InterruptedException {
    List<LabelledPicture> damaged =
        IntStream.range(0, IMAGES)
            .mapToObj(i -> damaged(test.get(i * (test.size() / IMAGES)), corruption, i))
            .toList();
    return Evaluator.ofPictures(recognizer, damaged, (picture, answer, extras) -> {})
        .all()
        .accuracy();
  }

  private static LabelledPicture damaged(LabelledImage image, Corruption corruption, int seed) {
    return LabelledPicture.ofMnist(
        seed, new LabelledImage(corruption.of(image.image(), seed), image.label()));
  }

  private void nonDigits() throws Exception {
    try (DigitRecognizer recognizer = recognizer("default")) {
      document.line("## What is no digit\n");
      document.line(
          "%d pictures of each kind, made by `NonDigit` in the tests; the share that is answered"
              + " `?`, in %%. The threshold, %.2f,\nwas chosen by the model's recipe on held-out"
              + " training images.\n",
          PICTURES, recognizer.rejectionThreshold());
      document.line("| kind | answered ? |\n| --- | --- |");
      double sum = 0;
      for (NonDigit kind : NonDigit.values()) {
        List<Answer> answers = new ArrayList<>();
        for (int i = 0; i < PICTURES; i++) {
          answers.add(recognizer.recognize(PictureFile.png(kind.picture(FIRST + i))));
        }
        double share = unsure(recognizer, answers);
        sum += share;
        document.line("| %s | %.1f |", kind.label(), 100 * share);
      }
      document.line("| mean | %.1f |\n", 100 * sum / NonDigit.values().length);
      List<LabelledPicture> own = Recognition.single();
      double mnist =
          unsure(recognizer, recognizer.read(test.stream().map(LabelledImage::image).toList()));
      double pictures =
          unsure(recognizer, own.stream().map(p -> recognizer.recognize(p.source())).toList());
      document.line(
          "Of what is a digit, `?` is answered for %.2f %% of MNIST's test images and %.2f %% of the"
              + " %d pictures that\nstrangers made.",
          100 * mnist, 100 * pictures, own.size());
    }
  }

  private static double unsure(DigitRecognizer recognizer, List<Answer> answers) {
    long sure =
        answers.stream()
            .filter(
                answer ->
                    answer instanceof Answer.Read read
                        && read.prediction().confidence() >= recognizer.rejectionThreshold())
            .count();
    return 1 - (double) sure / answers.size();
  }

  private static DigitRecognizer recognizer(String model) throws IOException {
    return DigitRecognizer.open(Recognition.modelFile(model));
  }
}
