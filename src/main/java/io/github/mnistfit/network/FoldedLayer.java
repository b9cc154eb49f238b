package io.github.mnistfit.network;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A layer of a network that reads. Batch normalisation is folded into the weights before it: in a
 * network that has been trained, both are linear, and one layer does what two did.
 */
final class FoldedLayer {
  private static final float[] NONE = {};

  /** What batch normalisation adds to a variance. */
  static final double EPSILON = 1e-5;

  /** An output's scale, shift, mean and variance. */
  private static final int STATISTICS = 4;

  private final LayerPlan plan;
  private final LayerPlan.Shape input;
  private final float[] weights;
  private final float[] biases;

  private FoldedLayer(LayerPlan plan, LayerPlan.Shape input, float[] weights, float[] biases) {
    this.plan = plan;
    this.input = input;
    this.weights = weights;
    this.biases = biases;
  }

  /** What it does. */
  LayerPlan plan() {
    return plan;
  }

  /** What it is given. */
  LayerPlan.Shape input() {
    return input;
  }

  /** What it gives. */
  LayerPlan.Shape output() {
    return plan.output(input);
  }

  /**
   * Those of each output together, in the order of NCHW (channel, row, column); none in a pool. Not
   * a copy: not to be changed.
   */
  float[] weights() {
    return weights;
  }

  /** One for each output; not a copy, either. */
  float[] biases() {
    return biases;
  }

  /**
   * The layers of a network.
   *
   * @param parameters in the order of DL4J's flat parameter vector for NCHW
   * @throws IllegalArgumentException if they aren't as many as the architecture has
   */
  static List<FoldedLayer> of(Architecture architecture, float[] parameters) {
    int expected = 0;
    LayerPlan.Shape shape = Architecture.INPUT;
    for (LayerPlan plan : architecture.layers()) {
      expected += parameters(plan, shape);
      shape = plan.output(shape);
    }
    if (parameters.length != expected) {
      throw new IllegalArgumentException(
          "it has %d weights where its architecture has %d".formatted(parameters.length, expected));
    }
    var from = FloatBuffer.wrap(parameters);
    List<FoldedLayer> layers = new ArrayList<>();
    shape = Architecture.INPUT;
    for (LayerPlan plan : architecture.layers()) {
      layers.add(next(plan, shape, from));
      shape = plan.output(shape);
    }
    return List.copyOf(layers);
  }

  /** How many numbers training sets. */
  private static int parameters(LayerPlan plan, LayerPlan.Shape input) {
    int outputs = plan.output(input).channels();
    return weights(plan, input)
        + (plan instanceof LayerPlan.MaxPool ? 0 : perOutput(plan) * outputs);
  }

  private static int perOutput(LayerPlan plan) {
    return isNormalized(plan) ? STATISTICS : 1;
  }

  private static int weights(LayerPlan plan, LayerPlan.Shape input) {
    if (plan instanceof LayerPlan.Convolution convolution) {
      return convolution.channels()
          * input.channels()
          * convolution.kernel()
          * convolution.kernel();
    }
    return plan instanceof LayerPlan.Dense dense ? dense.outputs() * input.size() : 0;
  }

  private static boolean isNormalized(LayerPlan plan) {
    return plan instanceof LayerPlan.Convolution convolution
        ? convolution.isNormalized()
        : plan instanceof LayerPlan.Dense dense && dense.isNormalized();
  }

  private static FoldedLayer next(LayerPlan plan, LayerPlan.Shape input, FloatBuffer from) {
    if (plan instanceof LayerPlan.MaxPool) {
      return new FoldedLayer(plan, input, NONE, NONE);
    }
    int outputs = plan.output(input).channels();
    int weights = weights(plan, input);
    if (isNormalized(plan)) {
      return folded(plan, input, take(from, weights), take(from, STATISTICS * outputs));
    }
    if (hasBiasFirst(plan)) {
      float[] biases = take(from, outputs);
      return new FoldedLayer(plan, input, take(from, weights), biases);
    }
    return new FoldedLayer(plan, input, take(from, weights), take(from, outputs));
  }

  /**
   * DL4J's flat parameter vector for NCHW of a network without batch normalisation.
   *
   * @param layers all of it
   */
  static float[] flat(List<FoldedLayer> layers) {
    int size = 0;
    for (FoldedLayer layer : layers) {
      size += layer.weights.length + layer.biases.length;
    }
    var flat = FloatBuffer.allocate(size);
    for (FoldedLayer layer : layers) {
      boolean biasFirst = hasBiasFirst(layer.plan);
      flat.put(biasFirst ? layer.biases : layer.weights);
      flat.put(biasFirst ? layer.weights : layer.biases);
    }
    return flat.array();
  }

  /** Whether biases come before the weights in DL4J's vector: those of convolutions do. */
  private static boolean hasBiasFirst(LayerPlan plan) {
    return plan instanceof LayerPlan.Convolution;
  }

  /**
   * One layer for two.
   *
   * @param statistics each output's scale, then each one's shift, mean, variance
   */
  private static FoldedLayer folded(
      LayerPlan plan, LayerPlan.Shape input, float[] weights, float[] statistics) {
    int outputs = statistics.length / STATISTICS;
    int inputs = weights.length / outputs;
    float[] biases = new float[outputs];
    for (int o = 0; o < outputs; o++) {
      double scale = statistics[o] / Math.sqrt(statistics[3 * outputs + o] + EPSILON);
      biases[o] = (float) (statistics[outputs + o] - scale * statistics[2 * outputs + o]);
      for (int i = o * inputs; i < (o + 1) * inputs; i++) {
        weights[i] = (float) (scale * weights[i]);
      }
    }
    return new FoldedLayer(plan, input, weights, biases);
  }

  private static float[] take(FloatBuffer from, int n) {
    float[] values = new float[n];
    from.get(values);
    return values;
  }
}
