package io.github.mnistfit.network;

import java.util.Optional;

/**
 * A layer of a digit network, as data: DL4J's configurations, the plain forward pass and what other
 * tools get are made of the same plan.
 */
public sealed interface LayerPlan {
  /** The most outputs of a layer, and rows of a kernel, that a label can tell: four digits. */
  int MOST = 9999;

  /**
   * What lies between two layers, for one image.
   *
   * @param channels maps
   * @param side rows of a map, and columns; 1 where there are no rows any more
   */
  record Shape(int channels, int side) {
    /** How many numbers these are. */
    public int size() {
      return channels * side * side;
    }
  }

  /** What it gives for an input; without a side where the input is too small. */
  Shape output(Shape input);

  /** How many weights it has for an input: biases and statistics apart. */
  long weights(Shape input);

  /** Its word in the list of an architecture's layers. */
  String label();

  /** Whether batch normalisation comes before ReLU, and has the bias. */
  boolean isNormalized();

  /** How many numbers training sets. */
  default long parameters(Shape input) {
    return weights(input) + (long) perOutput() * output(input).channels();
  }

  /** How many of them an output has beside its weights. */
  default int perOutput() {
    return isNormalized() ? LayerParameters.STATISTICS : 1;
  }

  /** The layer of a word; empty if it is none. */
  static Optional<LayerPlan> of(String label) {
    return LayerLabels.layer(label);
  }

  /**
   * A valid convolution with stride 1, and ReLU.
   *
   * @param kernel rows of its kernel, and columns
   * @param channels that it gives
   * @param isNormalized whether batch normalisation comes before ReLU, and has the bias
   */
  record Convolution(int kernel, int channels, boolean isNormalized) implements LayerPlan {
    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if one isn't in 1 to 9999
     */
    public Convolution {
      LayerLabels.check(kernel);
      LayerLabels.check(channels);
    }

    @Override
    public Shape output(Shape input) {
      return new Shape(channels, input.side() - kernel + 1);
    }

    @Override
    public long weights(Shape input) {
      return (long) channels * input.channels() * kernel * kernel;
    }

    @Override
    public String label() {
      return "conv" + kernel + "x" + channels + (isNormalized ? "n" : "");
    }
  }

  /** The maximum of each 2×2 pixels. */
  record MaxPool() implements LayerPlan {
    @Override
    public Shape output(Shape input) {
      return new Shape(input.channels(), input.side() / 2);
    }

    @Override
    public long weights(Shape input) {
      return 0;
    }

    @Override
    public int perOutput() {
      return 0;
    }

    @Override
    public String label() {
      return "pool";
    }

    @Override
    public boolean isNormalized() {
      return false;
    }
  }

  /**
   * A dense layer, and ReLU: or softmax, if it is the last one.
   *
   * @param outputs how many numbers it gives
   * @param isNormalized whether batch normalisation comes before ReLU, and has the bias
   * @param kept the share of its outputs that dropout leaves while the network is trained
   */
  record Dense(int outputs, boolean isNormalized, double kept) implements LayerPlan {
    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if the outputs aren't in 1 to 9999, or the share isn't in
     *     0.01 to 1
     */
    public Dense {
      LayerLabels.check(outputs);
      if (!(kept >= 0.01 && kept <= 1)) {
        throw new IllegalArgumentException("dropout leaves " + kept);
      }
    }

    /** One without normalisation and dropout. */
    public Dense(int outputs) {
      this(outputs, false, 1);
    }

    @Override
    public Shape output(Shape input) {
      return new Shape(outputs, 1);
    }

    @Override
    public long weights(Shape input) {
      return (long) outputs * input.size();
    }

    @Override
    public String label() {
      return "dense" + outputs + (isNormalized ? "n" : "") + (kept < 1 ? "k" + kept : "");
    }
  }
}
