package io.github.mnistfit;

import java.util.List;

/**
 * A line of digits in a picture.
 *
 * @param digits at least one, from left to right
 */
public record NumberLine(List<Digit> digits) {
  /** Copies the digits. */
  public NumberLine {
    digits = List.copyOf(digits);
  }

  /**
   * The number as it is written.
   *
   * @param minConfidence a digit of less confidence is a question mark
   */
  public String text(double minConfidence) {
    var text = new StringBuilder();
    for (Digit digit : digits) {
      Prediction prediction = digit.prediction();
      text.append(
          prediction.confidence() < minConfidence ? "?" : Integer.toString(prediction.digit()));
    }
    return text.toString();
  }

  /** The probability that all digits are right, taken one by one: the product, in [0, 1]. */
  public double confidence() {
    return digits.stream()
        .mapToDouble(digit -> digit.prediction().confidence())
        .reduce(1, (a, b) -> a * b);
  }
}
