package io.github.mnistfit.training;

import io.github.mnistfit.mnist.LabelledImage;
import io.github.mnistfit.mnist.MnistImage;
import io.github.mnistfit.network.Architecture;
import io.github.mnistfit.network.Networks;
import java.nio.FloatBuffer;
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
  private final long seed;
  private INDArray input = Nd4j.empty(DataType.FLOAT);
  private INDArray labels = Nd4j.empty(DataType.FLOAT);

  /**
   * Builds a network on given weights, which it only reads.
   *
   * @param seed of this thread's random numbers, which dropout draws
   * @param weights the flat parameter vector, shared by all replicas
   */
  Replica(Architecture architecture, long seed, INDArray weights) {
    network = new MultiLayerNetwork(Networks.trained(architecture, seed, CNN2DFormat.NCHW));
    network.init(weights, false);
    network.initGradientsView();
    this.seed = seed;
  }

  /**
   * Computes the gradient of the loss, summed over some images. An image that is no digit is to get
   * ten equal probabilities.
   *
   * @param step the number of the step, which with the seed says what dropout drops: so a run that
   *     was interrupted goes on as if it hadn't been
   * @return the sum of the images' losses, in nats: the cross-entropy less that of a perfect answer
   */
  double computeGradient(List<LabelledImage> images, int step) {
    fill(images);
    Nd4j.getRandom().setSeed(seed + ((long) step << 32));
    network.setInput(input);
    network.setLabels(labels);
    network.computeGradientAndScore();
    long nonDigits = images.stream().filter(i -> i.label() == LabelledImage.NO_DIGIT).count();
    double loss = network.score() * images.size() - nonDigits * Math.log(Architecture.CLASSES);
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

  private void fill(List<LabelledImage> images) {
    int n = images.size();
    if (input.isEmpty() || input.size(0) != n) {
      input = Nd4j.create(DataType.FLOAT, n, 1, MnistImage.SIDE, MnistImage.SIDE);
      labels = Nd4j.create(DataType.FLOAT, n, Architecture.CLASSES);
    }
    input
        .data()
        .asNioFloat()
        .put(MnistImage.relative(images.stream().map(LabelledImage::image).toList()));
    FloatBuffer targets = labels.data().asNioFloat();
    for (LabelledImage image : images) {
      boolean noDigit = image.label() == LabelledImage.NO_DIGIT;
      for (int d = 0; d < Architecture.CLASSES; d++) {
        targets.put(noDigit ? 1f / Architecture.CLASSES : d == image.label() ? 1 : 0);
      }
    }
  }
}
