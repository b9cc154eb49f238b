package io.github.mnistfit.training;

/**
 * Adam with decoupled weight decay (Loshchilov and Hutter, 2019), and an exponential moving average
 * of the weights. The arithmetic is done in Java's arrays, as in {@link MomentumSgd}.
 */
final class AdamW {
  private static final double FIRST_DECAY = 0.9;
  private static final double SECOND_DECAY = 0.99;
  private static final double EPSILON = 1e-8;

  private final float[] first;
  private final float[] second;
  private final float[] average;
  private final double weightDecay;
  private final double averaging;
  private final boolean[] decayed;
  private final boolean[] statistics;

  /**
   * Starts at rest.
   *
   * @param weights the first weights
   * @param weightDecay the share of a weight that each step takes, times the learning rate
   * @param averaging the share of the moving average that each step keeps, in [0, 1)
   * @param decayed which parameters decay
   * @param statistics which are no weights but running means and variances
   */
  AdamW(
      float[] weights,
      double weightDecay,
      double averaging,
      boolean[] decayed,
      boolean[] statistics) {
    this.first = new float[weights.length];
    this.second = new float[weights.length];
    this.average = weights.clone();
    this.weightDecay = weightDecay;
    this.averaging = averaging;
    this.decayed = decayed;
    this.statistics = statistics;
  }

  /**
   * One step.
   *
   * @param weights changed in place
   * @param gradient of the mean loss of the batch
   * @param step its number, from 1
   */
  void step(float[] weights, float[] gradient, double learningRate, int step) {
    double firstBias = 1 - Math.pow(FIRST_DECAY, step);
    double secondBias = 1 - Math.pow(SECOND_DECAY, step);
    // At the beginning the average is of few steps, or it would remember random weights.
    double kept = Math.min(averaging, (1.0 + step) / (10.0 + step));
    for (int i = 0; i < weights.length; i++) {
      if (statistics[i]) {
        weights[i] -= gradient[i]; // DL4J hands over the way from the old value to the new one
      } else {
        float g = gradient[i];
        first[i] += (float) ((1 - FIRST_DECAY) * (g - first[i]));
        second[i] += (float) ((1 - SECOND_DECAY) * (g * g - second[i]));
        double move = first[i] / firstBias / (Math.sqrt(second[i] / secondBias) + EPSILON);
        double decay = decayed[i] ? weightDecay * weights[i] : 0;
        weights[i] -= (float) (learningRate * (move + decay));
      }
      average[i] = (float) (kept * average[i] + (1 - kept) * weights[i]);
    }
  }

  /** The means of the gradients and of their squares, and the weights' average: what to keep. */
  float[][] memory() {
    return new float[][] {first, second, average};
  }

  /** The weights' moving average. */
  float[] average() {
    return average;
  }
}
