package io.github.mnistfit.blackbox;

import java.util.Locale;

/**
 * A line of digits that a command answers.
 *
 * @param text its digits; a digit that isn't sure is a question mark
 * @param confidence in [0, 1]
 */
record AnsweredLine(String text, double confidence) {
  /** Whether it claims to know every digit: only such a line can be wrong. */
  boolean isSure() {
    return !text.contains("?");
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%s (%.2f)", text, confidence);
  }
}
