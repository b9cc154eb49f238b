package io.github.mnistfit.network;

import java.nio.FloatBuffer;
import java.util.Map;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Folds an ink network's batch normalisation into the weights before it. */
public final class InkFolding {
  private InkFolding() {}

  /**
   * The model that reads as a trained network does.
   *
   * @param architecture of the network
   * @param trained of {@link InkArchitecture#trained}; not changed
   * @throws IllegalArgumentException if it is of another architecture
   */
  public static InkModel fold(InkArchitecture architecture, ComputationGraph trained) {
    var folded = FloatBuffer.allocate(architecture.parameterCount());
    for (InkArchitecture.Convolution convolution : architecture.convolutions()) {
      Map<String, INDArray> own = trained.getLayer(convolution.name()).paramTable();
      float[] weights = values(own.get("W"));
      if (weights.length != convolution.weights()) {
        throw new IllegalArgumentException(
            "%s has %d weights where its architecture has %d"
                .formatted(convolution.name(), weights.length, convolution.weights()));
      }
      if (own.containsKey("b")) {
        folded.put(values(own.get("b"))).put(weights);
      } else {
        var normalisation = trained.getLayer(convolution.name() + InkArchitecture.NORMALISATION);
        var layer = (BatchNormalization) normalisation.conf().getLayer();
        fold(weights, normalisation.paramTable(), layer.getEps(), folded);
      }
    }
    return new InkModel(architecture, folded.array());
  }

  private static void fold(
      float[] weights, Map<String, INDArray> statistics, double epsilon, FloatBuffer folded) {
    float[] scale = values(statistics.get("gamma"));
    float[] shift = values(statistics.get("beta"));
    float[] mean = values(statistics.get("mean"));
    float[] variance = values(statistics.get("var"));
    int inputs = weights.length / scale.length;
    for (int o = 0; o < scale.length; o++) {
      double factor = scale[o] / Math.sqrt(variance[o] + epsilon);
      folded.put((float) (shift[o] - factor * mean[o]));
      for (int i = o * inputs; i < (o + 1) * inputs; i++) {
        weights[i] = (float) (factor * weights[i]);
      }
    }
    folded.put(weights);
  }

  private static float[] values(INDArray array) {
    return array.dup('c').data().asFloat();
  }
}
