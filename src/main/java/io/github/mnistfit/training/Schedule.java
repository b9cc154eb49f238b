package io.github.mnistfit.training;

/** How the learning rate changes over a run. */
public enum Schedule {
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
      return progress < RISE
          ? START + (1 - START) * progress / RISE
          : (1 + Math.cos(Math.PI * (progress - RISE) / (1 - RISE))) / 2;
    }
  };

  private static final double RISE = 0.25;
  private static final double START = 0.1;

  /**
   * What the learning rate is multiplied by.
   *
   * @param progress the share of the run's steps that is done, in [0, 1)
   */
  abstract double factor(double progress);
}
