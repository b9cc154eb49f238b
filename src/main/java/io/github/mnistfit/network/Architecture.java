package io.github.mnistfit.network;

import io.github.mnistfit.mnist.MnistImage;
import io.github.mnistfit.network.LayerPlan.Convolution;
import io.github.mnistfit.network.LayerPlan.Dense;
import io.github.mnistfit.network.LayerPlan.MaxPool;
import io.github.mnistfit.network.LayerPlan.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The networks that mnistfit knows. Each takes 28×28 images in [0, 1] and gives ten probabilities.
 */
public enum Architecture {
  /**
   * The article's network: 3×3 convolution to 32, pool, 3×3 convolutions to 64 and 64, pool, dense
   * 100, dense 10; valid convolutions, ReLU, He-uniform weights.
   */
  ARTICLE("article"),

  /**
   * A 5×5 convolution to 32, pool, 3×3 convolutions to 64, 96 and 128, pool, dense 256 with
   * dropout; valid convolutions. Batch normalisation (Ioffe and Szegedy, 2015) comes before each
   * ReLU but the first, where there is most to normalise and least to gain: at full size it would
   * take a third of a training step. 485,000 parameters, 1.8 times the multiplications of the
   * article's network.
   */
  WIDE("wide");

  /** Digits that a network tells apart. */
  public static final int CLASSES = 10;

  /** What all of them are given. */
  static final Shape INPUT = new Shape(1, MnistImage.SIDE);

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

  /** Its layers; the last one has softmax where the others have ReLU. */
  List<LayerPlan> layers() {
    return switch (this) {
      case ARTICLE ->
          List.of(
              new Convolution(3, 32, false),
              new MaxPool(),
              new Convolution(3, 64, false),
              new Convolution(3, 64, false),
              new MaxPool(),
              new Dense(100),
              new Dense(CLASSES));
      case WIDE ->
          List.of(
              new Convolution(5, 32, false),
              new MaxPool(),
              new Convolution(3, 64, true),
              new Convolution(3, 96, true),
              new Convolution(3, 128, true),
              new MaxPool(),
              new Dense(256, true, 0.6),
              new Dense(CLASSES));
    };
  }
}
