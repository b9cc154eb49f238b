package io.github.mnistfit.training;

import io.github.mnistfit.network.InkArchitecture;
import io.github.mnistfit.network.InkClass;
import io.github.mnistfit.network.InkFolding;
import io.github.mnistfit.network.InkImage;
import io.github.mnistfit.network.InkModel;
import io.github.mnistfit.training.scenes.Scene;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.layers.CnnLossLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * One of several ink networks that share their weights and compute the gradients of different
 * scenes at the same time. Belongs to one thread: ND4J's workspaces do.
 */
@SuppressWarnings("EnumOrdinal") // the classes are in the order of the network's channels
final class InkReplica {
  private static final int INSIDE = InkArchitecture.CELL * InkArchitecture.CELL;
  private static final int PLACES = InkArchitecture.PLACES * InkArchitecture.PLACES;

  private final InkArchitecture architecture;
  private final ComputationGraph network;
  private final InkLoss loss;
  private final INDArray input;
  private final INDArray labels;

  /**
   * Builds a network on given weights, which it only reads.
   *
   * @param architecture of the network
   * @param weights the flat parameter vector, shared by all replicas
   * @param scenes how many it gets each time
   */
  InkReplica(InkArchitecture architecture, INDArray weights, int scenes) {
    this.architecture = architecture;
    network = new ComputationGraph(architecture.trained(0, new InkLoss()));
    network.init(weights, false);
    network.initGradientsView();
    // DL4J has made a copy of the one that it was given.
    loss = (InkLoss) ((CnnLossLayer) network.getLayer("loss").conf().getLayer()).getLossFn();
    input = Nd4j.create(DataType.FLOAT, scenes, 1, InkImage.SIDE, InkImage.SIDE);
    labels =
        Nd4j.create(
            DataType.FLOAT,
            scenes,
            InkArchitecture.CHANNELS,
            InkArchitecture.PLACES,
            InkArchitecture.PLACES);
  }

  /**
   * The gradient of the mean loss of some scenes.
   *
   * @param losses gets the mean loss at its place
   * @param place of this replica
   */
  float[] gradient(List<Scene> scenes, double[] losses, int place) {
    fill(scenes);
    network.setInputs(input);
    network.setLabels(labels);
    network.computeGradientAndScore();
    float[] gradient = network.getFlattenedGradients().dup().data().asFloat();
    network.clear();
    losses[place] = loss.loss();
    return gradient;
  }

  /** Where in the flat parameter vector parameters of some names are. */
  boolean[] parametersNamed(Set<String> names) {
    var named = new boolean[(int) network.numParams()];
    int from = 0;
    for (Layer layer : network.getLayers()) {
      for (Map.Entry<String, INDArray> parameter : layer.paramTable().entrySet()) {
        int to = from + (int) parameter.getValue().length();
        Arrays.fill(named, from, to, names.contains(parameter.getKey()));
        from = to;
      }
    }
    return named;
  }

  /** The model of the weights as they are. */
  InkModel model() {
    return InkFolding.fold(architecture, network);
  }

  private void fill(List<Scene> scenes) {
    float[] pixels = new float[scenes.size() * InkImage.PIXELS];
    float[] shares = new float[scenes.size() * InkArchitecture.CHANNELS * PLACES];
    for (int s = 0; s < scenes.size(); s++) {
      Scene scene = scenes.get(s);
      scene.image().copyTo(pixels, s * InkImage.PIXELS);
      for (int pixel = 0; pixel < InkImage.PIXELS; pixel++) {
        int row = pixel / InkImage.SIDE;
        int column = pixel % InkImage.SIDE;
        int inside =
            row % InkArchitecture.CELL * InkArchitecture.CELL + column % InkArchitecture.CELL;
        int place =
            row / InkArchitecture.CELL * InkArchitecture.PLACES + column / InkArchitecture.CELL;
        for (InkClass inkClass : InkClass.values()) {
          int channel = inkClass.ordinal() * INSIDE + inside;
          shares[(s * InkArchitecture.CHANNELS + channel) * PLACES + place] =
              scene.share(inkClass, pixel);
        }
      }
    }
    input.data().asNioFloat().put(0, pixels);
    labels.data().asNioFloat().put(0, shares);
  }
}
