package io.github.mnistfit.training;

import io.github.mnistfit.network.Provenance.Epoch;

/** Is told how training goes; called on the training thread. */
public interface TrainingListener {
  /** Does nothing. */
  TrainingListener NONE =
      new TrainingListener() {
        @Override
        public void step(int epoch, int imagesDone, double loss) {}

        @Override
        public void epoch(Epoch epoch) {}
      };

  /**
   * A step is done.
   *
   * @param epoch from 1
   * @param imagesDone in this epoch
   * @param loss mean loss of a training image over this epoch so far, in nats
   */
  void step(int epoch, int imagesDone, double loss);

  /** An epoch is done. */
  void epoch(Epoch epoch);

  /**
   * A model is being measured, or calibrated, on what it doesn't learn from.
   *
   * @param on what that is, in a word or two
   * @param done how much of it so far
   * @param of how much there is
   */
  default void measuring(String on, int done, int of) {}
}
