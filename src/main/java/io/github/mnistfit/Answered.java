package io.github.mnistfit;

import java.math.BigDecimal;

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

  /** Why no digit is told, in a few lower-case words; empty if one is. */
  public String error() {
    if (answer instanceof Answer.Unreadable unreadable) {
      return unreadable.reason();
    }
    if (answer instanceof Answer.NoDigit noDigit) {
      return noDigit.reason();
    }
    return hasDigit() ? "" : "confidence under " + BigDecimal.valueOf(minConfidence);
  }
}
