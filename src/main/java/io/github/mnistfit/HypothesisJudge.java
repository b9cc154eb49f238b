package io.github.mnistfit;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Makes one opinion of what a picture's hypotheses are read as: a logarithmic opinion pool (Genest
 * and Zidek, <i>Combining Probability Distributions</i>, 1986). Ink that is found in nothing looks
 * like a digit at one crop, and like another at the next; where hypotheses differ, no digit is left
 * with much, and the answer is {@code ?}. The numbers were set on drawn scenes: {@code docs/ink.md}
 * has the figures for others.
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

  /**
   * Whether other hypotheses are to be made.
   *
   * @param first what the first is read as; empty if it found nothing
   */
  boolean doubts(Optional<Prediction> first) {
    return confidence(first) < sure;
  }

  private static double confidence(Optional<Prediction> first) {
    return first.map(Prediction::confidence).orElse(NOTHING);
  }

  /**
   * What a picture in doubt is read as: the opinion of all hypotheses, if it is sure enough. If it
   * isn't, a first reading that tells a digit stands as long as one of the others sees that digit,
   * too. Of letters and things, rules and shadows leave pieces that are often read as a digit, and
   * hardly ever as the same one in any other way.
   *
   * @param first what the first is read as; empty if it found nothing
   * @param others what those others are read as that found something
   * @param isTiny whether the picture has no more pixels than MNIST's own: learned ink has little
   *     to go by there, and the fit nothing to take away, so a first reading stands alone
   * @param rejectionThreshold under which an answer is {@code ?}
   * @return empty if nothing was found at all, or only by others that aren't sure enough
   */
  Optional<Prediction> verdict(
      Optional<Prediction> first,
      List<Prediction> others,
      boolean isTiny,
      double rejectionThreshold) {
    List<Prediction> all = Stream.concat(first.stream(), others.stream()).toList();
    if (all.isEmpty()) {
      return Optional.empty();
    }
    Prediction pooled = pool(all);
    if (takes(pooled, confidence(first), rejectionThreshold)) {
      return Optional.of(pooled);
    }
    boolean tellsADigit = confidence(first) >= rejectionThreshold;
    return tellsADigit && !isTiny && isAlone(first.get(), others, rejectionThreshold)
        ? Optional.of(pooled)
        : first;
  }

  private static boolean isAlone(
      Prediction first, List<Prediction> others, double rejectionThreshold) {
    return others.stream()
        .noneMatch(other -> other.probability(first.digit()) >= rejectionThreshold);
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
