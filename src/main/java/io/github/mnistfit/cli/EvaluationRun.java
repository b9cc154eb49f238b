package io.github.mnistfit.cli;

import io.github.mnistfit.Answer;
import io.github.mnistfit.DigitRecognizer;
import io.github.mnistfit.cli.option.ProgressOption;
import io.github.mnistfit.cli.output.LabelledOutput;
import io.github.mnistfit.evaluation.Evaluation;
import io.github.mnistfit.evaluation.LabelledSource;
import io.github.mnistfit.fit.Fit;
import io.github.mnistfit.mnist.LabelledImage;
import io.github.mnistfit.network.DigitNetwork;
import java.util.List;
import java.util.Optional;

/**
 * Measures a network on labelled pictures.
 *
 * @param outputs get every picture and its answer
 * @param thumbnails whether they want small pictures, too
 * @param progress shows how far it is
 */
record EvaluationRun(
    DigitNetwork network,
    List<LabelledOutput> outputs,
    boolean thumbnails,
    ProgressOption progress) {
  /** Fits the pictures and reads them. */
  public Evaluation ofPictures(List<LabelledSource> pictures, Fit fit) throws InterruptedException {
    var evaluation = new Evaluation(network.minConfidence());
    try (var bar = progress.bar(pictures.size())) {
      var recognizer = DigitRecognizer.of(network, fit);
      recognizer.recognizeAll(
          pictures.stream().map(picture -> thumbnails ? picture.thumbnailed() : picture).iterator(),
          (picture, answer) -> {
            add(evaluation, picture, picture.thumbnail(), answer);
            bar.step();
          });
      progress.tell(recognizer.timing());
    }
    return evaluation;
  }

  /** Reads images as they are. */
  public Evaluation ofImages(List<LabelledImage> images) {
    List<Answer> answers =
        DigitRecognizer.of(network, Fit.standard())
            .read(images.stream().map(LabelledImage::image).toList());
    var evaluation = new Evaluation(network.minConfidence());
    for (int i = 0; i < images.size(); i++) {
      LabelledSource picture = LabelledSource.ofMnist(i, images.get(i));
      add(evaluation, picture, Optional.empty(), answers.get(i));
    }
    return evaluation;
  }

  private void add(
      Evaluation evaluation, LabelledSource picture, Optional<byte[]> thumbnail, Answer answer) {
    evaluation.add(picture.group(), picture.label(), answer);
    outputs.forEach(output -> output.add(picture, thumbnail, answer));
  }
}
