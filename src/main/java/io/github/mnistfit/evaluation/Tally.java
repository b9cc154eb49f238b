package io.github.mnistfit.evaluation;

import org.apache.commons.math3.stat.interval.WilsonScoreInterval;

/**
 * How many of how many were right.
 *
 * @param correct how many were right, 0 to n
 * @param n how many there were
 */
public record Tally(int correct, int n) {
  /** None of none. */
  public static final Tally EMPTY = new Tally(0, 0);

  /** This and one more. */
  public Tally plus(boolean right) {
    return new Tally(correct + (right ? 1 : 0), n + 1);
  }

  /** The share that was right, in [0, 1]; 0 of none. */
  public double accuracy() {
    return n == 0 ? 0 : (double) correct / n;
  }

  /**
   * The interval that holds the true accuracy with 95 % confidence (Wilson, 1927: unlike the normal
   * approximation it stays within [0, 1] and holds near 1).
   */
  public Interval interval() {
    if (n == 0) {
      return new Interval(0, 1);
    }
    var wilson = new WilsonScoreInterval().createInterval(n, correct, 0.95);
    return new Interval(wilson.getLowerBound(), wilson.getUpperBound());
  }

  /**
   * A range of accuracies.
   *
   * @param low in [0, 1]
   * @param high in [low, 1]
   */
  public record Interval(double low, double high) {}
}
