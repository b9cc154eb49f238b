package io.github.mnistfit.measure;

import io.github.mnistfit.evaluation.Evaluation;
import io.github.mnistfit.evaluation.LabelledPicture;
import io.github.mnistfit.fit.Fit;
import io.github.mnistfit.mnist.MnistImage;
import io.github.mnistfit.network.DigitNetwork;
import io.github.mnistfit.network.Model;
import io.github.mnistfit.network.ModelFile;
import io.github.mnistfit.network.Provenance;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import org.apache.commons.math3.stat.StatUtils;

/** What the default network costs more than the article's, and what it gives for that. */
final class NetworkComparison {
  /** Turns in which both networks take part. */
  private static final int TURNS = 9;

  private NetworkComparison() {}

  static void write(Document document, List<LabelledPicture> pictures) throws Exception {
    document.line("## The article's network and recipe against the default\n");
    document.line(
        "Times are of a machine that did other work too: the time an image is the network's alone,"
            + " in batches of 64 on one thread, the median of %d turns in which both took part.\n",
        TURNS);
    document.line("| | article | default |\n| --- | --- | --- |");
    Provenance article = provenance("article");
    Provenance standard = provenance("default");
    document.line(
        "| MNIST's test images, %% | %.2f | %.2f |",
        100 * article.test().accuracy(), 100 * standard.test().accuracy());
    try (DigitNetwork one = Recognition.network("article");
        DigitNetwork other = Recognition.network("default")) {
      accuracy(document, pictures, one, other);
      document.line("| parameters | %,d | %,d |", parameters("article"), parameters("default"));
      time(document, one, other);
    }
    document.line(
        "| training | %d epochs, %.0f min | %d epochs, %.0f min |\n",
        article.epochs().size(),
        article.seconds() / 60,
        standard.epochs().size(),
        standard.seconds() / 60);
  }

  private static Provenance provenance(String model) throws IOException {
    return ModelFile.readProvenance(Recognition.modelFile(model));
  }

  private static int parameters(String name) throws IOException {
    Model model = ModelFile.read(Recognition.modelFile(name));
    return model.parameters().length;
  }

  private static void accuracy(
      Document document, List<LabelledPicture> pictures, DigitNetwork one, DigitNetwork other)
      throws InterruptedException {
    Evaluation article = Recognition.evaluate(one, Fit.robust(), pictures);
    Evaluation standard = Recognition.evaluate(other, Fit.robust(), pictures);
    document.line(
        "| %d pictures by strangers, robust fit, %% | %.1f | %.1f |",
        pictures.size(), 100 * article.all().accuracy(), 100 * standard.all().accuracy());
    document.line(
        "| expected calibration error there, %% | %.2f | %.2f |",
        100 * article.calibrationError(), 100 * standard.calibrationError());
    document.line(
        "| confident misreads there | %d | %d |",
        article.confidentMisreads(), standard.confidentMisreads());
  }

  private static void time(Document document, DigitNetwork one, DigitNetwork other) {
    double[] ratios = new double[TURNS];
    double[] micros = new double[TURNS];
    microsAnImage(one); // a turn to warm up
    microsAnImage(other);
    for (int turn = 0; turn < TURNS; turn++) {
      micros[turn] = microsAnImage(one);
      ratios[turn] = microsAnImage(other) / micros[turn];
    }
    double median = StatUtils.percentile(micros, 50);
    double ratio = StatUtils.percentile(ratios, 50);
    document.line(
        "| time an image, µs | %.0f | %.0f (%.2f times) |", median, median * ratio, ratio);
  }

  private static double microsAnImage(DigitNetwork network) {
    List<MnistImage> images = Collections.nCopies(640, MnistImage.of(new byte[MnistImage.PIXELS]));
    long start = System.nanoTime();
    network.probabilities(images);
    return (System.nanoTime() - start) / 1e3 / images.size();
  }
}
