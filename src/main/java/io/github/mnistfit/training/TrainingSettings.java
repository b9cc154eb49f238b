package io.github.mnistfit.training;

import io.github.mnistfit.network.Architecture;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Every number that training uses.
 *
 * @param architecture the network
 * @param epochs passes over the training images, at least 1
 * @param batchSize images a step, at least 1
 * @param learningRate the largest step size, for gradients averaged over the batch
 * @param schedule how the step size changes
 * @param momentum the share of the last step that the next one keeps, in [0, 1)
 * @param weightDecay the share of each weight that is added to its gradient
 * @param augmented whether the images are varied as handwriting varies
 * @param nonDigits how many images that are no digits join each batch, for the network to be unsure
 *     of
 * @param heldOut how many of the training images are only measured on
 * @param seed of the first weights, the order of the images, their variation and dropout
 */
public record TrainingSettings(
    Architecture architecture,
    int epochs,
    int batchSize,
    double learningRate,
    Schedule schedule,
    double momentum,
    double weightDecay,
    boolean augmented,
    int nonDigits,
    int heldOut,
    long seed) {

  /** The settings by name, for a model's provenance. */
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("architecture", architecture.label());
    map.put("epochs", epochs);
    map.put("batchSize", batchSize);
    map.put("optimiser", "SGD, v = momentum v - learningRate g, w = w + v");
    map.put("learningRate", learningRate);
    map.put("schedule", schedule.name().toLowerCase(Locale.ROOT));
    map.put("momentum", momentum);
    map.put("weightDecay", weightDecay);
    map.put("loss", "categorical cross-entropy");
    map.put("augmented", augmented);
    map.put("nonDigits", nonDigits);
    map.put("heldOut", heldOut);
    map.put("replicas", Trainer.REPLICAS);
    map.put("seed", seed);
    return map;
  }
}
