package io.github.mnistfit.training;

import io.github.mnistfit.mnist.LabelledImage;
import io.github.mnistfit.mnist.MnistDataException;
import io.github.mnistfit.mnist.MnistFiles;
import io.github.mnistfit.network.Model;
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
public record TrainingData(
    List<LabelledImage> images,
    List<LabelledImage> heldOut,
    List<LabelledImage> test,
    Map<String, String> checksums,
    Optional<Teaching> teaching) {

  /** A model, and the hand that it is to learn. */
  public record Teaching(Model model, UserPictures pictures) {}

  /**
   * Reads MNIST and puts the lesson together.
   *
   * @param settings hold fewer images out than there are
   */
  public static TrainingData of(
      TrainingSettings settings, MnistFiles mnist, Optional<Teaching> teaching)
      throws MnistDataException {
    List<LabelledImage> all = mnist.training();
    List<LabelledImage> rest = all.subList(0, all.size() - settings.heldOut());
    List<LabelledImage> heldOut = all.subList(rest.size(), all.size());
    Map<String, String> checksums = new TreeMap<>(mnist.checksums());
    teaching.ifPresent(t -> checksums.put("own pictures, fitted", t.pictures().checksum()));
    return new TrainingData(
        teaching.map(t -> t.pictures().mixedWith(rest, settings.seed())).orElse(rest),
        heldOut,
        mnist.test(),
        checksums,
        teaching);
  }
}
