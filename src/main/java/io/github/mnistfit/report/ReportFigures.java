package io.github.mnistfit.report;

import java.util.List;
import java.util.OptionalDouble;

/**
 * What a {@link HtmlReport} tells of labelled pictures as a whole.
 *
 * @param groups accuracy by group, and of all together last
 * @param mean the mean of the groups' accuracies, in [0, 1]; empty where there is one group
 * @param confusion how often a digit (row) was read as which digit (column), 10×11: the last column
 *     is {@code ?}
 * @param reliability how right the network is at each confidence; empty bins left out
 * @param calibrationError the expected calibration error, in [0, 1]
 */
public record ReportFigures(
    List<Group> groups,
    OptionalDouble mean,
    List<List<Integer>> confusion,
    List<Bin> reliability,
    double calibrationError) {
  /** What came of all pictures, in a few words. */
  public String headline() {
    return groups.get(groups.size() - 1).counts().headline();
  }

  /**
   * The accuracy on a group of pictures.
   *
   * @param name the group's name, any text
   * @param counts what came of its pictures
   * @param accuracy the share that was read right, in [0, 1]
   * @param low the lower end of its 95 % interval, in [0, 1]
   * @param high the upper end of its 95 % interval, in [0, 1]
   */
  public record Group(String name, Counts counts, double accuracy, double low, double high) {}

  /**
   * What came of some pictures.
   *
   * @param n how many there are
   * @param right how many were read right
   * @param wrong how many were read wrong
   * @param unsure how many were answered {@code ?}
   * @param unreadable how many couldn't be read
   */
  public record Counts(int n, int right, int wrong, int unsure, int unreadable) {
    /** Pictures that got no digit which counts: neither right nor wrong, though they were read. */
    private int undecided() {
      return n - right - wrong - unreadable;
    }

    /** Whether right and wrong include answers of {@code ?}: the likeliest digit counts. */
    boolean isByLikeliest() {
      return unsure > undecided();
    }

    /** The counts as a sentence, in which no picture is counted twice. */
    String headline() {
      String counts = "%,d of %,d right".formatted(right, n) + part(wrong, "wrong");
      return isByLikeliest()
          ? counts
              + part(undecided(), "without a digit")
              + part(unreadable, "unreadable")
              + "; of these %,d, %,d answered ?".formatted(n, unsure)
          : counts + part(unsure, "answered ?") + part(unreadable, "unreadable");
    }

    private static String part(int count, String what) {
      return count == 0 ? "" : ", %,d %s".formatted(count, what);
    }
  }

  /**
   * Pictures that were read with about the same confidence.
   *
   * @param low the least confidence of the bin, in [0, 1]
   * @param high the largest confidence of the bin, in (low, 1]
   * @param n how many pictures there are
   * @param confidence their mean confidence, in [low, high]
   * @param accuracy the share that was read right, in [0, 1]
   */
  public record Bin(double low, double high, int n, double confidence, double accuracy) {}
}
