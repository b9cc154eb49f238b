package io.github.mnistfit.network;

/** A trained network, as plain data; immutable. */
public final class Model {
  /** Far beyond what calibration finds, about 1: powers of a probability stay numbers. */
  private static final double LEAST_TEMPERATURE = 0.01;

  private static final double MOST_TEMPERATURE = 100;

  private final Architecture architecture;
  private final float[] parameters;
  private final double temperature;
  private final double rejectionThreshold;

  /**
   * A model that takes every image for a digit.
   *
   * @param architecture its layers
   * @param parameters as in the other constructor
   * @param temperature as in the other constructor
   * @throws IllegalArgumentException as in the other constructor
   */
  public Model(Architecture architecture, float[] parameters, double temperature) {
    this(architecture, parameters, temperature, 0);
  }

  /**
   * Checks what can be checked without building the network.
   *
   * @param architecture its layers
   * @param parameters all weights, biases and running statistics, in the order of DL4J's flat
   *     parameter vector for NCHW; they are copied
   * @param temperature what the logits are divided by before the softmax, so that a confidence of
   *     0.9 is right nine times in ten; 1 leaves them alone
   * @param rejectionThreshold the rejection threshold: with less confidence than this, what it sees
   *     is taken for no digit; in [0, 1]
   * @throws IllegalArgumentException if a parameter isn't finite, the temperature isn't in 0.01 to
   *     100 or the threshold isn't in its range
   */
  public Model(
      Architecture architecture,
      float[] parameters,
      double temperature,
      double rejectionThreshold) {
    if (!(temperature >= LEAST_TEMPERATURE && temperature <= MOST_TEMPERATURE)) {
      throw new IllegalArgumentException("its temperature is " + temperature);
    }
    if (!(rejectionThreshold >= 0 && rejectionThreshold <= 1)) {
      throw new IllegalArgumentException("its least confidence is " + rejectionThreshold);
    }
    for (float parameter : parameters) {
      if (!Float.isFinite(parameter)) {
        throw new IllegalArgumentException("one of its weights is " + parameter);
      }
    }
    this.architecture = architecture;
    this.parameters = parameters.clone();
    this.temperature = temperature;
    this.rejectionThreshold = rejectionThreshold;
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

  /** The confidence under which it rejects what it sees as no digit; 0 if it never does. */
  public double rejectionThreshold() {
    return rejectionThreshold;
  }
}
