package io.github.mnistfit.report;

import java.util.List;

/**
 * What a {@link HtmlReport} tells of labelled pictures as a whole.
 *
 * @param groups accuracy by group, and of all together last
 * @param confusion how often a digit (row) was read as which digit (column), 10×11: the last column
 *     is {@code ?}
 * @param reliability how right the network is at each confidence; empty bins left out
 * @param calibrationError the expected calibration error, in [0, 1]
 */
public record ReportFigures(
    List<Group> groups,
    List<List<Integer>> confusion,
    List<Bin> reliability,
    double calibrationError) {
  /**
   * The accuracy on a group of pictures.
   *
   * @param name the group's name, any text
   * @param n how many pictures it has
   * @param correct how many of them were read right
   * @param accuracy their share, in [0, 1]
   * @param low the lower end of its 95 % interval, in [0, 1]
   * @param high the upper end of its 95 % interval, in [0, 1]
   */
  public record Group(String name, int n, int correct, double accuracy, double low, double high) {}

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
