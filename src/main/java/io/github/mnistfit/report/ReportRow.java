package io.github.mnistfit.report;

import java.util.List;
import java.util.Optional;

/**
 * One picture on a {@link HtmlReport}.
 *
 * @param name the picture's name, any text
 * @param told the digit that the user is told, as text; {@code ?} if none
 * @param note why none is told; empty if one is
 * @param label the digit that the picture shows, where that is known
 * @param group the group that it belongs to; empty if there are none
 * @param probabilities what the network says, for 0 to 9; empty if it hasn't seen the picture
 * @param original a small JPEG of the picture, where there is one
 * @param fitted a PNG of the picture in MNIST's form, where there is one
 */
public record ReportRow(
    String name,
    String told,
    String note,
    Optional<Integer> label,
    String group,
    List<Double> probabilities,
    Optional<byte[]> original,
    Optional<byte[]> fitted) {
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

  /** Whether it is known that the most probable digit isn't what the picture shows. */
  boolean isWrong() {
    return label.isPresent() && label.get() != best();
  }
}
