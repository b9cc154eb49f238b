package io.github.mnistfit.network;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A layer with what training has set.
 *
 * @param plan what it does
 * @param input what it is given
 * @param weights those of each output together, in the order of NCHW (channel, row, column); none
 *     in a pool; not copied
 * @param others one bias for each output; with batch normalisation each output's scale, then each
 *     one's shift, mean and variance; none in a pool; not copied
 */
@SuppressWarnings("ArrayRecordComponent") // not compared
public record LayerParameters(
    LayerPlan plan, LayerPlan.Shape input, float[] weights, float[] others) {
  /** What batch normalisation adds to a variance. */
  public static final double EPSILON = 1e-5;

  /** An output's scale, shift, mean and variance. */
  public static final int STATISTICS = 4;

  /**
   * Checks how many there are.
   *
   * @throws IllegalArgumentException if the layer has other numbers of them
   */
  public LayerParameters {
    int outputs = plan.output(input).channels();
    if (weights.length != plan.weights(input) || others.length != plan.perOutput() * outputs) {
      throw new IllegalArgumentException(
          "the layer %s has %d weights and %d other parameters"
              .formatted(plan.label(), weights.length, others.length));
    }
  }

  /** How many outputs, or channels, it gives. */
  public int outputs() {
    return plan.output(input).channels();
  }

  /**
   * Divides the parameters of a network among its layers.
   *
   * @param parameters in the order of DL4J's flat parameter vector for NCHW
   * @throws IllegalArgumentException if they aren't as many as the architecture has
   */
  public static List<LayerParameters> split(Architecture architecture, float[] parameters) {
    long expected = 0;
    LayerPlan.Shape shape = Architecture.INPUT;
    for (LayerPlan plan : architecture.layers()) {
      expected += plan.parameters(shape);
      shape = plan.output(shape);
    }
    if (parameters.length != expected) {
      throw new IllegalArgumentException(
          "it has %d weights where its architecture has %d".formatted(parameters.length, expected));
    }
    var from = FloatBuffer.wrap(parameters);
    List<LayerParameters> layers = new ArrayList<>();
    shape = Architecture.INPUT;
    for (LayerPlan plan : architecture.layers()) {
      int outputs = plan.output(shape).channels();
      int others = plan.perOutput() * outputs;
      if (hasBiasFirst(plan)) {
        float[] biases = take(from, others);
        layers.add(
            new LayerParameters(
                plan, shape, take(from, Math.toIntExact(plan.weights(shape))), biases));
      } else {
        float[] weights = take(from, Math.toIntExact(plan.weights(shape)));
        layers.add(new LayerParameters(plan, shape, weights, take(from, others)));
      }
      shape = plan.output(shape);
    }
    return List.copyOf(layers);
  }

  /** DL4J's flat parameter vector for NCHW of all layers of a network. */
  public static float[] join(List<LayerParameters> layers) {
    int size = 0;
    for (LayerParameters layer : layers) {
      size += layer.weights.length + layer.others.length;
    }
    var flat = FloatBuffer.allocate(size);
    for (LayerParameters layer : layers) {
      boolean biasFirst = hasBiasFirst(layer.plan);
      flat.put(biasFirst ? layer.others : layer.weights);
      flat.put(biasFirst ? layer.weights : layer.others);
    }
    return flat.array();
  }

  /** Whether biases come before the weights in DL4J's vector: those of convolutions do. */
  static boolean hasBiasFirst(LayerPlan plan) {
    return plan instanceof LayerPlan.Convolution && !plan.isNormalized();
  }

  private static float[] take(FloatBuffer from, int n) {
    float[] values = new float[n];
    from.get(values);
    return values;
  }
}
