package io.github.mnistfit.network;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.CacheMode;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.CnnLossLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.Upsampling2D;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/**
 * The network that says what each pixel of a picture shows: a U-Net (Ronneberger, Fischer and Brox,
 * 2015) whose first convolution goes over every second pixel, and whose last layer answers for the
 * four pixels of each place (Shi et al., 2016), so that nothing is computed at full size. What
 * belongs to a stroke is told at the first size, and channels are worth most there ({@code
 * docs/experiments.md}, "How long ink is learned, and how wide").
 *
 * <p>The input is n×1×96×96. The output is n×16×48×48: the logits of the {@link InkClass}es, each
 * of them four channels long, one for each pixel of a place, row by row.
 */
public final class InkArchitecture {
  /** Pixels that one place of the output answers for, along a side. */
  public static final int CELL = 2;

  /** What a page's sides must be multiples of: the sizes of all layers are then whole. */
  public static final int STRIDE = 16;

  /** Rows, and columns, of the output. */
  public static final int PLACES = InkImage.SIDE / CELL;

  /** Numbers at each place of the output. */
  public static final int CHANNELS = InkClass.values().length * CELL * CELL;

  /**
   * Finds the ink of one digit: 231,000 weights, 65 million multiplications a picture of {@link
   * InkImage#SIDE} pixels.
   */
  public static final InkArchitecture DIGIT = new InkArchitecture("ink", "one digit", 16);

  /** Finds the ink of pages: 257,000 weights, 116 million multiplications for as many pixels. */
  public static final InkArchitecture PAGE = new InkArchitecture("ink_wide", "pages", 32);

  /** Those that a model file may name. */
  static final List<InkArchitecture> ALL = List.of(DIGIT, PAGE);

  /** The name of the output that has the logits. */
  static final String LOGITS = "logits";

  /** What is added to a layer's name for its batch normalisation. */
  static final String NORMALISATION = "-normalisation";

  /**
   * A convolution; its channels are multiples of 16, in which oneDNN computes.
   *
   * @param side of its kernel
   * @param stride from place to place
   */
  record Convolution(String name, int side, int stride, int inputs, int outputs) {
    /** How many numbers training sets: its weights, and a bias for each channel. */
    int parameters() {
      return weights() + outputs;
    }

    int weights() {
      return side * side * inputs * outputs;
    }
  }

  private final String label;
  private final String purpose;
  private final List<Convolution> convolutions;

  /** One with so many channels at the first size. */
  private InkArchitecture(String label, String purpose, int channels) {
    this.label = label;
    this.purpose = purpose;
    convolutions =
        List.of(
            new Convolution("stem", 5, CELL, 1, channels),
            new Convolution("down1", 3, 1, channels, channels),
            new Convolution("down2a", 3, 1, channels, 32),
            new Convolution("down2b", 3, 1, 32, 32),
            new Convolution("down3a", 3, 1, 32, 48),
            new Convolution("down3b", 3, 1, 48, 48),
            new Convolution("bottom1", 3, 1, 48, 80),
            new Convolution("bottom2", 3, 1, 80, 80),
            new Convolution("up3", 3, 1, 80 + 48, 48),
            new Convolution("up2", 3, 1, 48 + 32, 32),
            new Convolution("up1", 3, 1, 32 + channels, channels),
            new Convolution(LOGITS, 3, 1, channels, CHANNELS));
  }

  /** The architecture that a model file names so; none if there is no such one. */
  static Optional<InkArchitecture> of(String label) {
    return ALL.stream().filter(known -> known.label.equals(label)).findFirst();
  }

  /** What model files call it. */
  public String label() {
    return label;
  }

  /** Whose ink it finds, in words. */
  String purpose() {
    return purpose;
  }

  /** All convolutions, in the order in which a model file has their weights. */
  List<Convolution> convolutions() {
    return convolutions;
  }

  Convolution convolution(String name) {
    return convolutions.stream().filter(c -> c.name().equals(name)).findFirst().orElseThrow();
  }

  /** How many weights and biases a model of it has. */
  int parameterCount() {
    return convolutions.stream().mapToInt(Convolution::parameters).sum();
  }

  /**
   * The network that is trained, with batch normalisation before each ReLU.
   *
   * @param seed of the first weights
   * @param loss is given the output as rows: a row for each place of each picture, of {@link
   *     #CHANNELS} numbers
   */
  public ComputationGraphConfiguration trained(long seed, ILossFunction loss) {
    GraphBuilder graph = builder(seed);
    addLayers(graph);
    return graph
        .addLayer(
            "loss",
            new CnnLossLayer.Builder(loss)
                .format(CNN2DFormat.NCHW)
                .activation(Activation.IDENTITY)
                .build(),
            LOGITS)
        .setOutputs("loss")
        .build();
  }

  /** What each convolution gives for a picture, by its name. */
  Map<String, InputType> outputs() {
    GraphBuilder graph = builder(0);
    addLayers(graph);
    return graph
        .setOutputs(LOGITS)
        .build()
        .getLayerActivationTypes(
            InputType.convolutional(InkImage.SIDE, InkImage.SIDE, 1, CNN2DFormat.NCHW));
  }

  private static GraphBuilder builder(long seed) {
    return new NeuralNetConfiguration.Builder()
        .seed(seed)
        .weightInit(WeightInit.RELU_UNIFORM)
        .convolutionMode(ConvolutionMode.Same)
        // Without it, DL4J does every convolution a second time in the backward pass.
        .cacheMode(CacheMode.HOST)
        // The training loop has its own optimiser.
        .updater(new NoOp())
        .graphBuilder()
        .addInputs("picture")
        .setInputTypes(InputType.convolutional(InkImage.SIDE, InkImage.SIDE, 1, CNN2DFormat.NCHW));
  }

  private void addLayers(GraphBuilder graph) {
    String one = convolved(graph, "down1", convolved(graph, "stem", "picture"));
    String two =
        convolved(graph, "down2b", convolved(graph, "down2a", pooled(graph, "pool1", one)));
    String three =
        convolved(graph, "down3b", convolved(graph, "down3a", pooled(graph, "pool2", two)));
    String bottom =
        convolved(graph, "bottom2", convolved(graph, "bottom1", pooled(graph, "pool3", three)));
    String up = convolved(graph, "up3", joined(graph, "join3", bottom, three));
    up = convolved(graph, "up2", joined(graph, "join2", up, two));
    up = convolved(graph, "up1", joined(graph, "join1", up, one));
    graph.addLayer(LOGITS, layer(LOGITS).hasBias(true).activation(Activation.IDENTITY).build(), up);
  }

  /** A convolution and its ReLU; returns the name of what comes out. */
  private String convolved(GraphBuilder graph, String name, String input) {
    graph.addLayer(name, layer(name).hasBias(false).activation(Activation.IDENTITY).build(), input);
    graph.addLayer(
        name + NORMALISATION,
        new BatchNormalization.Builder().useLogStd(false).dataFormat(CNN2DFormat.NCHW).build(),
        name);
    graph.addLayer(name + "-relu", new ActivationLayer(Activation.RELU), name + NORMALISATION);
    return name + "-relu";
  }

  private ConvolutionLayer.Builder layer(String name) {
    Convolution convolution = convolution(name);
    return new ConvolutionLayer.Builder(convolution.side(), convolution.side())
        .stride(convolution.stride(), convolution.stride())
        .nIn(convolution.inputs())
        .nOut(convolution.outputs())
        .dataFormat(CNN2DFormat.NCHW);
  }

  private static String pooled(GraphBuilder graph, String name, String input) {
    graph.addLayer(
        name,
        new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
            .kernelSize(2, 2)
            .stride(2, 2)
            .dataFormat(CNN2DFormat.NCHW)
            .build(),
        input);
    return name;
  }

  /** What was found at half the size, enlarged, beside what was kept at this size. */
  private static String joined(GraphBuilder graph, String name, String coarse, String fine) {
    graph.addLayer(
        name + "-enlarged",
        new Upsampling2D.Builder(2).dataFormat(CNN2DFormat.NCHW).build(),
        coarse);
    graph.addVertex(name, new MergeVertex(), name + "-enlarged", fine);
    return name;
  }
}
