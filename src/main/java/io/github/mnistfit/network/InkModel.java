package io.github.mnistfit.network;

/** A trained ink network, as plain data; immutable. */
public final class InkModel {
  /** How far a picture's pixels are from 0 at most. */
  private static final double FARTHEST_PIXEL = 2;

  /**
   * How large a layer's answers may be at most: far below the largest {@code float}, for what is
   * computed on the way may be larger. The shipped networks stay below 1e18.
   */
  private static final double LARGEST_ANSWER = 1e30;

  private final InkArchitecture architecture;
  private final float[] parameters;

  /**
   * Checks what can be checked without building the network.
   *
   * @param architecture of the network
   * @param parameters for each convolution in order its biases, then its weights (output channel,
   *     input channel, row, column), batch normalisation folded in; they are copied
   * @throws IllegalArgumentException if they are too many or too few, one isn't finite, or they are
   *     so large that an answer might be no number
   */
  public InkModel(InkArchitecture architecture, float[] parameters) {
    if (parameters.length != architecture.parameterCount()) {
      throw new IllegalArgumentException(
          "it has %d weights where its architecture has %d"
              .formatted(parameters.length, architecture.parameterCount()));
    }
    for (float parameter : parameters) {
      if (!Float.isFinite(parameter)) {
        throw new IllegalArgumentException("one of its weights is " + parameter);
      }
    }
    if (largestAnswer(architecture, parameters) > LARGEST_ANSWER) {
      throw new IllegalArgumentException("its weights are so large that it may answer no numbers");
    }
    this.architecture = architecture;
    this.parameters = parameters.clone();
  }

  /**
   * A bound of what any layer answers for any picture: all of its weights count as if what they
   * weigh were the largest that a layer before it may answer, of the same sign as they are.
   */
  private static double largestAnswer(InkArchitecture architecture, float[] parameters) {
    double largest = FARTHEST_PIXEL;
    int from = 0;
    for (InkArchitecture.Convolution convolution : architecture.convolutions()) {
      int weights = from + convolution.outputs();
      int each = convolution.weights() / convolution.outputs();
      double answer = 0;
      for (int output = 0; output < convolution.outputs(); output++) {
        double sum = 0;
        for (int i = weights + output * each; i < weights + (output + 1) * each; i++) {
          sum += Math.abs(parameters[i]);
        }
        answer = Math.max(answer, Math.abs(parameters[from + output]) + sum * largest);
      }
      largest = Math.max(largest, answer);
      from = weights + convolution.weights();
    }
    return largest;
  }

  /** Which network it is of. */
  public InkArchitecture architecture() {
    return architecture;
  }

  /** A copy of the parameters, in the order of the constructor. */
  public float[] parameters() {
    return parameters.clone();
  }
}
