package io.github.mnistfit.evaluation;

import io.github.mnistfit.Answer;
import io.github.mnistfit.DigitRecognizer;
import io.github.mnistfit.NumberAnswer;
import io.github.mnistfit.NumberReader;
import io.github.mnistfit.fitter.Extras;
import io.github.mnistfit.mnist.LabelledImage;
import java.util.List;
import java.util.function.BiConsumer;

/** Measures accuracy on labelled pictures. */
public final class Evaluator {
  /** Images that are read between two times that the listener hears of them. */
  private static final int PART = 256;

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
   * Measures a recogniser on pictures, by the likeliest digit.
   *
   * @throws InterruptedException if the calling thread was interrupted
   */
  public static Evaluation ofPictures(
      DigitRecognizer recognizer, List<LabelledPicture> pictures, Listener listener)
      throws InterruptedException {
    return ofPictures(
        recognizer, pictures, new Evaluation(recognizer.rejectionThreshold()), listener);
  }

  /**
   * Measures a recogniser on pictures.
   *
   * @param evaluation counts them; it is returned
   * @throws InterruptedException if the calling thread was interrupted
   */
  public static Evaluation ofPictures(
      DigitRecognizer recognizer,
      List<LabelledPicture> pictures,
      Evaluation evaluation,
      Listener listener)
      throws InterruptedException {
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
    for (int from = 0; from < images.size(); from += PART) {
      List<LabelledImage> part = images.subList(from, Math.min(from + PART, images.size()));
      List<Answer> answers = recognizer.read(part.stream().map(LabelledImage::image).toList());
      for (int i = 0; i < part.size(); i++) {
        LabelledPicture picture = LabelledPicture.ofMnist(from + i, part.get(i));
        evaluation.add(picture.group(), picture.label(), answers.get(i));
        listener.answered(picture, answers.get(i), Extras.NONE);
      }
    }
    return evaluation;
  }

  /**
   * Measures a reader on pictures of numbers; of one that can't be read, nothing counts as read.
   *
   * @param least a digit of less confidence is {@code ?}
   * @param listener is told of each picture, on the thread that measures
   * @throws InterruptedException if the calling thread was interrupted
   */
  public static NumberEvaluation ofNumbers(
      NumberReader reader,
      List<LabelledNumbers> pictures,
      double least,
      BiConsumer<LabelledNumbers, NumberAnswer> listener)
      throws InterruptedException {
    var evaluation = new NumberEvaluation();
    reader.readAll(
        pictures.iterator(),
        LabelledNumbers::source,
        (picture, answer) -> {
          evaluation.add(picture, texts(answer, least));
          listener.accept(picture, answer);
        });
    return evaluation;
  }

  private static List<String> texts(NumberAnswer answer, double least) {
    return answer instanceof NumberAnswer.Lines lines
        ? lines.lines().stream().map(line -> line.text(least)).toList()
        : List.of();
  }
}
