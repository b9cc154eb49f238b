package io.github.mnistfit.network;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A trained network that says for each pixel of a picture what it shows. May be used by several
 * threads, one after the other.
 */
public final class InkNetwork implements AutoCloseable {
  /** Pictures that go through the network at once: more are no faster. */
  private static final int BATCH = 8;

  private final ComputationGraph network;
  private boolean closed;

  private InkNetwork(ComputationGraph network) {
    this.network = network;
  }

  /** Builds the network of a model. */
  public static InkNetwork of(InkModel model) {
    Nd4jRuntime.start();
    var network = new ComputationGraph(InkArchitecture.folded());
    network.init();
    float[] parameters = model.parameters();
    int from = 0;
    for (InkArchitecture.Convolution convolution : InkArchitecture.CONVOLUTIONS) {
      var table = network.getLayer(convolution.name()).paramTable();
      from = put(parameters, from, table.get("b"));
      from = put(parameters, from, table.get("W"));
    }
    return new InkNetwork(network);
  }

  /**
   * Loads a model file.
   *
   * @throws ModelFileException if it is no usable model; the message is for the user
   */
  public static InkNetwork load(Path file) throws ModelFileException {
    InkNetwork network = of(InkModelFile.read(file));
    // Weights may be numbers, and so large that what they give isn't one.
    float[] values = new float[InkArchitecture.STRIDE * InkArchitecture.STRIDE];
    for (int i = 0; i < values.length; i += 5) {
      values[i] = 1;
    }
    PageMap map = network.find(values, InkArchitecture.STRIDE, InkArchitecture.STRIDE);
    for (float digit : map.digits()) {
      if (!Float.isFinite(digit)) {
        network.close();
        throw new ModelFileException(file + " is damaged: its network answers " + digit + ".");
      }
    }
    return network;
  }

  private static int put(float[] parameters, int from, INDArray array) {
    int n = (int) array.length();
    float[] values = new float[n];
    System.arraycopy(parameters, from, values, 0, n);
    array.assign(Nd4j.create(values).reshape('c', array.shape()));
    return from + n;
  }

  /**
   * Says what the pixels of pictures show.
   *
   * @param images any number of them
   * @return for each picture, in order, what its pixels show
   * @throws IllegalStateException if this is closed
   */
  public synchronized List<InkMap> find(List<InkImage> images) {
    requireOpen();
    List<InkMap> maps = new ArrayList<>(images.size());
    for (int from = 0; from < images.size(); from += BATCH) {
      List<InkImage> batch = images.subList(from, Math.min(from + BATCH, images.size()));
      float[] pixels = new float[batch.size() * InkImage.PIXELS];
      for (int i = 0; i < batch.size(); i++) {
        batch.get(i).copyTo(pixels, i * InkImage.PIXELS);
      }
      long[] shape = {batch.size(), 1, InkImage.SIDE, InkImage.SIDE};
      try (INDArray input = Nd4j.create(pixels).reshape('c', shape);
          INDArray output = network.outputSingle(input);
          INDArray ordered = output.dup('c')) {
        float[] logits = ordered.data().asFloat();
        for (int i = 0; i < batch.size(); i++) {
          maps.add(InkMap.ofLogits(logits, i));
        }
      }
    }
    return maps;
  }

  /**
   * Says what the pixels of a page show.
   *
   * @param values as {@link InkImage#relative(float, float, float)} gives them, row by row
   * @param width a multiple of {@link InkArchitecture#STRIDE}
   * @param height a multiple of {@link InkArchitecture#STRIDE}
   * @throws IllegalStateException if this is closed
   */
  public synchronized PageMap find(float[] values, int width, int height) {
    requireOpen();
    try (INDArray input = Nd4j.create(values).reshape('c', 1, 1, height, width);
        INDArray output = network.outputSingle(input);
        INDArray ordered = output.dup('c')) {
      return PageMap.ofLogits(ordered.data().asFloat(), width, height);
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the network is closed");
    }
  }

  /** Waits for a thread that is being answered: its weights are native memory. */
  @Override
  public synchronized void close() {
    closed = true;
    INDArray parameters = network.params();
    if (parameters.closeable()) { // not if that is done already
      parameters.close();
    }
  }
}
