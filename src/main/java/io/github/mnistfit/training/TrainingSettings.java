package io.github.mnistfit.training;

import io.github.mnistfit.network.Architecture;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Every number that training uses.
 *
 * @param architecture the network
 * @param epochs passes over the training images, at least 1
 * @param batchSize images a step, at least 1
 * @param learningRate the step size, for gradients averaged over the batch
 * @param momentum the share of the last step that the next one keeps, in [0, 1)
 * @param seed of the first weights and of the order of the images
 */
public record TrainingSettings(
    Architecture architecture,
    int epochs,
    int batchSize,
    double learningRate,
    double momentum,
    long seed) {

  /** The momentum of the article's recipe. */
  public static final double ARTICLE_MOMENTUM = 0.9;

  /** The settings by name, for a model's provenance. */
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("architecture", architecture.label());
    map.put("epochs", epochs);
    map.put("batchSize", batchSize);
    map.put("learningRate", learningRate);
    map.put("momentum", momentum);
    map.put("optimiser", "SGD, v = momentum v - learningRate g, w = w + v");
    map.put("loss", "categorical cross-entropy");
    map.put("replicas", Trainer.REPLICAS);
    map.put("seed", seed);
    return map;
  }
}
