package io.github.mnistfit.training;

import java.io.IOException;

/** Keeps what a training run needs to go on, and can stop it. */
interface TrainingControl {
  /** Keeps nothing and never stops. */
  TrainingControl NONE =
      new TrainingControl() {
        @Override
        public boolean stopRequested() {
          return false;
        }

        @Override
        public void save(TrainingState state) {}
      };

  /** Whether the run is to stop after the step that is being done; asked after each. */
  boolean stopRequested();

  /**
   * Is given the state before the first step, after each epoch but the last, and when the run
   * stops.
   *
   * @throws IOException if it can't be kept; that ends the run
   */
  void save(TrainingState state) throws IOException;
}
