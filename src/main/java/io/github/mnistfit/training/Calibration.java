package io.github.mnistfit.training;

import io.github.mnistfit.mnist.LabelledImage;
import io.github.mnistfit.network.Model;
import io.github.mnistfit.training.augmentation.Augmentation;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.univariate.BrentOptimizer;
import org.apache.commons.math3.optim.univariate.SearchInterval;
import org.apache.commons.math3.optim.univariate.UnivariateObjectiveFunction;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;

/**
 * Temperature scaling (Guo et al., 2017): one number divides all logits so that confidences on the
 * validation set are neither too high nor too low. No digit changes. Then, for a network that has
 * learnt to be unsure of what is no digit, the rejection threshold.
 */
final class Calibration {
  private static final double MIN_TEMPERATURE = 0.5;
  private static final double MAX_TEMPERATURE = 4;

  /**
   * The share of the validation set's digits, as they are and varied, that the rejection threshold
   * may reject. Picked with strangers' pictures in view; docs/experiments.md has what others give.
   */
  private static final double FALSE_REJECTIONS = 0.0015;

  private Calibration() {}

  /**
   * The model with the temperature that makes the images' labels most likely. Each image counts as
   * it is and once varied: people's own digits are less like MNIST than MNIST is.
   *
   * @param validation images that the model hasn't learnt from; at least one
   * @param hard more of them, less like MNIST, and what is no digit; may be none
   * @param rejects whether the model has learnt to be unsure of what is no digit
   * @param listener is told how far it is
   */
  static Model calibrated(
      Model model,
      List<LabelledImage> validation,
      List<LabelledImage> hard,
      boolean rejects,
      long seed,
      TrainingListener listener) {
    List<LabelledImage> usual =
        IntStream.range(0, validation.size())
            .boxed()
            .flatMap(i -> Stream.of(validation.get(i), varied(validation.get(i), seed, i)))
            .toList();
    List<LabelledImage> images =
        Stream.concat(
                usual.stream(), hard.stream().filter(i -> i.label() != LabelledImage.NO_DIGIT))
            .toList();
    var uncalibrated = new Model(model.architecture(), model.parameters(), 1);
    List<double[]> probabilities =
        Trainer.probabilities(uncalibrated, images, "temperature", listener);
    double temperature =
        new BrentOptimizer(1e-4, 1e-4)
            .optimize(
                new UnivariateObjectiveFunction(t -> crossEntropy(probabilities, images, t)),
                GoalType.MINIMIZE,
                new SearchInterval(MIN_TEMPERATURE, MAX_TEMPERATURE, 1),
                new MaxEval(200))
            .getPoint();
    var calibrated = new Model(model.architecture(), model.parameters(), temperature);
    return rejects
        ? new Model(
            model.architecture(),
            model.parameters(),
            temperature,
            rejectionThreshold(
                Trainer.probabilities(calibrated, usual, "rejection threshold", listener)))
        : calibrated;
  }

  private static double rejectionThreshold(List<double[]> probabilities) {
    double[] confidences =
        probabilities.stream().mapToDouble(p -> Arrays.stream(p).max().orElseThrow()).toArray();
    return new Percentile().evaluate(confidences, 100 * FALSE_REJECTIONS);
  }

  private static LabelledImage varied(LabelledImage image, long seed, int place) {
    var random = new SplittableRandom(~seed * 0x9e3779b97f4a7c15L + place);
    return Augmentation.USUAL.vary(image, random);
  }

  /** The mean cross-entropy at a temperature, in nats. */
  private static double crossEntropy(
      List<double[]> probabilities, List<LabelledImage> images, double temperature) {
    double sum = 0;
    for (int i = 0; i < images.size(); i++) {
      double total = 0;
      for (double p : probabilities.get(i)) {
        total += Math.pow(p, 1 / temperature);
      }
      double right = probabilities.get(i)[images.get(i).label()];
      sum -= Math.log(Math.max(Math.pow(right, 1 / temperature) / total, 1e-12));
    }
    return sum / images.size();
  }
}
