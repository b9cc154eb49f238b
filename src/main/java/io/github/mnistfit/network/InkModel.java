package io.github.mnistfit.network;

/** A trained ink network, as plain data; immutable. */
public final class InkModel {
  private final InkArchitecture architecture;
  private final float[] parameters;

  /**
   * Checks what can be checked without building the network.
   *
   * @param architecture of the network
   * @param parameters for each convolution in order its biases, then its weights (output channel,
   *     input channel, row, column), batch normalisation folded in; they are copied
   * @throws IllegalArgumentException if they are too many or too few, or one isn't finite
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
    this.architecture = architecture;
    this.parameters = parameters.clone();
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
