package io.github.mnistfit;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * A picture's answer, weighed.
 *
 * @param name the picture's name
 * @param answer what was answered
 * @param minConfidence the confidence under which a digit is not told
 */
public record Answered(String name, Answer answer, double minConfidence) {
  /** Whether a digit is told. */
  public boolean hasDigit() {
    return answer instanceof Answer.Read read && read.prediction().confidence() >= minConfidence;
  }

  /**
   * The likeliest digit's confidence, to four decimals.
   *
   * @throws ClassCastException if nothing was read
   */
  public BigDecimal confidence() {
    return rounded(((Answer.Read) answer).prediction().confidence());
  }

  /**
   * A probability of the picture's to four decimals, as it is told everywhere: more would differ
   * between processors. One that is under the least confidence is never rounded up to it.
   */
  public BigDecimal rounded(double probability) {
    BigDecimal exact = BigDecimal.valueOf(probability);
    BigDecimal rounded = exact.setScale(4, RoundingMode.HALF_UP);
    BigDecimal least = BigDecimal.valueOf(minConfidence);
    return exact.compareTo(least) < 0 && rounded.compareTo(least) >= 0
        ? exact.setScale(4, RoundingMode.DOWN)
        : rounded;
  }

  /** Why no digit is told, in a few lower-case words; empty if one is. */
  public String error() {
    if (answer instanceof Answer.Unreadable unreadable) {
      return unreadable.reason();
    }
    if (answer instanceof Answer.NoDigit noDigit) {
      return noDigit.reason();
    }
    return hasDigit() ? "" : "confidence under " + threshold();
  }

  /** Whether no digit is told because there are several. */
  public boolean isOfSeveral() {
    // A record's own equals takes 40 ms when it is called for the first time.
    return answer instanceof Answer.NoDigit noDigit
        && noDigit.reason().equals(Answer.NoDigit.OF_SEVERAL.reason());
  }

  /** To four decimals, and so that what is under it still is. */
  private String threshold() {
    return BigDecimal.valueOf(minConfidence)
        .setScale(4, RoundingMode.UP)
        .stripTrailingZeros()
        .toPlainString();
  }
}
