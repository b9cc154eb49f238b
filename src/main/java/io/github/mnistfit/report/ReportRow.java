package io.github.mnistfit.report;

import io.github.mnistfit.mnist.MnistImage;
import io.github.mnistfit.mnist.RgbImage;
import java.util.List;
import java.util.Optional;

/**
 * One picture on a {@link HtmlReport}.
 *
 * @param name the picture's name, any text
 * @param path where its file is, as a list of labels names it; empty if it has none of its own
 * @param told what the user is told
 * @param label the digit that the picture shows, where that is known
 * @param group the group that it belongs to; empty if there are none
 * @param probabilities what the network says, for 0 to 9; empty if it hasn't seen the picture
 * @param original a small JPEG of the picture, where there is one
 * @param fitted a PNG of the picture in MNIST's form, where there is one
 * @param steps what each step of the fit made, the picture itself first; empty if it isn't known
 * @param hypotheses what was compared with what; empty if nothing was
 */
public record ReportRow(
    String name,
    String path,
    Told told,
    Optional<Integer> label,
    String group,
    List<Double> probabilities,
    Optional<byte[]> original,
    Optional<byte[]> fitted,
    List<Step> steps,
    List<Compared> hypotheses) {
  /** What stands for no digit. */
  static final String NO_DIGIT = "?";

  /**
   * What the user is told of a picture.
   *
   * @param digit the digit, as text; {@code ?} if none
   * @param note why none is told; empty if one is
   */
  public record Told(String digit, String note) {}

  /**
   * What a step of the fit made.
   *
   * @param name the step's name, without commas and semicolons
   */
  public record Step(String name, RgbImage image) {}

  /**
   * One reading of a picture among several.
   *
   * @param name what it is and what was read, without commas and semicolons
   * @param image the picture in MNIST's form, seen that way
   * @param isChosen whether it is the answer
   */
  public record Compared(String name, MnistImage image, boolean isChosen) {}

  /** The most probable digit, the smaller of two that are equal; -1 if there is none. */
  int best() {
    int best = -1;
    for (int d = 0; d < probabilities.size(); d++) {
      if (best < 0 || probabilities.get(d) > probabilities.get(best)) {
        best = d;
      }
    }
    return best;
  }

  /** The probability of the most probable digit, in [0, 1]; 0 if there is none. */
  double confidence() {
    return best() < 0 ? 0 : probabilities.get(best());
  }

  /** Whether the user is told a digit that the picture, as far as is known, doesn't show. */
  boolean isWrong() {
    return label.isPresent()
        && !told.digit().equals(NO_DIGIT)
        && !told.digit().equals(Integer.toString(label.get()));
  }

  /** The same picture without its steps. */
  ReportRow withoutSteps() {
    return new ReportRow(
        name, path, told, label, group, probabilities, original, fitted, List.of(), hypotheses);
  }
}
