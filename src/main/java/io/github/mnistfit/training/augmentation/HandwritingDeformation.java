package io.github.mnistfit.training.augmentation;

import io.github.mnistfit.mnist.MnistImage;
import io.github.mnistfit.training.augmentation.InkCanvas.Deformation;
import java.util.SplittableRandom;

/**
 * How a hand bends a digit: an affine deformation and, after Simard, Steinkraus and Platt (2003),
 * an elastic one. All are standard deviations, set by hand.
 *
 * @param rotation in radians, 0 to 0.3: beyond, digits become others
 * @param slant to the side for each unit of height, 0 to 0.4
 * @param aspect of the logarithm of width by height, 0 to 0.3
 * @param wobble the elastic displacement in pixels, 0 to 1.5: beyond, strokes break
 */
record HandwritingDeformation(double rotation, double slant, double aspect, double wobble) {
  static final HandwritingDeformation USUAL =
      new HandwritingDeformation(Math.toRadians(7.5), 0.15, 0.09, 0.7);

  /** Knots along a side of the lattice on which the elastic displacement is drawn. */
  private static final int KNOTS = 6;

  private static final double MIDDLE = MnistImage.SIDE / 2.0;

  /** A random deformation of a digit. */
  Deformation draw(int label, SplittableRandom random) {
    double turn = rotation * Gaussian.next(random);
    // A 7 that is turned further to the left is a 1 with a flag.
    double angle = label == 7 ? -Math.abs(turn) : turn;
    double shear = slant * Gaussian.next(random);
    double stretch = Math.exp(aspect * Gaussian.next(random));
    double cos = Math.cos(angle);
    double sin = Math.sin(angle);
    double[] right = displacements(random);
    double[] down = displacements(random);
    return (x, y, from) -> {
      double u = (x - MIDDLE) * stretch;
      double v = (y - MIDDLE) / stretch;
      u += shear * v;
      from[0] = MIDDLE + cos * u - sin * v + interpolated(right, x, y);
      from[1] = MIDDLE + sin * u + cos * v + interpolated(down, x, y);
    };
  }

  /** At the knots, in pixels. */
  private double[] displacements(SplittableRandom random) {
    double[] knots = new double[KNOTS * KNOTS];
    for (int i = 0; i < knots.length; i++) {
      knots[i] = wobble * Gaussian.next(random);
    }
    return knots;
  }

  /** Between the knots by cubic easing, so that strokes bend and don't break. */
  private static double interpolated(double[] knots, double x, double y) {
    double column = x / MnistImage.SIDE * (KNOTS - 1);
    double row = y / MnistImage.SIDE * (KNOTS - 1);
    int left = (int) column;
    int top = (int) row;
    double fx = eased(column - left);
    double fy = eased(row - top);
    int corner = top * KNOTS + left;
    double upper = knots[corner] + fx * (knots[corner + 1] - knots[corner]);
    double lower = knots[corner + KNOTS] + fx * (knots[corner + KNOTS + 1] - knots[corner + KNOTS]);
    return upper + fy * (lower - upper);
  }

  private static double eased(double share) {
    return share * share * (3 - 2 * share);
  }
}
