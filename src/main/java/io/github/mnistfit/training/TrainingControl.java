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

  /** Whether the run is to stop; asked after each step, and while something is measured. */
  boolean stopRequested();

  /**
   * Is given the state before the first step, after each epoch's last, and when the run stops.
   *
   * @throws IOException if it can't be kept; that ends the run
   */
  void save(TrainingState state) throws IOException;
}
