package io.github.mnistfit.network;

import java.util.Optional;
import java.util.regex.Pattern;

/** A trained network, as plain data; immutable. */
public final class Model {
  /** Far beyond what calibration finds, about 1: powers of a probability stay numbers. */
  private static final double LEAST_TEMPERATURE = 0.01;

  private static final double MOST_TEMPERATURE = 100;

  private static final Pattern FIT = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");

  private final Architecture architecture;
  private final float[] parameters;
  private final double temperature;
  private final double rejectionThreshold;
  private final Optional<String> fit;

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
   * A model that wasn't calibrated with pictures.
   *
   * @param architecture its layers
   * @param parameters as in the other constructor
   * @param temperature as in the other constructor
   * @param rejectionThreshold as in the other constructor
   * @throws IllegalArgumentException as in the other constructor
   */
  public Model(
      Architecture architecture,
      float[] parameters,
      double temperature,
      double rejectionThreshold) {
    this(architecture, parameters, temperature, rejectionThreshold, Optional.empty());
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
   * @param fit the name of the fit that brought the pictures that it is calibrated for to MNIST's
   *     form; empty if it was never calibrated, or for MNIST's images as they are
   * @throws IllegalArgumentException if a parameter isn't finite, the temperature isn't in 0.01 to
   *     100, the threshold isn't in its range, or the fit's name is no name of at most 40 small
   *     letters, digits and hyphens
   */
  public Model(
      Architecture architecture,
      float[] parameters,
      double temperature,
      double rejectionThreshold,
      Optional<String> fit) {
    if (fit.isPresent() && !FIT.matcher(fit.get()).matches()) {
      throw new IllegalArgumentException("the name of its fit is no name");
    }
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
    this.fit = fit;
  }

  /** The same for pictures of a fit. */
  public Model withFit(String name) {
    return new Model(architecture, parameters, temperature, rejectionThreshold, Optional.of(name));
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

  /**
   * The name of the fit that brought the pictures that it is calibrated for to MNIST's form; empty
   * if it was never calibrated, or for MNIST's images as they are.
   */
  public Optional<String> fit() {
    return fit;
  }
}
