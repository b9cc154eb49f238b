package io.github.mnistfit;

import java.util.List;

/**
 * Chooses among what one picture's hypotheses are read as. The first hypothesis, the fit's, stands
 * unless all others, two looks at the ink that a network has found, are read as one and the same
 * digit. Ink that is found in nothing looks like a digit at one crop, and like another at the next.
 * The numbers were set on drawn scenes: {@code docs/ink.md} has the figures for others.
 *
 * @param sure from this confidence on, the first hypothesis is the answer, and no other is made;
 *     0.9 to 0.999
 * @param clear the confidence that the surest other one needs, beside more than the first has; 0.7
 *     to 0.99
 * @param rescue the confidence that each other one needs where the first would be answered {@code
 *     ?}; 0.9 to 0.999
 */
record HypothesisJudge(double sure, double clear, double rescue) {
  static final HypothesisJudge STANDARD = new HypothesisJudge(0.995, 0.9, 0.97);

  /** The confidence of a first hypothesis that found no digit. */
  static final double NOTHING = 0;

  /** So many looks that agree outweigh the first hypothesis. */
  private static final int LOOKS = 2;

  /** Whether other hypotheses are to be made. */
  boolean doubts(double first) {
    return first < sure;
  }

  /**
   * Which hypothesis is the answer.
   *
   * @param first the confidence of the first hypothesis; {@link #NOTHING} if it found no digit
   * @param others what the others are read as
   * @param rejectionThreshold under which an answer is {@code ?}
   * @return its place among the others; −1 for the first
   */
  int choose(double first, List<Prediction> others, double rejectionThreshold) {
    if (others.size() < LOOKS
        || others.stream().mapToInt(Prediction::digit).distinct().count() > 1) {
      return -1;
    }
    int best = 0;
    double least = 1;
    for (int i = 0; i < others.size(); i++) {
      least = Math.min(least, others.get(i).confidence());
      best = others.get(i).confidence() > others.get(best).confidence() ? i : best;
    }
    boolean wins =
        first < rejectionThreshold
            ? least >= rescue
            : others.get(best).confidence() >= Math.max(first, clear);
    return wins ? best : -1;
  }
}
