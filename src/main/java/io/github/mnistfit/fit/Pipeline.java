package io.github.mnistfit.fit;

import java.util.List;
import java.util.function.BiConsumer;
import org.opencv.core.Mat;

/**
 * Steps that are done one after the other.
 *
 * @param steps at least one
 */
public record Pipeline(List<Step> steps) {
  public Pipeline {
    steps = List.copyOf(steps);
  }

  /** From a picture of one digit to the density of its ink. */
  static Pipeline toInkOfDigit() {
    return toInk(NormalizeBackground.ofDigit());
  }

  /** The same for text lines. */
  public static Pipeline toInkOfLines() {
    return toInk(NormalizeBackground.ofLines());
  }

  private static Pipeline toInk(NormalizeBackground background) {
    return new Pipeline(List.of(new MaximizeInkContrast(), new NormalizePolarity(), background));
  }

  /** From a digit's ink alone to MNIST's form. */
  public static Pipeline toMnistForm() {
    return toMnistForm(NormalizeStrokeWidth.Config.STANDARD);
  }

  /** The same for what may be a digit of a text line, of which there may be thousands. */
  public static Pipeline toMnistFormOfGlyph() {
    return toMnistForm(NormalizeStrokeWidth.Config.OF_GLYPH);
  }

  private static Pipeline toMnistForm(NormalizeStrokeWidth.Config strokes) {
    return new Pipeline(
        List.of(
            new NormalizeStrokeWidth(strokes), new ReduceLikeMnist(), new PasteByCentreOfMass()));
  }

  /**
   * Does all steps.
   *
   * @param picture not changed and not released
   * @return a new picture; an empty one if a step found nothing
   */
  public Mat apply(Mat picture) {
    return apply(picture, (step, result) -> {});
  }

  /**
   * Does all steps and shows what each made.
   *
   * @param observer given each step that found something, and its result, which is released later
   */
  Mat apply(Mat picture, BiConsumer<Step, Mat> observer) {
    Mat current = picture;
    for (Step step : steps) {
      Mat next = step.apply(current);
      if (current != picture) {
        current.release();
      }
      current = next;
      if (current.empty()) {
        return current;
      }
      observer.accept(step, current);
    }
    return current;
  }
}
