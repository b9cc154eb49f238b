package io.github.mnistfit.network;

import io.github.mnistfit.mnist.MnistImage;
import io.github.mnistfit.network.LayerPlan.Convolution;
import io.github.mnistfit.network.LayerPlan.Dense;
import io.github.mnistfit.network.LayerPlan.MaxPool;
import io.github.mnistfit.network.LayerPlan.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The layers of a network that takes 28×28 images in [0, 1] and gives ten probabilities. Two have
 * names, and can be trained from nothing; others are told by a list of their layers, as {@code
 * conv3x32,pool,dense100,dense10}.
 */
public final class Architecture {
  /** Digits that a network tells apart. */
  public static final int CLASSES = 10;

  /** What all of them are given. */
  static final Shape INPUT = new Shape(1, MnistImage.SIDE);

  /**
   * The article's network: 3×3 convolution to 32, pool, 3×3 convolutions to 64 and 64, pool, dense
   * 100, dense 10; valid convolutions, ReLU, He-uniform weights.
   */
  public static final Architecture ARTICLE =
      new Architecture(
          "article",
          List.of(
              new Convolution(3, 32, false),
              new MaxPool(),
              new Convolution(3, 64, false),
              new Convolution(3, 64, false),
              new MaxPool(),
              new Dense(100),
              new Dense(CLASSES)));

  /**
   * A 5×5 convolution to 32, pool, 3×3 convolutions to 64, 96 and 128, pool, dense 256 with
   * dropout; valid convolutions. Batch normalisation (Ioffe and Szegedy, 2015) comes before each
   * ReLU but the first, where there is most to normalise and least to gain: at full size it would
   * take a third of a training step. 485,000 parameters, 1.8 times the multiplications of the
   * article's network.
   */
  public static final Architecture WIDE =
      new Architecture(
          "wide",
          List.of(
              new Convolution(5, 32, false),
              new MaxPool(),
              new Convolution(3, 64, true),
              new Convolution(3, 96, true),
              new Convolution(3, 128, true),
              new MaxPool(),
              new Dense(256, true, 0.6),
              new Dense(CLASSES)));

  private static final List<Architecture> NAMED = List.of(ARTICLE, WIDE);

  private static final int MOST_LAYERS = 32;

  /** Twenty times the largest that has a name, and what a model file may hold. */
  private static final long MOST_PARAMETERS = 10_000_000;

  /** A hundred times the largest that has a name: about a second an image in plain Java. */
  private static final long MOST_MULTIPLICATIONS = 1_000_000_000;

  private final String label;
  private final List<LayerPlan> layers;

  private Architecture(String label, List<LayerPlan> layers) {
    this.label = label;
    this.layers = List.copyOf(layers);
  }

  /** Those that have names. */
  public static List<Architecture> named() {
    return NAMED;
  }

  /**
   * The architecture of some layers: one that has a name if it has these.
   *
   * @param layers in order; the last one has softmax where the others have ReLU
   * @throws IllegalArgumentException if they don't fit each other, don't end in a dense layer of
   *     ten, or are more or larger than any digit needs; the message says which
   */
  public static Architecture of(List<LayerPlan> layers) {
    for (Architecture known : NAMED) {
      if (known.layers.equals(layers)) {
        return known;
      }
    }
    check(layers);
    return new Architecture(
        layers.stream().map(LayerPlan::label).collect(Collectors.joining(",")), layers);
  }

  /** The architecture of a name or of a list of layers; empty if it is neither. */
  public static Optional<Architecture> of(String label) {
    for (Architecture known : NAMED) {
      if (known.label.equals(label)) {
        return Optional.of(known);
      }
    }
    List<LayerPlan> layers = new ArrayList<>();
    for (String word : label.split(",", MOST_LAYERS + 1)) {
      Optional<LayerPlan> layer = LayerPlan.of(word);
      if (layer.isEmpty()) {
        return Optional.empty();
      }
      layers.add(layer.get());
    }
    try {
      return Optional.of(of(layers));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static void check(List<LayerPlan> layers) {
    require(layers.size() <= MOST_LAYERS, "it has more than " + MOST_LAYERS + " layers");
    require(
        !layers.isEmpty()
            && layers.get(layers.size() - 1) instanceof Dense last
            && last.equals(new Dense(CLASSES)),
        "its last layer isn't a dense one of ten outputs with softmax");
    Shape shape = INPUT;
    long parameters = 0;
    long multiplications = 0;
    boolean isFlat = false;
    for (LayerPlan layer : layers) {
      isFlat |= layer instanceof Dense;
      require(!isFlat || layer instanceof Dense, "a dense layer stands before one of maps");
      Shape output = layer.output(shape);
      require(output.side() > 0, "nothing is left of an image behind the layer " + layer.label());
      parameters += layer.parameters(shape);
      multiplications += layer.weights(shape) * output.side() * output.side();
      require(parameters <= MOST_PARAMETERS, "it has more than " + MOST_PARAMETERS + " parameters");
      require(
          multiplications <= MOST_MULTIPLICATIONS,
          "an image costs more than " + MOST_MULTIPLICATIONS + " multiplications");
      shape = output;
    }
  }

  private static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  /** The name in model files and on the command line, or the list of layers. */
  public String label() {
    return label;
  }

  /** Its layers; the last one has softmax where the others have ReLU. */
  public List<LayerPlan> layers() {
    return layers;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Architecture architecture && layers.equals(architecture.layers);
  }

  @Override
  public int hashCode() {
    return layers.hashCode();
  }

  @Override
  public String toString() {
    return label;
  }
}
