package io.github.mnistfit.evaluation;

import io.github.mnistfit.Answer;
import io.github.mnistfit.DigitRecognizer;
import io.github.mnistfit.NumberAnswer;
import io.github.mnistfit.NumberReader;
import io.github.mnistfit.fitter.Extras;
import io.github.mnistfit.mnist.LabelledImage;
import java.util.List;

/** Measures accuracy on labelled pictures. */
public final class Evaluator {
  private Evaluator() {}

  /** Is told what was answered for a picture, on the thread that measures. */
  @FunctionalInterface
  public interface Listener {
    /**
     * Takes an answer.
     *
     * @param extras what the recogniser's fitter was asked to make beside it
     */
    void answered(LabelledPicture picture, Answer answer, Extras extras);
  }

  /**
   * Measures a recogniser on pictures.
   *
   * @throws InterruptedException if the calling thread was interrupted
   */
  public static Evaluation ofPictures(
      DigitRecognizer recognizer, List<LabelledPicture> pictures, Listener listener)
      throws InterruptedException {
    var evaluation = new Evaluation(recognizer.rejectionThreshold());
    recognizer.recognizeAll(
        pictures.iterator(),
        LabelledPicture::source,
        (picture, answer, extras) -> {
          evaluation.add(picture.group(), picture.label(), answer);
          listener.answered(picture, answer, extras);
        });
    return evaluation;
  }

  /** Measures a recogniser's network on images that are in MNIST's form: they aren't fitted. */
  public static Evaluation ofImages(
      DigitRecognizer recognizer, List<LabelledImage> images, Listener listener) {
    var evaluation = new Evaluation(recognizer.rejectionThreshold());
    List<Answer> answers = recognizer.read(images.stream().map(LabelledImage::image).toList());
    for (int i = 0; i < images.size(); i++) {
      LabelledPicture picture = LabelledPicture.ofMnist(i, images.get(i));
      evaluation.add(picture.group(), picture.label(), answers.get(i));
      listener.answered(picture, answers.get(i), Extras.NONE);
    }
    return evaluation;
  }

  /**
   * Measures a reader on pictures of numbers; of one that can't be read, nothing counts as read.
   *
   * @throws InterruptedException if the calling thread was interrupted
   */
  public static NumberEvaluation ofNumbers(NumberReader reader, List<LabelledNumbers> pictures)
      throws InterruptedException {
    var evaluation = new NumberEvaluation();
    double least = reader.rejectionThreshold();
    reader.readAll(
        pictures.iterator(),
        LabelledNumbers::source,
        (picture, answer) -> evaluation.add(picture, texts(answer, least)));
    return evaluation;
  }

  private static List<String> texts(NumberAnswer answer, double least) {
    return answer instanceof NumberAnswer.Lines lines
        ? lines.lines().stream().map(line -> line.text(least)).toList()
        : List.of();
  }
}
