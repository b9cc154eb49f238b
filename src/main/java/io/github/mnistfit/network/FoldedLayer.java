package io.github.mnistfit.network;

import java.nio.FloatBuffer;
import java.util.List;

/**
 * A layer of a network that reads. Batch normalisation is folded into the weights before it: in a
 * network that has been trained, both are linear, and one layer does what two did.
 */
public final class FoldedLayer {
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
  public LayerPlan plan() {
    return plan;
  }

  /** What it is given. */
  public LayerPlan.Shape input() {
    return input;
  }

  /** What it gives. */
  public LayerPlan.Shape output() {
    return plan.output(input);
  }

  /**
   * Those of each output together, in the order of NCHW (channel, row, column); none in a pool. Not
   * a copy: not to be changed.
   */
  public float[] weights() {
    return weights;
  }

  /** One for each output; not a copy, either. */
  public float[] biases() {
    return biases;
  }

  /**
   * The layers of a network.
   *
   * @param parameters in the order of DL4J's flat parameter vector for NCHW
   * @throws IllegalArgumentException if they aren't as many as the architecture has
   */
  public static List<FoldedLayer> of(Architecture architecture, float[] parameters) {
    return LayerParameters.split(architecture, parameters).stream().map(FoldedLayer::of).toList();
  }

  private static FoldedLayer of(LayerParameters layer) {
    return layer.plan().isNormalized()
        ? folded(layer)
        : new FoldedLayer(layer.plan(), layer.input(), layer.weights(), layer.others());
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
      boolean biasFirst = layer.plan instanceof LayerPlan.Convolution;
      flat.put(biasFirst ? layer.biases : layer.weights);
      flat.put(biasFirst ? layer.weights : layer.biases);
    }
    return flat.array();
  }

  /** One layer for two; the weights are changed in place. */
  private static FoldedLayer folded(LayerParameters layer) {
    float[] weights = layer.weights();
    float[] statistics = layer.others();
    int outputs = layer.outputs();
    int inputs = weights.length / outputs;
    float[] biases = new float[outputs];
    for (int o = 0; o < outputs; o++) {
      double scale =
          statistics[o] / Math.sqrt(statistics[3 * outputs + o] + LayerParameters.EPSILON);
      biases[o] = (float) (statistics[outputs + o] - scale * statistics[2 * outputs + o]);
      for (int i = o * inputs; i < (o + 1) * inputs; i++) {
        weights[i] = (float) (scale * weights[i]);
      }
    }
    return new FoldedLayer(layer.plan(), layer.input(), weights, biases);
  }
}
