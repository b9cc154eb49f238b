package io.github.mnistfit.measure;

import io.github.mnistfit.Answer;
import io.github.mnistfit.DigitRecognizer;
import io.github.mnistfit.SharedFolder;
import io.github.mnistfit.evaluation.Evaluation;
import io.github.mnistfit.evaluation.LabelFile;
import io.github.mnistfit.evaluation.LabelledPicture;
import io.github.mnistfit.evaluation.LabelledSource;
import io.github.mnistfit.fit.Fit;
import io.github.mnistfit.network.DigitNetwork;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiConsumer;

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
    var evaluation = new Evaluation();
    recognize(
        DigitRecognizer.of(network, fit),
        pictures,
        (picture, answer) -> evaluation.add(picture.group(), picture.label(), answer));
    return evaluation;
  }

  static void recognize(
      DigitRecognizer recognizer,
      List<LabelledPicture> pictures,
      BiConsumer<? super LabelledSource, ? super Answer> consumer)
      throws InterruptedException {
    recognizer.recognizeAll(pictures.stream().map(LabelledSource::of).iterator(), consumer);
  }
}
