package io.github.mnistfit.network;

import io.github.mnistfit.image.OpenCv;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.dnn.Dnn;
import org.opencv.dnn.Net;

/**
 * A trained network that says for each pixel of a picture what it shows. May be used by several
 * threads, one after the other.
 *
 * <p>DL4J trains it; to read, OpenCV's dnn computes, which is loaded for the picture already. It
 * takes a quarter of DL4J's time a picture, and ND4J needn't start ({@code docs/experiments.md},
 * "Who computes learned ink").
 */
public final class InkNetwork implements AutoCloseable {
  /** Pictures that go through the network at once: more are no faster. */
  private static final int BATCH = 8;

  private static final String INPUT = "picture";

  private final Net network;
  private boolean closed;

  private InkNetwork(Net network) {
    this.network = network;
  }

  /**
   * Builds the network of a model.
   *
   * @throws UnsatisfiedLinkError if OpenCV has no library for this machine
   */
  public static InkNetwork of(InkModel model) {
    OpenCv.load();
    var bytes = new MatOfByte(onnx(model));
    Net network = Dnn.readNetFromONNX(bytes);
    bytes.release();
    network.setPreferableBackend(Dnn.DNN_BACKEND_OPENCV);
    return new InkNetwork(network);
  }

  /** The network as {@link InkArchitecture} has it, its batch normalisation folded. */
  private static byte[] onnx(InkModel model) {
    var graph = new OnnxGraph();
    var layers = new Layers(graph, model);
    String one = layers.convolved("down1", layers.convolved("stem", INPUT));
    String two = layers.convolved("down2b", layers.convolved("down2a", layers.pooled(one)));
    String three = layers.convolved("down3b", layers.convolved("down3a", layers.pooled(two)));
    String bottom = layers.convolved("bottom2", layers.convolved("bottom1", layers.pooled(three)));
    String up = layers.convolved("up3", layers.joined(bottom, three));
    up = layers.convolved("up2", layers.joined(up, two));
    up = layers.convolved("up1", layers.joined(up, one));
    String logits = layers.convolution(InkArchitecture.LOGITS, up);
    graph.input(INPUT, 1, InkImage.SIDE, InkImage.SIDE);
    graph.output(logits, InkArchitecture.CHANNELS, InkArchitecture.PLACES, InkArchitecture.PLACES);
    return graph.toBytes("mnistfit ink", "", Map.of());
  }

  /** Adds layers to a graph. */
  private static final class Layers {
    private final OnnxGraph graph;
    private final String twice;
    private final String whole;

    /** For each convolution its biases, then its weights. */
    private final Map<String, List<String>> tensors = new HashMap<>();

    Layers(OnnxGraph graph, InkModel model) {
      this.graph = graph;
      whole = graph.tensor(new float[0], 0);
      twice = graph.tensor(new float[] {1, 1, 2, 2}, 4);
      float[] parameters = model.parameters();
      int from = 0;
      for (InkArchitecture.Convolution c : InkArchitecture.CONVOLUTIONS) {
        int weights = from + c.outputs();
        int to = weights + c.weights();
        float[] biases = Arrays.copyOfRange(parameters, from, weights);
        tensors.put(
            c.name(),
            List.of(
                graph.tensor(
                    Arrays.copyOfRange(parameters, weights, to),
                    c.outputs(),
                    c.inputs(),
                    c.side(),
                    c.side()),
                graph.tensor(biases, c.outputs())));
        from = to;
      }
    }

    String convolution(String name, String input) {
      InkArchitecture.Convolution convolution = InkArchitecture.convolution(name);
      int side = convolution.side();
      int stride = convolution.stride();
      // Where a border can't be the same on both sides, DL4J has the wider one right and below.
      int before = (side - stride) / 2;
      int after = side - stride - before;
      return graph.add(
          "Conv",
          name,
          List.of(input, tensors.get(name).get(0), tensors.get(name).get(1)),
          OnnxGraph.Attribute.of("kernel_shape", side, side),
          OnnxGraph.Attribute.of("strides", stride, stride),
          OnnxGraph.Attribute.of("pads", before, before, after, after));
    }

    String convolved(String name, String input) {
      return graph.add("Relu", name + "-relu", List.of(convolution(name, input)));
    }

    String pooled(String input) {
      return graph.add(
          "MaxPool",
          input + "-pooled",
          List.of(input),
          OnnxGraph.Attribute.of("kernel_shape", 2, 2),
          OnnxGraph.Attribute.of("strides", 2, 2));
    }

    /** What was found at half the size, enlarged, beside what was kept at this size. */
    String joined(String coarse, String fine) {
      String enlarged =
          graph.add(
              "Resize",
              coarse + "-enlarged",
              List.of(coarse, whole, twice),
              OnnxGraph.Attribute.of("mode", "nearest"),
              OnnxGraph.Attribute.of("coordinate_transformation_mode", "asymmetric"),
              OnnxGraph.Attribute.of("nearest_mode", "floor"));
      return graph.add(
          "Concat", coarse + "-joined", List.of(enlarged, fine), OnnxGraph.Attribute.of("axis", 1));
    }
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

  /**
   * Says what the pixels of pictures show.
   *
   * @param images any number of them
   * @return for each picture, in order, what its pixels show
   * @throws IllegalStateException if this is closed
   */
  public synchronized List<InkMap> find(List<InkImage> images) {
    List<InkMap> maps = new ArrayList<>(images.size());
    for (int from = 0; from < images.size(); from += BATCH) {
      List<InkImage> batch = images.subList(from, Math.min(from + BATCH, images.size()));
      float[] pixels = new float[batch.size() * InkImage.PIXELS];
      for (int i = 0; i < batch.size(); i++) {
        batch.get(i).copyTo(pixels, i * InkImage.PIXELS);
      }
      float[] logits = logits(pixels, batch.size(), InkImage.SIDE, InkImage.SIDE);
      for (int i = 0; i < batch.size(); i++) {
        maps.add(InkMap.ofLogits(logits, i));
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
    return PageMap.ofLogits(logits(values, 1, height, width), width, height);
  }

  private float[] logits(float[] pixels, int images, int height, int width) {
    if (closed) {
      throw new IllegalStateException("the network is closed");
    }
    int[] start = {0, 0, 0, 0};
    var input = new Mat(new int[] {images, 1, height, width}, CvType.CV_32F);
    input.put(start, pixels);
    network.setInput(input);
    Mat output = network.forward();
    float[] logits = new float[(int) output.total()];
    output.get(start, logits);
    input.release();
    output.release();
    return logits;
  }

  /** Waits for a thread that is being answered. */
  @Override
  public synchronized void close() {
    closed = true;
  }
}
