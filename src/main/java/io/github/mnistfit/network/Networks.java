package io.github.mnistfit.network;

import io.github.mnistfit.mnist.MnistImage;
import java.util.List;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Builds DL4J networks of an architecture and its parameters. */
public final class Networks {
  private Networks() {}

  /**
   * Builds a network that reads. It takes NHWC, which is faster there.
   *
   * @param parameters in the order of the flat parameter vector for NCHW
   * @throws IllegalArgumentException if they aren't as many as the architecture has
   */
  static MultiLayerNetwork forPrediction(Architecture architecture, float[] parameters) {
    float[] folded = Folding.fold(architecture.configuration(0, CNN2DFormat.NCHW), parameters);
    var network = new MultiLayerNetwork(architecture.predictionConfiguration());
    network.init();
    network.setParams(Nd4j.create(folded));
    toNhwc(network);
    return network;
  }

  /** The pixels of images in [0, 1], image by image, row by row. */
  public static float[] pixels(List<MnistImage> images) {
    var values = new float[images.size() * MnistImage.PIXELS];
    int i = 0;
    for (MnistImage image : images) {
      for (byte pixel : image.pixels()) {
        values[i++] = Byte.toUnsignedInt(pixel) / 255f;
      }
    }
    return values;
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
