package io.github.mnistfit.evaluation;

import io.github.mnistfit.Answer;
import io.github.mnistfit.Prediction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What came of a set of labelled pictures: accuracy by group, confusion matrix, calibration. A
 * picture without a digit counts as wrong.
 */
public final class Evaluation {
  /** Bins of the calibration error. */
  private static final int BINS = 15;

  /** A wrong answer with this confidence or more misleads. */
  private static final double CONFIDENT = 0.9;

  private final double minConfidence;
  private final SortedMap<String, Tally> groups = new TreeMap<>();
  private final int[][] confusion = new int[10][10];
  private final double[] confidenceSums = new double[BINS];
  private final Tally[] bins = new Tally[BINS];

  private int unsure;
  private int confidentMisreads;

  /** Nothing counted yet; every confidence will do. */
  public Evaluation() {
    this(0);
  }

  /**
   * Nothing counted yet.
   *
   * @param minConfidence the confidence under which a user is told no digit. It doesn't change what
   *     is right or wrong: that goes by the most probable digit
   */
  public Evaluation(double minConfidence) {
    this.minConfidence = minConfidence;
    Arrays.fill(bins, Tally.EMPTY);
  }

  /**
   * Counts one picture.
   *
   * @param group the group that it belongs to
   * @param label the digit that it shows
   * @param answer what was answered
   */
  public void add(String group, int label, Answer answer) {
    Optional<Prediction> prediction =
        answer instanceof Answer.Read read ? Optional.of(read.prediction()) : Optional.empty();
    boolean right = prediction.isPresent() && prediction.get().digit() == label;
    groups.merge(group, Tally.EMPTY.plus(right), (tally, one) -> tally.plus(right));
    if (prediction.isEmpty() || prediction.get().confidence() < minConfidence) {
      unsure++;
    }
    if (prediction.isPresent()) {
      if (!right && prediction.get().confidence() >= CONFIDENT) {
        confidentMisreads++;
      }
      confusion[label][prediction.get().digit()]++;
      double confidence = prediction.get().confidence();
      int bin = Math.min((int) (confidence * BINS), BINS - 1);
      confidenceSums[bin] += confidence;
      bins[bin] = bins[bin].plus(right);
    }
  }

  /** Every group's tally, by name. */
  public Map<String, Tally> groups() {
    return new TreeMap<>(groups);
  }

  /** All pictures' tally. */
  public Tally all() {
    int correct = groups.values().stream().mapToInt(Tally::correct).sum();
    int n = groups.values().stream().mapToInt(Tally::n).sum();
    return new Tally(correct, n);
  }

  /** The mean of the groups' accuracies, in [0, 1]: each group counts alike. */
  public double meanGroupAccuracy() {
    return groups.values().stream().mapToDouble(Tally::accuracy).average().orElse(0);
  }

  /** Pictures for which a user is told no digit. */
  public int unsure() {
    return unsure;
  }

  /** Pictures that were read wrong with a confidence of 0.9 or more. */
  public int confidentMisreads() {
    return confidentMisreads;
  }

  /**
   * How often a digit (row) was read as which digit (column); pictures without a digit left out.
   */
  public int[][] confusion() {
    var copy = new int[10][];
    for (int row = 0; row < 10; row++) {
      copy[row] = confusion[row].clone();
    }
    return copy;
  }

  /**
   * Pictures that were read with about the same confidence.
   *
   * @param low the least confidence of the bin, in [0, 1]
   * @param high the largest, in (low, 1]
   * @param confidence their mean confidence, in [low, high]
   * @param tally how many of them were read right
   */
  public record Bin(double low, double high, double confidence, Tally tally) {}

  /** How right the network is at each confidence: the bins that aren't empty, in order. */
  public List<Bin> reliability() {
    List<Bin> reliability = new ArrayList<>();
    for (int bin = 0; bin < BINS; bin++) {
      int n = bins[bin].n();
      if (n > 0) {
        double low = (double) bin / BINS;
        double high = (double) (bin + 1) / BINS;
        reliability.add(new Bin(low, high, confidenceSums[bin] / n, bins[bin]));
      }
    }
    return reliability;
  }

  /**
   * Expected calibration error, in [0, 1]: over 15 bins of equal width, the mean distance between
   * confidence and accuracy, weighted by the bins' sizes (Naeini et al., 2015; Guo et al., 2017).
   */
  public double calibrationError() {
    int n = 0;
    double distances = 0;
    for (int bin = 0; bin < BINS; bin++) {
      n += bins[bin].n();
      distances += Math.abs(confidenceSums[bin] - bins[bin].correct());
    }
    return n == 0 ? 0 : distances / n;
  }
}
