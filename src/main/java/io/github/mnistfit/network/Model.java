package io.github.mnistfit.network;

/** A trained network, as plain data; immutable. */
public final class Model {
  private final Architecture architecture;
  private final float[] parameters;
  private final double temperature;

  /**
   * Checks what can be checked without building the network.
   *
   * @param architecture its layers
   * @param parameters all weights, biases and running statistics, in the order of DL4J's flat
   *     parameter vector for NCHW; they are copied
   * @param temperature what the logits are divided by before the softmax, so that a confidence of
   *     0.9 is right nine times in ten; 1 leaves them alone
   * @throws IllegalArgumentException if a parameter isn't finite or the temperature isn't positive
   */
  public Model(Architecture architecture, float[] parameters, double temperature) {
    if (!(temperature > 0) || Double.isInfinite(temperature)) {
      throw new IllegalArgumentException("its temperature is " + temperature);
    }
    for (float parameter : parameters) {
      if (!Float.isFinite(parameter)) {
        throw new IllegalArgumentException("one of its weights is " + parameter);
      }
    }
    this.architecture = architecture;
    this.parameters = parameters.clone();
    this.temperature = temperature;
  }

  /** Its layers. */
  public Architecture architecture() {
    return architecture;
  }

  /** A copy of its parameters, in the order of DL4J's flat parameter vector for NCHW. */
  public float[] parameters() {
    return parameters.clone();
  }

  /** What the logits are divided by before the softmax. */
  public double temperature() {
    return temperature;
  }
}
