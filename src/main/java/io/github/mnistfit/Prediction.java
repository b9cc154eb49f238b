package io.github.mnistfit;

import java.util.Arrays;

/**
 * What the network says of one digit: ten probabilities, for 0 to 9, that add up to 1.
 *
 * @see DigitRecognizer
 */
public final class Prediction {
  private final double[] probabilities;
  private final int digit;

  /**
   * Makes a prediction of its probabilities.
   *
   * @param probabilities ten numbers in [0, 1]; they are copied
   * @throws IllegalArgumentException if there are not ten
   */
  public Prediction(double[] probabilities) {
    if (probabilities.length != 10) {
      throw new IllegalArgumentException("ten probabilities, not " + probabilities.length);
    }
    this.probabilities = probabilities.clone();
    int best = 0;
    for (int d = 1; d < 10; d++) {
      if (probabilities[d] > probabilities[best]) {
        best = d;
      }
    }
    this.digit = best;
  }

  /** The most probable digit, the smaller of two that are equal. */
  public int digit() {
    return digit;
  }

  /** The probability of {@link #digit()}, in [0.1, 1]. */
  public double confidence() {
    return probabilities[digit];
  }

  /** The probability of a digit, in [0, 1]. */
  public double probability(int ofDigit) {
    return probabilities[ofDigit];
  }

  /** A copy of the ten probabilities. */
  public double[] probabilities() {
    return probabilities.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Prediction prediction
        && Arrays.equals(probabilities, prediction.probabilities);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(probabilities);
  }

  @Override
  public String toString() {
    return digit + " (" + confidence() + ")";
  }
}
