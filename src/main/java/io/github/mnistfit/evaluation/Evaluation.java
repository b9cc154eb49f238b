package io.github.mnistfit.evaluation;

import io.github.mnistfit.Answer;
import io.github.mnistfit.Prediction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What came of a set of labelled pictures: accuracy by group, confusion matrix, calibration. A
 * picture without a digit counts as wrong.
 */
public final class Evaluation {
  /** The column of the confusion matrix for pictures that got no digit. */
  public static final int NO_DIGIT = 10;

  /** Bins of the calibration error. */
  private static final int BINS = 15;

  /** A wrong answer with this confidence or more misleads. */
  private static final double CONFIDENT = 0.9;

  private final double minConfidence;
  private final double rightFrom;
  private final SortedMap<String, Counts> groups = new TreeMap<>();
  private final int[][] confusion = new int[10][11];
  private final double[] confidenceSums = new double[BINS];
  private final Tally[] bins = new Tally[BINS];

  private int confidentMisreads;

  private Evaluation(double minConfidence, double rightFrom) {
    this.minConfidence = minConfidence;
    this.rightFrom = rightFrom;
    Arrays.fill(bins, Tally.EMPTY);
  }

  /** Nothing counted yet; every confidence will do. */
  public Evaluation() {
    this(0);
  }

  /**
   * Nothing counted yet. What is right goes by the likeliest digit, as the literature counts it;
   * how many would be answered {@code ?} is counted beside it.
   *
   * @param minConfidence the confidence under which a user is told no digit
   */
  public Evaluation(double minConfidence) {
    this(minConfidence, 0);
  }

  /**
   * Nothing counted yet. Right is what a user is told: a {@code ?} isn't, whatever the likeliest
   * digit is.
   *
   * @param minConfidence the confidence under which a user is told no digit
   */
  public static Evaluation ofAnswers(double minConfidence) {
    return new Evaluation(minConfidence, minConfidence);
  }

  /**
   * What came of some pictures.
   *
   * @param n how many there are
   * @param right how many were read right
   * @param wrong how many were read wrong
   * @param unsure how many were answered {@code ?}; where the likeliest digit counts, they are
   *     among the right and the wrong ones, too
   * @param unreadable how many couldn't be read
   */
  public record Counts(int n, int right, int wrong, int unsure, int unreadable) {
    static final Counts NONE = new Counts(0, 0, 0, 0, 0);

    /** Whether right and wrong include answers of {@code ?}: the likeliest digit counts. */
    public boolean isByLikeliest() {
      return right + wrong + unsure + unreadable > n;
    }

    Counts plus(Counts other) {
      return new Counts(
          n + other.n,
          right + other.right,
          wrong + other.wrong,
          unsure + other.unsure,
          unreadable + other.unreadable);
    }

    /** The accuracy. */
    public Tally tally() {
      return new Tally(right, n);
    }
  }

  /**
   * Counts one picture.
   *
   * @param group the group that it belongs to
   * @param label the digit that it shows
   * @param answer what was answered
   */
  public void add(String group, int label, Answer answer) {
    groups.merge(group, counts(label, answer), Counts::plus);
    if (answer instanceof Answer.Read read) {
      Prediction prediction = read.prediction();
      boolean right = prediction.digit() == label;
      double confidence = prediction.confidence();
      if (!right && confidence >= CONFIDENT) {
        confidentMisreads++;
      }
      int bin = Math.min((int) (confidence * BINS), BINS - 1);
      confidenceSums[bin] += confidence;
      bins[bin] = bins[bin].plus(right);
    }
    column(answer, rightFrom).ifPresent(column -> confusion[label][column]++);
  }

  /**
   * The column of the confusion matrix that counts an answer: a digit, or {@link #NO_DIGIT}. None
   * counts a picture that couldn't be read.
   *
   * @param rightFrom the confidence from which a digit can be right; 0 where the likeliest counts
   */
  public static OptionalInt column(Answer answer, double rightFrom) {
    if (answer instanceof Answer.Unreadable) {
      return OptionalInt.empty();
    }
    return OptionalInt.of(
        answer instanceof Answer.Read read && read.prediction().confidence() >= rightFrom
            ? read.prediction().digit()
            : NO_DIGIT);
  }

  private Counts counts(int label, Answer answer) {
    OptionalInt column = column(answer, rightFrom);
    if (column.isEmpty()) {
      return new Counts(1, 0, 0, 0, 1);
    }
    int read = column.getAsInt();
    boolean isWrong = read != label && read != NO_DIGIT;
    boolean isUnsure = column(answer, minConfidence).getAsInt() == NO_DIGIT;
    return new Counts(1, read == label ? 1 : 0, isWrong ? 1 : 0, isUnsure ? 1 : 0, 0);
  }

  /** What came of every group, by name. */
  public Map<String, Counts> counts() {
    return new TreeMap<>(groups);
  }

  /** What came of all pictures. */
  public Counts total() {
    return groups.values().stream().reduce(Counts.NONE, Counts::plus);
  }

  /** Every group's tally, by name. */
  public Map<String, Tally> groups() {
    Map<String, Tally> tallies = new TreeMap<>();
    groups.forEach((name, counts) -> tallies.put(name, counts.tally()));
    return tallies;
  }

  /** All pictures' tally. */
  public Tally all() {
    return total().tally();
  }

  /** The mean of the groups' accuracies, in [0, 1]: each group counts alike. */
  public double meanGroupAccuracy() {
    return groups.values().stream().mapToDouble(g -> g.tally().accuracy()).average().orElse(0);
  }

  /** Pictures that are answered {@code ?}. */
  public int unsure() {
    return total().unsure();
  }

  /** Pictures that were read wrong with a confidence of 0.9 or more. */
  public int confidentMisreads() {
    return confidentMisreads;
  }

  /**
   * How often a digit (row) was read as which digit (column); the last column is {@link #NO_DIGIT}.
   * Pictures that couldn't be read are left out.
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
