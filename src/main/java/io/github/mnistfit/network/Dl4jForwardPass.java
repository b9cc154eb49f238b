package io.github.mnistfit.network;

import io.github.mnistfit.mnist.MnistImage;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** DL4J's forward pass, for batches. */
final class Dl4jForwardPass implements ForwardPass {
  private final MultiLayerNetwork network;

  /** Builds the network; ND4J is started if it isn't yet. */
  Dl4jForwardPass(Architecture architecture, List<FoldedLayer> layers) {
    Nd4jRuntime.start();
    network = Networks.forPrediction(architecture, layers);
  }

  @Override
  public float[] probabilities(List<MnistImage> images) {
    long[] shape = {images.size(), MnistImage.SIDE, MnistImage.SIDE, 1};
    try (INDArray input = Nd4j.create(MnistImage.relative(images)).reshape(shape);
        INDArray output = network.output(input)) {
      return output.dup('c').data().asFloat();
    }
  }

  @Override
  public void close() {
    // Not MultiLayerNetwork.close, which collects all garbage twice: as long as fitting a picture
    // takes, at the end of each command. What it frees besides waits for the next network.
    INDArray parameters = network.params();
    if (parameters.closeable()) { // not if that is done already
      parameters.close();
    }
  }
}
