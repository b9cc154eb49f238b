package io.github.mnistfit.measure;

import io.github.mnistfit.DigitRecognizer;
import io.github.mnistfit.SharedFolder;
import io.github.mnistfit.evaluation.Evaluation;
import io.github.mnistfit.evaluation.Evaluator;
import io.github.mnistfit.evaluation.LabelFile;
import io.github.mnistfit.evaluation.LabelledPicture;
import io.github.mnistfit.fit.Fit;
import io.github.mnistfit.fitter.LocalFitter;
import io.github.mnistfit.network.DigitNetwork;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Labelled pictures, what a network and a fit make of them, and the shipped networks. */
final class Recognition {
  private Recognition() {}

  static Path modelFile(String name) {
    return Path.of("models", name + ".zip");
  }

  static DigitNetwork network(String model) throws IOException {
    return DigitNetwork.load(modelFile(model));
  }

  /** The 567 pictures of one digit that strangers made. */
  static List<LabelledPicture> single() throws IOException {
    return pictures("single/labels.csv");
  }

  /** What a list in {@code ../shared/pictures} names. */
  static List<LabelledPicture> pictures(String labels) throws IOException {
    return LabelFile.read(SharedFolder.require("pictures/" + labels));
  }

  static Evaluation evaluate(DigitNetwork network, Fit fit, List<LabelledPicture> pictures)
      throws InterruptedException {
    return Evaluator.ofPictures(
        DigitRecognizer.of(new LocalFitter(fit), network),
        pictures,
        (picture, answer, extras) -> {});
  }
}
