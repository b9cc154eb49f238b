package io.github.mnistfit.network;

import java.util.List;
import java.util.Map;

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
 * @param test accuracy on MNIST's test images, which chose nothing
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
   * One pass over the training images.
   *
   * @param epoch from 1
   * @param loss mean cross-entropy over the epoch's training images, in nats
   * @param heldOut accuracy on the training images that were held out; null if there were none
   * @param seconds the time that the epoch took
   */
  public record Epoch(int epoch, double loss, Score heldOut, double seconds) {}

  /** How many of how many images were right. */
  public record Score(int correct, int n) {
    /** The share that was right, in [0, 1]. */
    public double accuracy() {
      return (double) correct / n;
    }
  }
}
