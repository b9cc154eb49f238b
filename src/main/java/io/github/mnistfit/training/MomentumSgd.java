package io.github.mnistfit.training;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

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
  private final double weightDecay;
  private final List<ParameterRange> statistics;

  /**
   * Starts at rest.
   *
   * @param weights the flat parameter vector, changed in place
   * @param statistics the ranges in it that are no weights but running means and variances
   */
  MomentumSgd(
      INDArray weights, double momentum, double weightDecay, List<ParameterRange> statistics) {
    this.weights = weights;
    this.velocity = Nd4j.zeros(weights.shape());
    this.momentum = momentum;
    this.weightDecay = weightDecay;
    this.statistics = statistics;
  }

  /**
   * One step.
   *
   * @param gradients the replicas' gradients, each summed over its images; the first is overwritten
   * @param images how many images there were in all
   */
  void step(List<INDArray> gradients, int images, double learningRate) {
    INDArray sum = gradients.get(0);
    for (INDArray other : gradients.subList(1, gradients.size())) {
      sum.addi(other);
    }
    for (ParameterRange range : statistics) {
      // DL4J hands over the way from the old value to the new one, once for each replica.
      INDArray way = range.of(sum);
      range.of(weights).subi(way.div(gradients.size()));
    }
    sum.divi(images);
    if (weightDecay > 0) {
      sum.addi(weights.mul(weightDecay));
    }
    for (ParameterRange range : statistics) {
      range.of(sum).assign(0);
    }
    velocity.muli(momentum).subi(sum.muli(learningRate));
    weights.addi(velocity);
  }

  /** The velocity, a vector as long as the weights; changed by each step. */
  INDArray velocity() {
    return velocity;
  }

  /** A range of the flat parameter vector, from inclusive, to exclusive. */
  record ParameterRange(long from, long to) {
    INDArray of(INDArray vector) {
      return vector.get(NDArrayIndex.interval(from, to));
    }
  }
}
