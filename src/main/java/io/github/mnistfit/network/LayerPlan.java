package io.github.mnistfit.network;

/**
 * A layer of a digit network, as data: DL4J's configurations and the plain forward pass are made of
 * the same plan.
 */
sealed interface LayerPlan {
  /**
   * What lies between two layers, for one image.
   *
   * @param channels maps
   * @param side rows of a map, and columns; 1 where there are no rows any more
   */
  record Shape(int channels, int side) {
    /** How many numbers these are. */
    int size() {
      return channels * side * side;
    }
  }

  /** What it gives for an input. */
  Shape output(Shape input);

  /**
   * A valid convolution with stride 1, and ReLU.
   *
   * @param kernel rows of its kernel, and columns
   * @param channels that it gives, an even number: the plain forward pass computes two at once
   * @param isNormalized whether batch normalisation comes before ReLU, and has the bias
   */
  record Convolution(int kernel, int channels, boolean isNormalized) implements LayerPlan {
    @Override
    public Shape output(Shape input) {
      return new Shape(channels, input.side() - kernel + 1);
    }
  }

  /** The maximum of each 2×2 pixels. */
  record MaxPool() implements LayerPlan {
    @Override
    public Shape output(Shape input) {
      return new Shape(input.channels(), input.side() / 2);
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
    Dense(int outputs) {
      this(outputs, false, 1);
    }

    @Override
    public Shape output(Shape input) {
      return new Shape(outputs, 1);
    }
  }
}
