package io.github.mnistfit;

import java.util.List;

/**
 * Chooses among what one picture's hypotheses are read as. The first hypothesis, the fit's, has the
 * benefit of the doubt; the others, of learned ink, are asked only where it isn't sure.
 *
 * @param sure from this confidence on, the first hypothesis is the answer and no other is made; 0.7
 *     to 0.999
 * @param clear the confidence that another one needs to be taken instead of a first that is the
 *     answer as far as it goes; 0.7 to 0.99
 * @param rescue the confidence that another one needs to be taken where the first would be answered
 *     {@code ?}; ink found in nothing often looks like a digit, so the bar is high; 0.9 to 0.999
 */
record HypothesisJudge(double sure, double clear, double rescue) {
  static final HypothesisJudge STANDARD = new HypothesisJudge(0.98, 0.9, 0.98);

  /** A first hypothesis that found no digit. */
  static final double NOTHING = 0;

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
    int best = -1;
    double most = Math.max(first, first < rejectionThreshold ? rescue : clear);
    for (int i = 0; i < others.size(); i++) {
      if (others.get(i).confidence() >= most) {
        most = others.get(i).confidence();
        best = i;
      }
    }
    return best;
  }
}
