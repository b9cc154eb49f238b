package io.github.mnistfit.network;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Where a model comes from: enough to make it again.
 *
 * @param created when training ended, ISO 8601
 * @param command the command line that made it
 * @param versions of mnistfit, its libraries, the JVM and the operating system
 * @param data SHA-256 of each data file, unpacked
 * @param settings every number that training used
 * @param epochs the training log
 * @param seconds the time that training took
 * @param test accuracy on MNIST's test images, which chose nothing; null if it wasn't measured, as
 *     of a model that comes from another tool
 */
public record Provenance(
    String created,
    String command,
    Map<String, String> versions,
    Map<String, String> data,
    Map<String, Object> settings,
    List<Epoch> epochs,
    double seconds,
    Score test) {

  /**
   * Copies the collections.
   *
   * @throws NullPointerException if anything but a setting and the test is null
   * @throws IllegalArgumentException if a number isn't finite
   */
  public Provenance {
    Objects.requireNonNull(created);
    Objects.requireNonNull(command);
    versions = Collections.unmodifiableMap(new LinkedHashMap<>(versions));
    data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    epochs = List.copyOf(epochs);
    versions.values().forEach(Objects::requireNonNull);
    data.values().forEach(Objects::requireNonNull);
    requireFinite(seconds);
  }

  private static void requireFinite(double... numbers) {
    for (double number : numbers) {
      if (!Double.isFinite(number)) {
        throw new IllegalArgumentException(number + " is no finite number");
      }
    }
  }

  /**
   * One pass over the training images.
   *
   * @param epoch from 1
   * @param loss mean loss of a training image over the epoch, in nats
   * @param validation accuracy on the validation set, heldOut in model files; null if there is none
   * @param seconds the time that the epoch took
   * @param waiting the share of that time in which the network waited for its images, 0 to 1
   */
  public record Epoch(
      int epoch,
      double loss,
      @JsonProperty("heldOut") Score validation,
      double seconds,
      double waiting) {
    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if one isn't finite
     */
    public Epoch {
      requireFinite(loss, seconds, waiting);
    }
  }

  /**
   * How many of how many images were right.
   *
   * @param correct 0 to n
   * @param n at least 1
   */
  public record Score(int correct, int n) {
    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if they are out of range
     */
    public Score {
      if (n < 1 || correct < 0 || correct > n) {
        throw new IllegalArgumentException(correct + " of " + n + " is no score");
      }
    }

    /** The share that was right, in [0, 1]. */
    public double accuracy() {
      return (double) correct / n;
    }
  }
}
