package io.github.mnistfit.training;

import io.github.mnistfit.network.InkClass;
import io.github.mnistfit.network.InkImage;
import io.github.mnistfit.network.InkMap;
import io.github.mnistfit.network.InkNetwork;
import io.github.mnistfit.network.Provenance.Score;
import io.github.mnistfit.training.scenes.Scene;
import io.github.mnistfit.training.scenes.SceneSource;
import java.util.ArrayList;
import java.util.List;

/** Measures an ink network on drawn scenes. */
final class InkScore {
  /** The Dice coefficient from which on a digit counts as found. */
  private static final double FOUND = 0.8;

  /** How many pixels of a picture without a digit may be taken for one. */
  private static final int STRAY = 20;

  /** After so many scenes it is told how far a measurement is. */
  private static final int TOLD = 16;

  private InkScore() {}

  /**
   * In how many scenes the digit's ink is found, or rightly none.
   *
   * @param source draws them, as they come in training
   * @param scenes how many; at least 1
   * @param listener is told how far it is
   */
  static Score of(
      InkNetwork network, SceneSource source, int scenes, long seed, TrainingListener listener) {
    int correct = 0;
    for (int done = 0; done < scenes; ) {
      List<Scene> drawn = new ArrayList<>();
      while (drawn.size() < TOLD && done < scenes) {
        drawn.add(source.any(SceneBatches.random(seed, done++)));
      }
      List<InkMap> maps = network.find(drawn.stream().map(Scene::image).toList());
      for (int i = 0; i < drawn.size(); i++) {
        if (isRight(drawn.get(i), maps.get(i))) {
          correct++;
        }
      }
      listener.measuring("held out", done, scenes);
    }
    return new Score(correct, scenes);
  }

  /** Whether a map has the digit of a scene, or none where there is none. */
  static boolean isRight(Scene scene, InkMap map) {
    int both = 0;
    int wanted = 0;
    int found = 0;
    for (int i = 0; i < InkImage.PIXELS; i++) {
      boolean is = scene.share(InkClass.DIGIT, i) > 0.5f;
      boolean seen = map.probability(InkClass.DIGIT, i) > 0.5f;
      both += is && seen ? 1 : 0;
      wanted += is ? 1 : 0;
      found += seen ? 1 : 0;
    }
    return wanted == 0 ? found <= STRAY : 2.0 * both / (wanted + found) >= FOUND;
  }
}
