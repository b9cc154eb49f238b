package io.github.mnistfit.cli;

import io.github.mnistfit.mnist.LabelledImage;
import io.github.mnistfit.network.Model;
import io.github.mnistfit.training.MnistDataException;
import io.github.mnistfit.training.MnistFiles;
import io.github.mnistfit.training.OwnPictures;
import io.github.mnistfit.training.TrainingSettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a run learns from and is measured on.
 *
 * @param images what it learns from
 * @param heldOut MNIST's training images that it is measured on after each epoch
 * @param test MNIST's test images, looked at once, at the end
 * @param checksums of MNIST's files and of a person's pictures
 * @param teaching the model that it begins with and the pictures of a person's hand, if there are
 */
record Lesson(
    List<LabelledImage> images,
    List<LabelledImage> heldOut,
    List<LabelledImage> test,
    Map<String, String> checksums,
    Optional<Teaching> teaching) {

  /** A model, and the hand that it is to learn. */
  record Teaching(Model model, OwnPictures pictures) {}

  /**
   * Reads MNIST and puts the lesson together.
   *
   * @param settings hold fewer images out than there are
   */
  static Lesson of(TrainingSettings settings, MnistFiles mnist, Optional<Teaching> teaching)
      throws MnistDataException {
    List<LabelledImage> all = mnist.training();
    List<LabelledImage> rest = all.subList(0, all.size() - settings.heldOut());
    List<LabelledImage> heldOut = all.subList(rest.size(), all.size());
    Map<String, String> checksums = new TreeMap<>(mnist.checksums());
    teaching.ifPresent(t -> checksums.put("own pictures, fitted", t.pictures().checksum()));
    return new Lesson(
        teaching.map(t -> t.pictures().mixedWith(rest, settings.seed())).orElse(rest),
        heldOut,
        mnist.test(),
        checksums,
        teaching);
  }
}
