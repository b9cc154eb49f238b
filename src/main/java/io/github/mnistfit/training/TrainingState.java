package io.github.mnistfit.training;

import io.github.mnistfit.network.Provenance.Epoch;
import java.util.List;

/**
 * All that a training run needs to go on after a step as if it had never stopped: what dropout
 * drops, the order of the images and their variations follow from the settings and the step.
 */
public final class TrainingState {
  private final int step;
  private final float[] weights;
  private final float[] velocity;
  private final double loss;
  private final double seconds;
  private final List<Epoch> epochs;

  /**
   * Takes hold of the arrays; the caller gives them away.
   *
   * @param step how many steps are done, over all epochs
   * @param weights the flat parameter vector
   * @param velocity the optimiser's, as long as the weights
   * @param loss the sum of the losses of the current epoch's images so far, in nats
   * @param seconds the time that the current epoch has taken so far
   * @param epochs the log of the epochs that are done
   * @throws IllegalArgumentException if the lengths differ or the step is negative
   */
  TrainingState(
      int step,
      float[] weights,
      float[] velocity,
      double loss,
      double seconds,
      List<Epoch> epochs) {
    if (weights.length != velocity.length || step < 0) {
      throw new IllegalArgumentException("no state of a run");
    }
    this.step = step;
    this.weights = weights;
    this.velocity = velocity;
    this.loss = loss;
    this.seconds = seconds;
    this.epochs = List.copyOf(epochs);
  }

  /** How many steps are done, over all epochs. */
  public int step() {
    return step;
  }

  /**
   * Makes sure that it is of the network that is to go on from it.
   *
   * @throws CheckpointException if it has not so many weights
   */
  void requireWeights(int n) throws CheckpointException {
    if (weights.length != n) {
      throw new CheckpointException(
          "The checkpoint can't be resumed: it has %d weights where the network needs %d. Begin anew with --force."
              .formatted(weights.length, n));
    }
  }

  float[] weights() {
    return weights;
  }

  float[] velocity() {
    return velocity;
  }

  double loss() {
    return loss;
  }

  double seconds() {
    return seconds;
  }

  /** The log of the epochs that are done. */
  List<Epoch> epochs() {
    return epochs;
  }
}
