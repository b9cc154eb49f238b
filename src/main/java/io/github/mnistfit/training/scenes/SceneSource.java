package io.github.mnistfit.training.scenes;

import java.util.SplittableRandom;

/** Draws scenes as they come in training. May be used by several threads at once. */
@FunctionalInterface
public interface SceneSource {
  /** A scene; the same random numbers give the same one. */
  Scene any(SplittableRandom random);
}
