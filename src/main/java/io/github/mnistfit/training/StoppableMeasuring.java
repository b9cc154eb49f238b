package io.github.mnistfit.training;

import io.github.mnistfit.network.Provenance.Epoch;

/**
 * Passes on how training goes, and ends a measurement, which may take minutes, as soon as the run
 * is to stop.
 */
record StoppableMeasuring(TrainingListener listener, TrainingControl control)
    implements TrainingListener {
  /** A measurement was ended. */
  static final class StoppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StoppedException() {
      super("stopped", null, false, false);
    }
  }

  @Override
  public void step(int epoch, int imagesDone, double loss) {
    listener.step(epoch, imagesDone, loss);
  }

  @Override
  public void epoch(Epoch epoch) {
    listener.epoch(epoch);
  }

  /**
   * Passes it on.
   *
   * @throws StoppedException if the run is to stop before all is measured
   */
  @Override
  public void measuring(String on, int done, int of) {
    listener.measuring(on, done, of);
    if (done < of && control.stopRequested()) {
      throw new StoppedException();
    }
  }
}
