package io.github.mnistfit.training.scenes;

import io.github.mnistfit.mnist.LabelledImage;
import java.util.List;
import java.util.Locale;

/** What scenes are about. */
public enum SceneKind {
  /** One digit: {@link SceneGenerator}. */
  DIGIT,
  /** Numbers on a page, or a part of it: {@link PageSceneGenerator}. */
  PAGE;

  /**
   * Draws such scenes.
   *
   * @param images MNIST's, at least one, each of a digit
   */
  public SceneSource source(List<LabelledImage> images) {
    return switch (this) {
      case DIGIT -> new SceneGenerator(images);
      case PAGE -> new PageSceneGenerator(images);
    };
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
