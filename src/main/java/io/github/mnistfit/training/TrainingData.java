package io.github.mnistfit.training;

import io.github.mnistfit.mnist.LabelledImage;
import io.github.mnistfit.mnist.MnistDataException;
import io.github.mnistfit.mnist.MnistFiles;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a run learns from and is measured on.
 *
 * @param training what it learns from
 * @param validation MNIST's training images that it is measured on after each epoch; may be empty
 * @param test MNIST's test images, looked at once, at the end
 * @param checksums of MNIST's files and of a person's pictures
 * @param hardExamples beside MNIST's; may be none
 * @param teachers what they say of the images is learnt, too; may be none
 * @param fineTuning what it begins with, unless it begins from nothing
 */
public record TrainingData(
    List<LabelledImage> training,
    List<LabelledImage> validation,
    List<LabelledImage> test,
    Map<String, String> checksums,
    HardExamples hardExamples,
    Teachers teachers,
    Optional<FineTuning> fineTuning) {

  /** Reads MNIST and divides it; for fine-tuning, mixes a person's pictures with it. */
  public static TrainingData of(
      TrainingSettings settings, MnistFiles mnist, Optional<FineTuning> fineTuning)
      throws MnistDataException {
    List<LabelledImage> all = mnist.training();
    List<LabelledImage> rest = all.subList(0, all.size() - settings.validation());
    Map<String, String> checksums = new TreeMap<>(mnist.checksums());
    fineTuning.ifPresent(t -> checksums.put("own pictures, fitted", t.pictures().checksum()));
    return new TrainingData(
        fineTuning.map(t -> t.pictures().mixedWith(rest, settings.seed())).orElse(rest),
        all.subList(rest.size(), all.size()),
        mnist.test(),
        checksums,
        HardExamples.NONE,
        Teachers.NONE,
        fineTuning);
  }

  /** The name of the fit of the pictures among them; empty if all are MNIST's own. */
  Optional<String> fit() {
    return hardExamples.fit().or(() -> fineTuning.map(FineTuning::fit));
  }

  /** The same with hard examples. */
  public TrainingData with(HardExamples examples) {
    Map<String, String> all = new TreeMap<>(checksums);
    all.put("hypotheses of drawn pictures", examples.checksum());
    return new TrainingData(training, validation, test, all, examples, teachers, fineTuning);
  }

  /** The same with teachers. */
  public TrainingData with(Teachers others) {
    Map<String, String> all = new TreeMap<>(checksums);
    all.putAll(others.checksums());
    return new TrainingData(training, validation, test, all, hardExamples, others, fineTuning);
  }
}
