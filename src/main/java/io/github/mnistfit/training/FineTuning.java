package io.github.mnistfit.training;

import io.github.mnistfit.network.Model;
import io.github.mnistfit.network.ModelFile;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Fine-tuning: a model, and the pictures of the hand that it is to learn.
 *
 * @param model what training begins with
 * @param pictures in MNIST's form
 * @param fit the name of the fit that brought them to it
 */
public record FineTuning(Model model, UserPictures pictures, String fit) {
  /** What it is, by the names that it has in a model's provenance. */
  Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("from", "weights with SHA-256 " + ModelFile.sha256(model));
    map.put("ownPictures", pictures.training().size());
    map.put("ownHeldOut", pictures.validation().size());
    return map;
  }
}
