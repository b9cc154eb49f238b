package io.github.mnistfit.training;

/** A learning-rate schedule: how the step size changes over a run. */
public enum LearningRateSchedule {
  /** The same all the time. */
  CONSTANT {
    @Override
    double factor(double progress) {
      return 1;
    }
  },

  /**
   * Up to the peak in a straight line over the first quarter of the run, then down to nothing along
   * half a cosine (after Smith, 2018).
   */
  ONE_CYCLE {
    @Override
    double factor(double progress) {
      return progress < WARM_UP
          ? START + (1 - START) * progress / WARM_UP
          : (1 + Math.cos(Math.PI * (progress - WARM_UP) / (1 - WARM_UP))) / 2;
    }
  };

  /** The share of the run in which the rate rises, and where it starts, as a share of the peak. */
  private static final double WARM_UP = 0.25;

  private static final double START = 0.1;

  /**
   * What the learning rate is multiplied by.
   *
   * @param progress the share of the run's steps that is done, in [0, 1)
   */
  abstract double factor(double progress);
}
