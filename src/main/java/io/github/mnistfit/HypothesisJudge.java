package io.github.mnistfit;

import java.util.List;

/**
 * Makes one opinion of what a picture's hypotheses are read as: a logarithmic opinion pool (Genest
 * and Zidek, <i>Combining Probability Distributions</i>, 1986). Ink that is found in nothing looks
 * like a digit at one crop, and like another at the next; where hypotheses differ, no digit is left
 * with much, and the first hypothesis stands. The numbers were set on drawn scenes: {@code
 * docs/ink.md} has the figures for others.
 *
 * @param sure from this confidence on, the first hypothesis is the answer, and no other is made;
 *     0.9 to 0.999
 * @param rescue the confidence that the opinion of all needs where the first hypothesis would be
 *     answered {@code ?}; 0.4 to 0.95
 */
record HypothesisJudge(double sure, double rescue) {
  static final HypothesisJudge STANDARD = new HypothesisJudge(0.995, 0.75);

  /** The confidence of a first hypothesis that found no digit. */
  static final double NOTHING = 0;

  /** The fit, and two looks of learned ink. */
  private static final int HYPOTHESES = 3;

  private static final int DIGITS = 10;

  /** No probability counts for less, or a 0 would be a veto. */
  private static final double LEAST = 1e-6;

  /** Whether other hypotheses are to be made. */
  boolean doubts(double first) {
    return first < sure;
  }

  /**
   * Whether the opinion of all is the answer.
   *
   * @param first the confidence of the first hypothesis; {@link #NOTHING} if it found no digit
   * @param rejectionThreshold under which an answer is {@code ?}
   */
  boolean takes(Prediction pooled, double first, double rejectionThreshold) {
    double least =
        first < rejectionThreshold ? Math.max(rescue, rejectionThreshold) : rejectionThreshold;
    return pooled.confidence() >= least;
  }

  /** The place of the hypothesis that supports the opinion of all the most. */
  static int supporter(Prediction pooled, List<Prediction> hypotheses) {
    int most = 0;
    for (int i = 1; i < hypotheses.size(); i++) {
      boolean isMore =
          hypotheses.get(i).probability(pooled.digit())
              > hypotheses.get(most).probability(pooled.digit());
      most = isMore ? i : most;
    }
    return most;
  }

  /**
   * The opinion of all hypotheses together. A digit's share is the geometric mean of the
   * probabilities that they give it; one that found nothing gives all ten the same. The probability
   * is the share to the power of the number of hypotheses, as if each of them had to be right
   * independently of the others, and what that leaves is everybody's.
   *
   * @param hypotheses what those are read as that found something; at most three
   */
  Prediction pool(List<Prediction> hypotheses) {
    double[] pooled = new double[DIGITS];
    double sum = 0;
    for (int digit = 0; digit < DIGITS; digit++) {
      double product = Math.pow(1.0 / DIGITS, HYPOTHESES - hypotheses.size());
      for (Prediction hypothesis : hypotheses) {
        product *= Math.max(LEAST, hypothesis.probability(digit));
      }
      pooled[digit] = Math.cbrt(product);
      sum += pooled[digit];
    }
    double left = 1;
    for (int digit = 0; digit < DIGITS; digit++) {
      pooled[digit] = Math.pow(pooled[digit] / sum, HYPOTHESES);
      left -= pooled[digit];
    }
    for (int digit = 0; digit < DIGITS; digit++) {
      pooled[digit] += left / DIGITS;
    }
    return new Prediction(pooled);
  }
}
