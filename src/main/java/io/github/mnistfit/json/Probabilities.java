package io.github.mnistfit.json;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Probabilities as they are written. */
public final class Probabilities {
  private Probabilities() {}

  /** A probability with four decimals at most: more would differ between processors. */
  public static BigDecimal rounded(double probability) {
    // As a double, Jackson would write 1.0E-4.
    return BigDecimal.valueOf(probability).setScale(4, RoundingMode.HALF_UP).stripTrailingZeros();
  }
}
