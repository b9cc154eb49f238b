package io.github.mnistfit.training;

import io.github.mnistfit.mnist.LabelledImage;
import io.github.mnistfit.network.DigitNetwork;
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
 * Temperature scaling (Guo et al., 2017): one number divides all logits so that confidences on
 * images that the network hasn't learnt from are neither too high nor too low. No digit changes.
 * Then, for a network that has learnt to be unsure of what is no digit, the confidence under which
 * it is: two in a thousand of the images that it hasn't learnt from stay under it.
 */
final class Calibration {
  private static final double COLDEST = 0.5;
  private static final double HOTTEST = 4;

  /** The share of real digits that may be taken for none. */
  private static final double TAKEN_FOR_NONE = 0.002;

  private Calibration() {}

  /**
   * The model with the temperature that makes the images' labels most likely. Each image counts as
   * it is and once varied: people's own digits are less like MNIST than MNIST is.
   *
   * @param heldOut images that the model hasn't learnt from; at least one
   * @param unsure whether the model has learnt to be unsure of what is no digit
   */
  static Model calibrated(Model model, List<LabelledImage> heldOut, boolean unsure, long seed) {
    List<LabelledImage> images =
        IntStream.range(0, heldOut.size())
            .boxed()
            .flatMap(i -> Stream.of(heldOut.get(i), varied(heldOut.get(i), seed, i)))
            .toList();
    var uncalibrated = new Model(model.architecture(), model.parameters(), 1);
    List<double[]> probabilities = probabilities(uncalibrated, images);
    double temperature =
        new BrentOptimizer(1e-4, 1e-4)
            .optimize(
                new UnivariateObjectiveFunction(t -> surprise(probabilities, images, t)),
                GoalType.MINIMIZE,
                new SearchInterval(COLDEST, HOTTEST, 1),
                new MaxEval(200))
            .getPoint();
    var calibrated = new Model(model.architecture(), model.parameters(), temperature);
    return unsure
        ? new Model(
            model.architecture(),
            model.parameters(),
            temperature,
            minConfidence(probabilities(calibrated, heldOut)))
        : calibrated;
  }

  private static List<double[]> probabilities(Model model, List<LabelledImage> images) {
    try (var network = DigitNetwork.of(model)) {
      return network.probabilities(images.stream().map(LabelledImage::image).toList());
    }
  }

  private static double minConfidence(List<double[]> probabilities) {
    double[] confidences =
        probabilities.stream().mapToDouble(p -> Arrays.stream(p).max().orElseThrow()).toArray();
    return new Percentile().evaluate(confidences, 100 * TAKEN_FOR_NONE);
  }

  private static LabelledImage varied(LabelledImage image, long seed, int place) {
    var random = new SplittableRandom(~seed * 0x9e3779b97f4a7c15L + place);
    return new Augmentation(random).vary(image);
  }

  /** The mean cross-entropy at a temperature, in nats. */
  private static double surprise(
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
