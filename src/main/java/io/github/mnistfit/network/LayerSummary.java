package io.github.mnistfit.network;

import io.github.mnistfit.mnist.MnistImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;

/**
 * One layer of a network, in words.
 *
 * @param kind what it is, with its kernel and activation
 * @param output the shape of what it gives for one image: rows×columns×channels, or a length
 * @param parameters how many numbers it has that training sets
 */
public record LayerSummary(String kind, String output, long parameters) {
  /** The layers of an architecture, in order. */
  public static List<LayerSummary> of(Architecture architecture) {
    Nd4jRuntime.start();
    MultiLayerConfiguration network = Networks.trained(architecture, 0, CNN2DFormat.NCHW);
    List<InputType> outputs =
        network.getLayerActivationTypes(
            InputType.convolutional(MnistImage.SIDE, MnistImage.SIDE, 1, CNN2DFormat.NCHW));
    List<LayerSummary> layers = new ArrayList<>();
    for (int i = 0; i < outputs.size(); i++) {
      Layer layer = network.getConf(i).getLayer();
      layers.add(
          new LayerSummary(
              kind(layer),
              shape(outputs.get(i)),
              layer.initializer().numParams(network.getConf(i))));
    }
    return List.copyOf(layers);
  }

  /** The convolutions of a network that finds ink, in order, as its file has them. */
  public static List<LayerSummary> of(InkArchitecture architecture) {
    Nd4jRuntime.start();
    Map<String, InputType> outputs = architecture.outputs();
    return architecture.convolutions().stream()
        .map(
            convolution ->
                new LayerSummary(
                    "%s, convolution %d×%d"
                        .formatted(convolution.name(), convolution.side(), convolution.side()),
                    shape(outputs.get(convolution.name())),
                    convolution.parameters()))
        .toList();
  }

  private static String kind(Layer layer) {
    if (layer instanceof SubsamplingLayer pool) {
      return "%s pool %s".formatted(lowerCase(pool.getPoolingType()), size(pool.getKernelSize()));
    }
    if (layer instanceof ConvolutionLayer convolution) {
      return "convolution %s, %s"
          .formatted(size(convolution.getKernelSize()), activation(convolution));
    }
    if (layer instanceof BatchNormalization) {
      return "batch normalisation";
    }
    if (layer instanceof DropoutLayer) {
      return "dropout";
    }
    if (layer instanceof ActivationLayer activation) {
      return activation.getActivationFn().toString();
    }
    if (layer instanceof FeedForwardLayer dense) {
      return "dense, " + activation(dense);
    }
    return lowerCase(layer.getClass().getSimpleName());
  }

  private static String activation(BaseLayer layer) {
    return layer.getActivationFn().toString();
  }

  private static String size(int[] kernel) {
    return Arrays.stream(kernel).mapToObj(Integer::toString).collect(Collectors.joining("×"));
  }

  private static String shape(InputType type) {
    return type instanceof InputType.InputTypeConvolutional c
        ? "%d×%d×%d".formatted(c.getHeight(), c.getWidth(), c.getChannels())
        : Long.toString(type.arrayElementsPerExample());
  }

  private static String lowerCase(Object name) {
    return name.toString().toLowerCase(Locale.ROOT);
  }
}
