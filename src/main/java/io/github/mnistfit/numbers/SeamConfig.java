package io.github.mnistfit.numbers;

import java.util.List;

/**
 * Where {@link SeamCutter} cuts a component. Lengths are of a digit's height. The numbers were set
 * on pairs of touching digits made of training images that the network hadn't seen.
 *
 * @param waist how far from its middle a component of two lines may have its waist, 0 to 1
 */
record SeamConfig(double waist, Seams seams, Cost cost, Cuts cuts) {
  static final SeamConfig STANDARD =
      new SeamConfig(
          0.4,
          new Seams(List.of(-0.2, 0.1, 0.4, 0.7), 0.04, 0.12),
          new Cost(0.1, 0.02),
          new Cuts(new Most(12, 2), 0.012, 0.2, 0.2));

  /**
   * The seams that are tried.
   *
   * @param slants how far they lean to the left for each pixel down, −1 to 1: hands slant, each
   *     digit its own way
   * @param step from one line that seams follow to the next, above 0
   * @param stray how far a seam may stray from its line, above 0
   */
  record Seams(List<Double> slants, double step, double stray) {}

  /**
   * What a seam costs besides the ink that it crosses, in pixels of ink, at least 0.
   *
   * @param sideways a step to the side
   * @param straying straying furthest, in each row: of seams through as little ink, the straight
   *     one is taken
   */
  record Cost(double sideways, double straying) {}

  /**
   * The cuts that are taken.
   *
   * @param leastInk two have at least so much ink between them, of the square of the height
   * @param crossed they may cross by this share of that ink: they are straightened out
   * @param scrap what a cut severs is a scrap where it is less than this of the side's largest
   *     component, 0 to 1
   */
  record Cuts(Most most, double leastInk, double crossed, double scrap) {}

  /**
   * How many cuts are taken at most, at least 1: further ones only cost time.
   *
   * @param perHeight for each height of width, …
   * @param more … and besides
   */
  record Most(int perHeight, int more) {}
}
