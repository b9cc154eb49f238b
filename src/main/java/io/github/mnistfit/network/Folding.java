package io.github.mnistfit.network;

import java.nio.FloatBuffer;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Layer;

/**
 * Folds batch normalisation into the weights before it: in a network that has been trained, both
 * are linear, and one layer can do what two did.
 */
final class Folding {
  private Folding() {}

  /**
   * The parameters for {@link Architecture#predictionConfiguration}.
   *
   * @param trained what the parameters belong to
   * @param parameters in the order of its flat parameter vector for NCHW
   * @return in the order of the other's flat parameter vector for NCHW
   * @throws IllegalArgumentException if they aren't as many as the configuration has
   */
  static float[] fold(MultiLayerConfiguration trained, float[] parameters) {
    long expected = 0;
    for (int i = 0; i < trained.getConfs().size(); i++) {
      expected += size(trained, i);
    }
    if (parameters.length != expected) {
      throw new IllegalArgumentException(
          "it has %d weights where its architecture has %d".formatted(parameters.length, expected));
    }
    var from = FloatBuffer.wrap(parameters);
    var folded = FloatBuffer.allocate(parameters.length);
    for (int i = 0; i < trained.getConfs().size(); i++) {
      float[] own = next(from, size(trained, i));
      if (i + 1 < trained.getConfs().size()
          && layer(trained, i + 1) instanceof BatchNormalization normalization) {
        float[] statistics = next(from, size(trained, i + 1));
        boolean isConvolution = layer(trained, i) instanceof ConvolutionLayer;
        put(own, statistics, normalization.getEps(), isConvolution, folded);
        i++;
      } else {
        folded.put(own);
      }
    }
    float[] exact = new float[folded.position()];
    folded.flip().get(exact);
    return exact;
  }

  /**
   * Puts the weights and the biases of one layer for two.
   *
   * @param weights those of each output together, as in convolutions and in dense layers
   * @param statistics each output's scale, then each one's shift, mean, variance
   * @param epsilon what is added to a variance
   * @param biasFirst whether biases come before the weights: in DL4J, those of convolutions do
   */
  private static void put(
      float[] weights, float[] statistics, double epsilon, boolean biasFirst, FloatBuffer folded) {
    int outputs = statistics.length / 4;
    int inputs = weights.length / outputs;
    float[] scaled = new float[weights.length];
    float[] biases = new float[outputs];
    for (int o = 0; o < outputs; o++) {
      double scale = statistics[o] / Math.sqrt(statistics[3 * outputs + o] + epsilon);
      biases[o] = (float) (statistics[outputs + o] - scale * statistics[2 * outputs + o]);
      for (int i = o * inputs; i < (o + 1) * inputs; i++) {
        scaled[i] = (float) (scale * weights[i]);
      }
    }
    folded.put(biasFirst ? biases : scaled).put(biasFirst ? scaled : biases);
  }

  private static float[] next(FloatBuffer from, int n) {
    float[] values = new float[n];
    from.get(values);
    return values;
  }

  private static int size(MultiLayerConfiguration network, int layer) {
    return (int) layer(network, layer).initializer().numParams(network.getConf(layer));
  }

  private static Layer layer(MultiLayerConfiguration network, int layer) {
    return network.getConf(layer).getLayer();
  }
}
