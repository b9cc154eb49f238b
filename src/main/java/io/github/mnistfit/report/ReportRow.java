package io.github.mnistfit.report;

import io.github.mnistfit.io.Sha256;
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
 * @param label what the picture shows and was counted as, where that is known
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
    Optional<Label> label,
    String group,
    List<Probability> probabilities,
    Optional<byte[]> original,
    Optional<byte[]> fitted,
    List<Step> steps,
    List<Compared> hypotheses) {
  /** What stands for no digit. */
  public static final String NO_DIGIT = "?";

  /** What stands for a picture that couldn't be read. */
  public static final String UNREADABLE = "unreadable";

  /** Hexadecimal digits: enough that two pictures at one path hardly ever share them. */
  private static final int FINGERPRINT = 16;

  /**
   * What the user is told of a picture.
   *
   * @param digit the digit, as text; {@link #NO_DIGIT} if none, {@link #UNREADABLE} if there is no
   *     picture to see one in
   * @param note why none is told; empty if one is
   */
  public record Told(String digit, String note) {}

  /**
   * The probability of a digit.
   *
   * @param value in [0, 1]
   * @param text as it is told everywhere
   */
  public record Probability(double value, String text) {}

  /**
   * What a picture shows.
   *
   * @param digit the digit
   * @param counted the column of the confusion matrix that counts the picture: a digit, {@code ?},
   *     or empty if none does. It may differ from what the user is told: MNIST's accuracy goes by
   *     the likeliest digit, sure or not
   */
  public record Label(int digit, String counted) {
    /** Whether the picture counts as read, and as another digit. */
    boolean isWrong() {
      return !counted.isEmpty()
          && !counted.equals(NO_DIGIT)
          && !counted.equals(Integer.toString(digit));
    }
  }

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
      if (best < 0 || probabilities.get(d).value() > probabilities.get(best).value()) {
        best = d;
      }
    }
    return best;
  }

  /** The probability of the most probable digit, in [0, 1]; 0 if there is none. */
  double confidence() {
    return best() < 0 ? 0 : probabilities.get(best()).value();
  }

  /** Whether the picture is known to count as wrong. */
  boolean isWrong() {
    return label.filter(Label::isWrong).isPresent();
  }

  /**
   * What tells the picture from another at the same path; empty if it couldn't be read. Labels that
   * a browser keeps are of that picture alone.
   */
  String fingerprint() {
    return original.map(jpeg -> Sha256.hex(jpeg).substring(0, FINGERPRINT)).orElse("");
  }

  /** The same picture without its steps. */
  ReportRow withoutSteps() {
    return new ReportRow(
        name, path, told, label, group, probabilities, original, fitted, List.of(), hypotheses);
  }
}
