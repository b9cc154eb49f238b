package io.github.mnistfit.training;

import java.nio.FloatBuffer;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Stochastic gradient descent with classical momentum: v = m v − r g, w = w + v (Polyak, 1964, as
 * Keras writes it).
 *
 * <p>DL4J's own {@code Nesterovs} looks ahead, which is another method; the article's recipe
 * doesn't. The arithmetic is done in Java's arrays: as a chain of ND4J's operations it gives the
 * same numbers and takes many times as long ({@code PERFORMANCE.md}).
 */
final class MomentumSgd {
  private final FloatBuffer weights;
  private final float[] velocity;
  private final float momentum;
  private final float weightDecay;
  private final boolean[] statistics;

  /**
   * Starts at rest.
   *
   * @param weights the flat parameter vector, changed in place
   * @param statistics where in it there are no weights but running means and variances
   */
  MomentumSgd(INDArray weights, double momentum, double weightDecay, boolean[] statistics) {
    this.weights = weights.data().asNioFloat();
    this.velocity = new float[(int) weights.length()];
    this.momentum = (float) momentum;
    this.weightDecay = (float) weightDecay;
    this.statistics = statistics;
  }

  /**
   * One step.
   *
   * @param gradients the replicas' gradients, each summed over its images; added in this order, so
   *     that a seed gives the same weights every time
   * @param images how many images there were in all
   */
  void step(List<INDArray> gradients, int images, double learningRate) {
    float[] gradient = sum(gradients);
    float[] w = new float[gradient.length];
    weights.get(0, w);
    float rate = (float) learningRate;
    for (int i = 0; i < w.length; i++) {
      if (statistics[i]) {
        // DL4J hands over the way from the old value to the new one, once for each replica.
        w[i] -= gradient[i] / gradients.size();
      } else {
        velocity[i] = velocity[i] * momentum - (gradient[i] / images + w[i] * weightDecay) * rate;
        w[i] += velocity[i];
      }
    }
    weights.put(0, w);
  }

  /** The velocity, as long as the weights; changed by each step. */
  float[] velocity() {
    return velocity;
  }

  private static float[] sum(List<INDArray> gradients) {
    float[] sum = null;
    for (INDArray gradient : gradients) {
      float[] values = new float[(int) gradient.length()];
      gradient.data().asNioFloat().get(0, values);
      if (sum == null) {
        sum = values;
      } else {
        for (int i = 0; i < sum.length; i++) {
          sum[i] += values[i];
        }
      }
    }
    return sum;
  }
}
