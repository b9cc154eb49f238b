package io.github.mnistfit.training;

import io.github.mnistfit.network.InkArchitecture;
import io.github.mnistfit.training.scenes.SceneKind;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Every number that the training of an ink network uses, but for those of the scenes.
 *
 * @param scenes what is drawn
 * @param architecture the network
 * @param epochs how often it is measured and can be gone on with; at least 1
 * @param stepsAnEpoch steps between two measurements; at least 1
 * @param batchSize scenes a step; at least 4, since as many replicas share them
 * @param learningRate the largest step size; 0.001 to 0.005 for AdamW and batch normalisation
 * @param warmUp steps over which the step size rises to that; 50 to 500
 * @param weightDecay the share of a weight that a step takes, times the step size; 0 to 0.01
 * @param averaging the share of the weights' moving average that a step keeps; 0.99 to 0.999
 * @param validation how many of MNIST's training images are drawn only in scenes to measure on
 * @param seed of the first weights and of all scenes
 */
public record InkTrainingSettings(
    SceneKind scenes,
    InkArchitecture architecture,
    int epochs,
    int stepsAnEpoch,
    int batchSize,
    double learningRate,
    int warmUp,
    double weightDecay,
    double averaging,
    int validation,
    long seed) {
  /** The settings of the model that finds one digit's ink, as it is shipped. */
  public static final InkTrainingSettings DIGIT =
      new InkTrainingSettings(
          SceneKind.DIGIT, InkArchitecture.DIGIT, 40, 200, 24, 0.003, 100, 0.0005, 0.995, 5000, 1);

  /** The settings of the model that finds the ink of pages, as it is shipped. */
  public static final InkTrainingSettings PAGE =
      new InkTrainingSettings(
          SceneKind.PAGE, InkArchitecture.PAGE, 48, 200, 24, 0.003, 100, 0.0005, 0.995, 5000, 1);

  /** The same but for these two. */
  public InkTrainingSettings with(int newEpochs, long newSeed) {
    return new InkTrainingSettings(
        scenes,
        architecture,
        newEpochs,
        stepsAnEpoch,
        batchSize,
        learningRate,
        warmUp,
        weightDecay,
        averaging,
        validation,
        newSeed);
  }

  /** Scenes between two measurements. */
  public int scenesAnEpoch() {
    return stepsAnEpoch * batchSize;
  }

  /** All steps. */
  int steps() {
    return epochs * stepsAnEpoch;
  }

  /** The step size, which rises in a straight line and falls along half a cosine. */
  double learningRate(int step) {
    double rise = Math.min(1, (step + 1.0) / warmUp);
    return learningRate * rise * (0.51 + 0.49 * Math.cos(Math.PI * step / steps()));
  }

  /** The settings by name, for a model's provenance. */
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("architecture", architecture.label());
    map.put("scenes", scenes.toString());
    map.put("epochs", epochs);
    map.put("stepsAnEpoch", stepsAnEpoch);
    map.put("batchSize", batchSize);
    map.put("optimiser", "AdamW");
    map.put("learningRate", learningRate);
    map.put("schedule", "rises, then half a cosine");
    map.put("warmUp", warmUp);
    map.put("weightDecay", weightDecay);
    map.put("averaging", averaging);
    map.put("loss", "2 cross-entropy + 1 - Dice");
    map.put("heldOut", validation);
    map.put("seed", seed);
    return map;
  }
}
