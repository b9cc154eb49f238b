package io.github.mnistfit.training;

import io.github.mnistfit.network.Architecture;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Every number that a training run can be given; a {@link Recipe} has those that belong together.
 *
 * @param architecture the network
 * @param optimization how its weights are found
 * @param augmented whether the images are varied as handwriting varies
 * @param nonDigits how many images that are no digits join each batch, for the network to be unsure
 *     of; 0 or more
 * @param hardExamples how many {@link HardExamples} join each batch; 0 or more
 * @param validation how many of MNIST's training images are the validation set; 0 or more, and
 *     fewer than there are
 * @param seed of the first weights, the order of the images, their variation and dropout
 */
public record TrainingSettings(
    Architecture architecture,
    Optimization optimization,
    boolean augmented,
    int nonDigits,
    int hardExamples,
    int validation,
    long seed) {

  /** The settings by the names that they have in a model's provenance. */
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("architecture", architecture.label());
    map.put("epochs", optimization.epochs());
    map.put("batchSize", optimization.batchSize());
    map.put("optimiser", "SGD with momentum");
    map.put("learningRate", optimization.learningRate());
    map.put("schedule", optimization.schedule().name().toLowerCase(Locale.ROOT));
    map.put("momentum", optimization.momentum());
    map.put("weightDecay", optimization.weightDecay());
    map.put("loss", "categorical cross-entropy");
    map.put("augmented", augmented);
    map.put("nonDigits", nonDigits);
    if (hardExamples > 0) {
      map.put("hardExamples", hardExamples);
    }
    map.put("heldOut", validation);
    map.put("replicas", Trainer.REPLICAS);
    map.put("seed", seed);
    return map;
  }
}
