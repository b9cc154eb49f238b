package io.github.mnistfit.network;

import io.github.mnistfit.mnist.MnistImage;
import java.util.List;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.CacheMode;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration.ListBuilder;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Digit networks as DL4J has them: its configurations, and networks of given parameters. */
public final class Networks {
  private Networks() {}

  /**
   * The configuration that is trained.
   *
   * @param seed of the first weights
   * @param format NCHW for training: with oneDNN the backward pass of NHWC is wrong
   */
  public static MultiLayerConfiguration trained(
      Architecture architecture, long seed, CNN2DFormat format) {
    // Without a cache, DL4J runs each convolution forward a second time on its way back.
    return configuration(architecture, seed, format, CacheMode.HOST, true);
  }

  /** The configuration that reads: it takes NHWC, and its batch normalisation is folded. */
  static MultiLayerConfiguration folded(Architecture architecture) {
    return configuration(architecture, 0, CNN2DFormat.NHWC, CacheMode.NONE, false);
  }

  private static MultiLayerConfiguration configuration(
      Architecture architecture,
      long seed,
      CNN2DFormat format,
      CacheMode cache,
      boolean isTrained) {
    ListBuilder network =
        new NeuralNetConfiguration.Builder()
            .seed(seed)
            .weightInit(WeightInit.RELU_UNIFORM)
            .convolutionMode(ConvolutionMode.Truncate)
            // The training loop has its own optimiser.
            .updater(new NoOp())
            .cacheMode(cache)
            .list();
    List<LayerPlan> layers = architecture.layers();
    for (LayerPlan layer : layers.subList(0, layers.size() - 1)) {
      if (layer instanceof LayerPlan.Convolution convolution) {
        add(convolution, format, isTrained, network);
      } else if (layer instanceof LayerPlan.Dense dense) {
        add(dense, isTrained, network);
      } else {
        network.layer(maxPool(format));
      }
    }
    return network
        .layer(
            new OutputLayer.Builder(LossFunction.MCXENT)
                .nOut(Architecture.CLASSES)
                .activation(Activation.SOFTMAX)
                .build())
        .setInputType(InputType.convolutional(MnistImage.SIDE, MnistImage.SIDE, 1, format))
        .build();
  }

  private static void add(
      LayerPlan.Convolution plan, CNN2DFormat format, boolean isTrained, ListBuilder network) {
    boolean isNormalized = isTrained && plan.isNormalized();
    network.layer(
        new ConvolutionLayer.Builder(plan.kernel(), plan.kernel())
            .nOut(plan.channels())
            .hasBias(!isNormalized)
            .dataFormat(format)
            .activation(isNormalized ? Activation.IDENTITY : Activation.RELU)
            .build());
    if (isNormalized) {
      network
          .layer(normalization().dataFormat(format).build())
          .layer(new ActivationLayer(Activation.RELU));
    }
  }

  private static void add(LayerPlan.Dense plan, boolean isTrained, ListBuilder network) {
    boolean isNormalized = isTrained && plan.isNormalized();
    network.layer(
        new DenseLayer.Builder()
            .nOut(plan.outputs())
            .hasBias(!isNormalized)
            .activation(isNormalized ? Activation.IDENTITY : Activation.RELU)
            .build());
    if (isNormalized) {
      network.layer(normalization().build()).layer(new ActivationLayer(Activation.RELU));
    }
    if (isTrained && plan.kept() < 1) {
      // DL4J counts the outputs that are kept, not those that are dropped.
      network.layer(new DropoutLayer.Builder(plan.kept()).build());
    }
  }

  private static BatchNormalization.Builder normalization() {
    return new BatchNormalization.Builder().useLogStd(false).eps(LayerParameters.EPSILON);
  }

  private static SubsamplingLayer maxPool(CNN2DFormat format) {
    return new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
        .kernelSize(2, 2)
        .stride(2, 2)
        .dataFormat(format)
        .build();
  }

  /** Builds a network that reads. */
  static MultiLayerNetwork forPrediction(Architecture architecture, List<FoldedLayer> layers) {
    var network = new MultiLayerNetwork(folded(architecture));
    network.init();
    network.setParams(Nd4j.create(FoldedLayer.flat(layers)));
    toNhwc(network);
    return network;
  }

  /**
   * Reorders the rows of the first dense layer's weights from the order in which NCHW flattens its
   * input (channel, row, column) to that of NHWC (row, column, channel). All other weights are the
   * same in both.
   */
  private static void toNhwc(MultiLayerNetwork network) {
    for (int i = 0; i < network.getnLayers(); i++) {
      if (network.getLayerWiseConfigurations().getInputPreProcess(i)
          instanceof CnnToFeedForwardPreProcessor flattening) {
        long rows = flattening.getInputHeight();
        long columns = flattening.getInputWidth();
        long channels = flattening.getNumChannels();
        INDArray weights = network.getLayer(i).getParam("W");
        long out = weights.size(1);
        weights.assign(
            weights
                .dup('c')
                .reshape('c', channels, rows, columns, out)
                .permute(1, 2, 0, 3)
                .dup('c')
                .reshape('c', rows * columns * channels, out));
        return;
      }
    }
  }
}
