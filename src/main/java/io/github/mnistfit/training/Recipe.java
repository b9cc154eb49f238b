package io.github.mnistfit.training;

import io.github.mnistfit.network.Architecture;
import java.util.Locale;

/** Settings that belong together, by a name. */
public enum Recipe {
  /** The article's, word for word. */
  ARTICLE,

  /**
   * That of the model which is shipped for use. It learns from {@link HardExamples}, too: fewer
   * wrong answers ({@code docs/experiments.md}, "Hypotheses of drawn pictures"). More epochs read
   * MNIST better and strangers' digits worse ("How long to train").
   */
  DEFAULT,

  /**
   * Fine-tuning: for a model that knows MNIST and is to learn a person's hand. {@code
   * docs/fine-tuning.md} has what that gains.
   */
  FINE_TUNE,

  /** For a network that finds one digit's ink; its settings are {@link InkTrainingSettings}. */
  INK,

  /** For a network that finds the ink of all digits on a page, with settings of the same kind. */
  PAGE_INK;

  /** The name, as users write it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The settings of a recipe for a network that reads digits.
   *
   * @throws IllegalStateException if this is for a network that finds ink
   */
  public TrainingSettings settings() {
    return switch (this) {
      case ARTICLE -> {
        var sgd = new Optimization(10, 32, 0.01, LearningRateSchedule.CONSTANT, 0.9, 0);
        yield new TrainingSettings(Architecture.ARTICLE, sgd, false, 0, 0, 0, 1);
      }
      case DEFAULT -> {
        var sgd = new Optimization(20, 64, 0.05, LearningRateSchedule.ONE_CYCLE, 0.9, 3e-4);
        yield new TrainingSettings(Architecture.WIDE, sgd, true, 10, 16, 5000, 1);
      }
      case FINE_TUNE -> {
        var sgd = new Optimization(3, 64, 0.01, LearningRateSchedule.ONE_CYCLE, 0.9, 1e-4);
        yield new TrainingSettings(Architecture.WIDE, sgd, true, 10, 0, 5000, 1);
      }
      case INK, PAGE_INK ->
          throw new IllegalStateException("an ink network has settings of its own");
    };
  }
}
