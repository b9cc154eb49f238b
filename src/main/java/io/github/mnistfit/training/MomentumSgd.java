package io.github.mnistfit.training;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Stochastic gradient descent with classical momentum: v = m v − r g, w = w + v (Polyak, 1964, as
 * Keras writes it).
 *
 * <p>DL4J's own {@code Nesterovs} looks ahead, which is another method; the article's recipe
 * doesn't.
 */
final class MomentumSgd {
  private final INDArray weights;
  private final INDArray velocity;
  private final double momentum;

  /** Starts at rest. The weights are changed in place. */
  MomentumSgd(INDArray weights, double momentum) {
    this.weights = weights;
    this.velocity = Nd4j.zeros(weights.shape());
    this.momentum = momentum;
  }

  /**
   * One step.
   *
   * @param gradient of the mean loss; overwritten
   */
  void step(INDArray gradient, double learningRate) {
    velocity.muli(momentum).subi(gradient.muli(learningRate));
    weights.addi(velocity);
  }
}
