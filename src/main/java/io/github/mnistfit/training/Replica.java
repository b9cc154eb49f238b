package io.github.mnistfit.training;

import io.github.mnistfit.mnist.LabelledImage;
import io.github.mnistfit.mnist.MnistImage;
import io.github.mnistfit.network.Architecture;
import io.github.mnistfit.network.Networks;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.params.BatchNormalizationParamInitializer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * One of several networks that share their weights and compute the gradients of different images at
 * the same time. Belongs to one thread: ND4J's workspaces do.
 */
final class Replica {
  /** DL4J's names for what batch normalisation remembers of its batches. */
  private static final Set<String> STATISTICS =
      Set.of(
          BatchNormalizationParamInitializer.GLOBAL_MEAN,
          BatchNormalizationParamInitializer.GLOBAL_VAR);

  private final MultiLayerNetwork network;
  private final Teachers.Targets targets;
  private final long seed;
  private INDArray input = Nd4j.empty(DataType.FLOAT);
  private INDArray labels = Nd4j.empty(DataType.FLOAT);

  /**
   * Builds a network on given weights, which it only reads.
   *
   * @param seed of this thread's random numbers, which dropout draws
   * @param weights the flat parameter vector, shared by all replicas
   * @param teachers what they say of the images is learnt, too
   */
  Replica(Architecture architecture, long seed, INDArray weights, Teachers teachers) {
    network = new MultiLayerNetwork(Networks.trained(architecture, seed, CNN2DFormat.NCHW));
    network.init(weights, false);
    network.initGradientsView();
    this.seed = seed;
    targets = teachers.targets();
  }

  /**
   * Computes the gradient of the loss, summed over some images. Without teachers, an image that is
   * no digit is to get ten equal probabilities.
   *
   * @param step the number of the step, which with the seed says what dropout drops: so a run that
   *     was interrupted goes on as if it hadn't been
   * @return the sum of the images' losses, in nats: the cross-entropy less that of a perfect answer
   */
  double computeGradient(List<LabelledImage> images, int step) {
    double entropy = fill(images);
    Nd4j.getRandom().setSeed(seed + ((long) step << 32));
    network.setInput(input);
    network.setLabels(labels);
    network.computeGradientAndScore();
    double loss = network.score() * images.size() - entropy;
    network.clear();
    return loss;
  }

  /** Where the flat parameter vector has running means and variances, and no weights. */
  boolean[] statistics() {
    var statistics = new boolean[(int) network.numParams()];
    int from = 0;
    for (Layer layer : network.getLayers()) {
      for (Map.Entry<String, INDArray> parameter : layer.paramTable().entrySet()) {
        int to = from + (int) parameter.getValue().length();
        Arrays.fill(statistics, from, to, STATISTICS.contains(parameter.getKey()));
        from = to;
      }
    }
    return statistics;
  }

  /** The flat gradient vector of the last call, a view; overwritten by the next call. */
  INDArray gradient() {
    return network.getFlattenedGradients().reshape(network.numParams());
  }

  /** Returns the entropy of the targets, summed over the images, in nats. */
  private double fill(List<LabelledImage> images) {
    int n = images.size();
    if (input.isEmpty() || input.size(0) != n) {
      input = Nd4j.create(DataType.FLOAT, n, 1, MnistImage.SIDE, MnistImage.SIDE);
      labels = Nd4j.create(DataType.FLOAT, n, Architecture.CLASSES);
    }
    input
        .data()
        .asNioFloat()
        .put(MnistImage.relative(images.stream().map(LabelledImage::image).toList()));
    float[] wanted = targets.of(images);
    labels.data().asNioFloat().put(wanted);
    double entropy = 0;
    for (float p : wanted) {
      entropy -= p > 0 ? p * Math.log(p) : 0;
    }
    return entropy;
  }
}
