package io.github.mnistfit.training;

import io.github.mnistfit.network.Architecture;
import java.util.Locale;

/** Settings that belong together. */
public enum Recipe {
  /** The article's, word for word. */
  ARTICLE,

  /** That of the model which is shipped for use. */
  DEFAULT,

  /** For a model that knows MNIST and is to learn a person's hand. */
  FINE_TUNE,

  /** For a network that finds a digit's ink; its settings are {@link InkTrainingSettings}. */
  INK;

  /** The name, as users write it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The settings of a recipe for a network that reads digits.
   *
   * @throws IllegalStateException if this is {@link #INK}
   */
  public TrainingSettings settings() {
    return switch (this) {
      case ARTICLE ->
          new TrainingSettings(
              Architecture.ARTICLE, 10, 32, 0.01, Schedule.CONSTANT, 0.9, 0, false, 0, 0, 1);
      case DEFAULT ->
          new TrainingSettings(
              Architecture.WIDE, 20, 64, 0.05, Schedule.ONE_CYCLE, 0.9, 3e-4, true, 10, 5000, 1);
      case FINE_TUNE ->
          new TrainingSettings(
              Architecture.WIDE, 3, 64, 0.01, Schedule.ONE_CYCLE, 0.9, 1e-4, true, 10, 5000, 1);
      case INK -> throw new IllegalStateException("an ink network has settings of its own");
    };
  }
}
