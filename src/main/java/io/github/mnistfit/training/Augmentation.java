package io.github.mnistfit.training;

import io.github.mnistfit.mnist.LabelledImage;
import io.github.mnistfit.mnist.MnistImage;
import io.github.mnistfit.training.InkField.Deformation;
import java.util.SplittableRandom;

/**
 * Varies training images as handwriting varies: rotation, slant, aspect, wobble, stroke width; as a
 * fit errs: the box a little too large or small, the place a pixel off; and in styles that MNIST
 * hardly has: a 1 with flag and foot, a barred 7. The result is in MNIST's form again.
 */
final class Augmentation {
  /** The share of images that stay as they are, so that MNIST itself isn't forgotten. */
  private static final double UNCHANGED = 0.2;

  private static final double ROTATION = Math.toRadians(6);
  private static final double SLANT = 0.12;
  private static final double ASPECT = 0.07;

  /** The wobble of a hand, in pixels, and the knots of the lattice on which it is drawn. */
  private static final double WOBBLE = 0.6;

  private static final int KNOTS = 6;

  private static final double FLAG = 0.3;
  private static final double FOOT = 0.25;
  private static final double BAR = 0.2;

  private final SplittableRandom random;

  /** Variations that one seed gives. */
  Augmentation(SplittableRandom random) {
    this.random = random;
  }

  /** A variation of an image, in MNIST's form. */
  MnistImage vary(LabelledImage labelled) {
    if (random.nextDouble() < UNCHANGED) {
      return labelled.image();
    }
    InkField field = InkField.of(labelled.image(), deformation());
    double width = field.strokeWidth();
    switch (labelled.label()) {
      case 1 -> drawFlagAndFoot(field, width);
      case 7 -> drawBar(field, width);
      default -> {}
    }
    MnistImage varied =
        InkReduction.reduce(
            field.grown(growth(width)),
            1 + 0.04 * gaussian(),
            random.nextDouble() < 0.2 ? random.nextInt(3) - 1 : 0,
            random.nextDouble() < 0.2 ? random.nextInt(3) - 1 : 0);
    return varied == null ? labelled.image() : varied;
  }

  private Deformation deformation() {
    double angle = ROTATION * gaussian();
    double slant = SLANT * gaussian();
    double aspect = Math.exp(ASPECT * gaussian());
    double cos = Math.cos(angle);
    double sin = Math.sin(angle);
    double[] right = wobble();
    double[] down = wobble();
    double middle = MnistImage.SIDE / 2.0;
    return (x, y, from) -> {
      double u = (x - middle) * aspect;
      double v = (y - middle) / aspect;
      u += slant * v;
      from[0] = middle + cos * u - sin * v + interpolated(right, x, y);
      from[1] = middle + sin * u + cos * v + interpolated(down, x, y);
    };
  }

  /** Random displacements at the knots of a coarse lattice, in pixels. */
  private double[] wobble() {
    double[] knots = new double[KNOTS * KNOTS];
    for (int i = 0; i < knots.length; i++) {
      knots[i] = WOBBLE * gaussian();
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

  /** By how many cells each edge of the strokes moves; thin strokes never thinner. */
  private int growth(double width) {
    double choice = random.nextDouble();
    if (choice < 0.15) {
      return width > 3 ? -1 : 0;
    }
    return choice < 0.5 ? 0 : choice < 0.85 ? 1 : 2;
  }

  private void drawFlagAndFoot(InkField field, double width) {
    double[] box = box(field);
    double height = box[3] - box[1];
    if (box[2] - box[0] > 0.6 * height) {
      return; // lies, or has them already
    }
    if (random.nextDouble() < FLAG) {
      double x = middleOfInk(field, box[1] + 1);
      double y = box[1] + width / 2;
      double length = height * (0.2 + 0.25 * random.nextDouble());
      double steepness = Math.toRadians(20 + 45 * random.nextDouble());
      field.draw(x, y, x - length * Math.cos(steepness), y + length * Math.sin(steepness), width);
    }
    if (random.nextDouble() < FOOT) {
      double x = middleOfInk(field, box[3] - 1);
      double y = box[3] - width / 2;
      double half = height * (0.15 + 0.2 * random.nextDouble());
      double tilt = height * 0.04 * gaussian();
      field.draw(x - half, y + tilt, x + half, y - tilt, width);
    }
  }

  private void drawBar(InkField field, double width) {
    if (random.nextDouble() >= BAR) {
      return;
    }
    double[] box = box(field);
    double y = box[1] + (box[3] - box[1]) * (0.45 + 0.15 * random.nextDouble());
    double x = middleOfInk(field, y);
    double half = (box[2] - box[0]) * (0.2 + 0.2 * random.nextDouble());
    double tilt = half * 0.3 * gaussian();
    field.draw(x - half, y + tilt, x + half, y - tilt, width);
  }

  /** Left, top, right, bottom of the ink, in MNIST's pixels. */
  private static double[] box(InkField field) {
    double[] box = {MnistImage.SIDE, MnistImage.SIDE, 0, 0};
    for (int row = 0; row < InkField.SIDE; row++) {
      for (int column = 0; column < InkField.SIDE; column++) {
        if (field.at(row, column) > 0.5) {
          box[0] = Math.min(box[0], (double) column / InkField.CELLS);
          box[1] = Math.min(box[1], (double) row / InkField.CELLS);
          box[2] = Math.max(box[2], (column + 1.0) / InkField.CELLS);
          box[3] = Math.max(box[3], (row + 1.0) / InkField.CELLS);
        }
      }
    }
    return box;
  }

  /** Where the ink's middle is on a line, in MNIST's pixels; the image's middle if it has none. */
  private static double middleOfInk(InkField field, double y) {
    int row = Math.max(0, Math.min(InkField.SIDE - 1, (int) (y * InkField.CELLS)));
    double sum = 0;
    double moment = 0;
    for (int column = 0; column < InkField.SIDE; column++) {
      sum += field.at(row, column);
      moment += field.at(row, column) * (column + 0.5);
    }
    return sum == 0 ? MnistImage.SIDE / 2.0 : moment / sum / InkField.CELLS;
  }

  /** Normally distributed, by Box and Muller. */
  private double gaussian() {
    return Math.sqrt(-2 * Math.log(1 - random.nextDouble()))
        * Math.cos(2 * Math.PI * random.nextDouble());
  }
}
