package io.github.mnistfit.training;

import io.github.mnistfit.mnist.LabelledImage;
import io.github.mnistfit.network.Architecture;
import io.github.mnistfit.network.DigitNetwork;
import io.github.mnistfit.network.Model;
import io.github.mnistfit.network.ModelFile;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Trained networks that another learns from: the mean of what they say of each image, as it is
 * varied, is most of what that one is to say (knowledge distillation: Hinton, Vinyals and Dean,
 * 2015). So an image that could be two digits isn't learnt by heart as one.
 *
 * @param models any number; none if labels alone are learnt
 */
public record Teachers(List<Model> models) {
  /** None at all. */
  public static final Teachers NONE = new Teachers(List.of());

  /**
   * The teachers' share of a target; the rest is the label's. Set by hand: docs/experiments.md,
   * "Two teachers", has the one run that was made with it.
   */
  static final double SHARE = 0.8;

  /** Copies the list. */
  public Teachers {
    models = List.copyOf(models);
  }

  /**
   * Says what a network is to answer to images: ten probabilities each, one image after the other.
   */
  @FunctionalInterface
  interface Targets {
    float[] of(List<LabelledImage> images);
  }

  /** For one thread: networks belong to that which asks them. */
  Targets targets() {
    if (models.isEmpty()) {
      return Teachers::labels;
    }
    DigitNetwork network = DigitNetwork.of(models);
    return images -> {
      float[] targets = labels(images);
      List<double[]> answers =
          network.probabilities(images.stream().map(LabelledImage::image).toList());
      for (int i = 0; i < targets.length; i++) {
        double said = answers.get(i / Architecture.CLASSES)[i % Architecture.CLASSES];
        targets[i] = (float) (SHARE * said + (1 - SHARE) * targets[i]);
      }
      return targets;
    };
  }

  /** SHA-256 of each one's weights, by the name that it has in a model's provenance. */
  Map<String, String> checksums() {
    Map<String, String> checksums = new TreeMap<>();
    for (Model model : models) {
      checksums.put("teacher " + (checksums.size() + 1), ModelFile.sha256(model));
    }
    return checksums;
  }

  /** One for the digit that is shown; for what is none, ten equal probabilities. */
  private static float[] labels(List<LabelledImage> images) {
    var targets = new float[images.size() * Architecture.CLASSES];
    for (int i = 0; i < targets.length; i++) {
      int label = images.get(i / Architecture.CLASSES).label();
      boolean noDigit = label == LabelledImage.NO_DIGIT;
      targets[i] = noDigit ? 1f / Architecture.CLASSES : i % Architecture.CLASSES == label ? 1 : 0;
    }
    return targets;
  }
}
