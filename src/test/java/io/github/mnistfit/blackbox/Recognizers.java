package io.github.mnistfit.blackbox;

import io.github.mnistfit.Answer;
import io.github.mnistfit.DigitRecognizer;
import io.github.mnistfit.NumberAnswer;
import io.github.mnistfit.NumberReader;
import io.github.mnistfit.Prediction;
import io.github.mnistfit.fit.Fit;
import io.github.mnistfit.fitter.Extra;
import io.github.mnistfit.fitter.LocalFitter;
import io.github.mnistfit.fitter.PictureSource;
import io.github.mnistfit.network.DigitNetwork;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** The library as {@link BlackBoxTest} uses it: the only place that knows its types. */
final class Recognizers implements AutoCloseable {
  private final DigitNetwork network;

  private Recognizers(DigitNetwork network) {
    this.network = network;
  }

  static Recognizers open(Path model) throws IOException {
    return new Recognizers(DigitNetwork.load(model));
  }

  /** What a command answers for each picture; no line at all is one way to answer nothing. */
  List<List<AnsweredLine>> answers(String command, List<Path> pictures)
      throws InterruptedException {
    return switch (command) {
      case "predict" -> predict(Fit.standard(), pictures);
      case "predict --fit=article" -> predict(Fit.article(), pictures);
      case "read" -> read(pictures);
      default -> throw new IllegalArgumentException("no command " + command);
    };
  }

  // The recogniser isn't closed: that would close the network, which is everyone's.
  private List<List<AnsweredLine>> predict(Fit fit, List<Path> pictures)
      throws InterruptedException {
    List<List<AnsweredLine>> answers = new ArrayList<>();
    recognizer(fit)
        .recognizeAll(
            pictures.iterator(),
            PictureSource::of,
            (picture, answer, extras) -> answers.add(lines(answer)));
    return answers;
  }

  private DigitRecognizer recognizer(Fit fit) {
    if (!fit.takesHypotheses()) {
      return DigitRecognizer.of(new LocalFitter(fit), network);
    }
    var fitter = new LocalFitter(fit, Set.of(Extra.WORKING_COPY));
    return DigitRecognizer.of(
        fitter,
        CompletableFuture.completedFuture(network),
        Optional.of(Path.of("models", DigitRecognizer.INK_MODEL)));
  }

  private List<AnsweredLine> lines(Answer answer) {
    if (answer instanceof Answer.Read read) {
      Prediction prediction = read.prediction();
      boolean sure = prediction.confidence() >= network.rejectionThreshold();
      String text = sure ? Integer.toString(prediction.digit()) : "?";
      return List.of(new AnsweredLine(text, prediction.confidence()));
    }
    return List.of();
  }

  private List<List<AnsweredLine>> read(List<Path> pictures) throws InterruptedException {
    List<List<AnsweredLine>> answers = new ArrayList<>();
    NumberReader.of(
            new LocalFitter(Fit.standard(), Set.of(Extra.PAGE_COPY)),
            CompletableFuture.completedFuture(network),
            Optional.of(Path.of("models", NumberReader.INK_MODEL)),
            Optional.of(Path.of("models", DigitRecognizer.INK_MODEL)))
        .readAll(
            pictures.iterator(),
            PictureSource::of,
            (picture, answer) -> answers.add(lines(answer)));
    return answers;
  }

  private List<AnsweredLine> lines(NumberAnswer answer) {
    return answer instanceof NumberAnswer.Lines lines
        ? lines.lines().stream()
            .map(
                line ->
                    new AnsweredLine(line.text(network.rejectionThreshold()), line.confidence()))
            .toList()
        : List.of(); // an unreadable picture isn't read
  }

  @Override
  public void close() {
    network.close();
  }
}
