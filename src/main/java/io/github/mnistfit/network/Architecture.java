package io.github.mnistfit.network;

import io.github.mnistfit.mnist.MnistImage;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.BiConsumer;
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
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * The networks that mnistfit knows. Each takes 28×28 images in [0, 1] and gives ten probabilities.
 */
public enum Architecture {
  /**
   * The article's network: 3×3 convolution to 32, pool, 3×3 convolutions to 64 and 64, pool, dense
   * 100, dense 10; valid convolutions, ReLU, He-uniform weights.
   */
  ARTICLE("article") {
    @Override
    void layers(ListBuilder network, CNN2DFormat format) {
      network
          .layer(convolution(3, 32, format))
          .layer(maxPool(format))
          .layer(convolution(3, 64, format))
          .layer(convolution(3, 64, format))
          .layer(maxPool(format))
          .layer(dense(100));
    }

    @Override
    void foldedLayers(ListBuilder network, CNN2DFormat format) {
      layers(network, format);
    }
  },

  /**
   * A 5×5 convolution to 32, pool, 3×3 convolutions to 64, 96 and 128, pool, dense 256 with
   * dropout; valid convolutions. Batch normalisation (Ioffe and Szegedy, 2015) comes before each
   * ReLU but the first, where there is most to normalise and least to gain: at full size it would
   * take a third of a training step. 485,000 parameters, 1.8 times the multiplications of the
   * article's network.
   */
  WIDE("wide") {
    private static final int DENSE = 256;

    @Override
    void layers(ListBuilder network, CNN2DFormat format) {
      network.layer(convolution(5, 32, format)).layer(maxPool(format));
      for (int channels : new int[] {64, 96, 128}) {
        network
            .layer(linearConvolution(channels, format))
            .layer(new BatchNormalization.Builder().useLogStd(false).dataFormat(format).build())
            .layer(new ActivationLayer(Activation.RELU));
      }
      network
          .layer(maxPool(format))
          .layer(
              new DenseLayer.Builder()
                  .nOut(DENSE)
                  .hasBias(false)
                  .activation(Activation.IDENTITY)
                  .build())
          .layer(new BatchNormalization.Builder().useLogStd(false).build())
          .layer(new ActivationLayer(Activation.RELU))
          .layer(new DropoutLayer.Builder(Dropout.KEPT).build());
    }

    @Override
    void foldedLayers(ListBuilder network, CNN2DFormat format) {
      network
          .layer(convolution(5, 32, format))
          .layer(maxPool(format))
          .layer(convolution(3, 64, format))
          .layer(convolution(3, 96, format))
          .layer(convolution(3, 128, format))
          .layer(maxPool(format))
          .layer(dense(DENSE));
    }
  };

  /** Digits that a network tells apart. */
  public static final int CLASSES = 10;

  private static final class Dropout {
    /**
     * The share of the dense layer's outputs that is kept: DL4J counts these, not the dropped ones.
     */
    private static final double KEPT = 0.6;
  }

  private final String label;

  Architecture(String label) {
    this.label = label;
  }

  /** The name in model files and on the command line. */
  public String label() {
    return label;
  }

  /** The architecture of a name. */
  public static Optional<Architecture> named(String label) {
    return Arrays.stream(values()).filter(a -> a.label.equals(label)).findFirst();
  }

  /** The layers before the last one, which is the same for all: dense 10, softmax. */
  abstract void layers(ListBuilder network, CNN2DFormat format);

  /** The same without what only training needs: batch normalisation, for one, is folded. */
  abstract void foldedLayers(ListBuilder network, CNN2DFormat format);

  /**
   * The DL4J configuration that is trained.
   *
   * @param seed of the first weights
   * @param format NCHW for training: with oneDNN the backward pass of NHWC is wrong
   */
  public MultiLayerConfiguration configuration(long seed, CNN2DFormat format) {
    // Without a cache, DL4J runs each convolution forward a second time on its way back.
    return configuration(seed, format, CacheMode.HOST, this::layers);
  }

  /** The DL4J configuration that reads, with parameters from {@link Folding}. */
  MultiLayerConfiguration predictionConfiguration() {
    return configuration(0, CNN2DFormat.NHWC, CacheMode.NONE, this::foldedLayers);
  }

  private static MultiLayerConfiguration configuration(
      long seed, CNN2DFormat format, CacheMode cache, BiConsumer<ListBuilder, CNN2DFormat> layers) {
    var network =
        new NeuralNetConfiguration.Builder()
            .seed(seed)
            .weightInit(WeightInit.RELU_UNIFORM)
            .convolutionMode(ConvolutionMode.Truncate)
            // The training loop has its own optimiser.
            .updater(new NoOp())
            .cacheMode(cache)
            .list();
    layers.accept(network, format);
    return network
        .layer(
            new OutputLayer.Builder(LossFunction.MCXENT)
                .nOut(CLASSES)
                .activation(Activation.SOFTMAX)
                .build())
        .setInputType(InputType.convolutional(MnistImage.SIDE, MnistImage.SIDE, 1, format))
        .build();
  }

  /**
   * Without bias and activation: batch normalisation, which comes next, has the one, ReLU the
   * other.
   */
  private static ConvolutionLayer linearConvolution(int channels, CNN2DFormat format) {
    return new ConvolutionLayer.Builder(3, 3)
        .nOut(channels)
        .hasBias(false)
        .dataFormat(format)
        .activation(Activation.IDENTITY)
        .build();
  }

  private static ConvolutionLayer convolution(int side, int channels, CNN2DFormat format) {
    return new ConvolutionLayer.Builder(side, side)
        .nOut(channels)
        .dataFormat(format)
        .activation(Activation.RELU)
        .build();
  }

  private static DenseLayer dense(int outputs) {
    return new DenseLayer.Builder().nOut(outputs).activation(Activation.RELU).build();
  }

  private static SubsamplingLayer maxPool(CNN2DFormat format) {
    return new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
        .kernelSize(2, 2)
        .stride(2, 2)
        .dataFormat(format)
        .build();
  }
}
