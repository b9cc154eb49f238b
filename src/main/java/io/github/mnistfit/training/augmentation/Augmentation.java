package io.github.mnistfit.training.augmentation;

import io.github.mnistfit.mnist.LabelledImage;
import io.github.mnistfit.mnist.MnistImage;
import io.github.mnistfit.training.augmentation.InkField.Deformation;
import io.github.mnistfit.training.augmentation.InkField.Point;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Varies training images as handwriting varies: rotation, slant, aspect, wobble, stroke width; as a
 * fit errs: the box a little too large or small, the place a pixel off, a stray line or specks left
 * standing, blur, noise, strokes hollowed to their outline; and in styles that MNIST hardly has: a
 * 1 with flag and foot, a barred 7, a 4 like a lightning bolt, a 9 with a hook, digits stretched to
 * a square. The result is in MNIST's form again.
 *
 * <p>Shares and ranges were set by hand, and kept if pictures of strangers' digits and held-out
 * training images together were read better with them; {@code docs/experiments.md} tells what
 * wasn't kept.
 */
public final class Augmentation {
  /** The share of images that stay as they are, so that MNIST itself isn't forgotten. */
  private static final double UNCHANGED = 0.25;

  private static final double ROTATION = Math.toRadians(7.5);
  private static final double SLANT = 0.15;
  private static final double ASPECT = 0.09;

  /** The wobble of a hand, in pixels, and the knots of the lattice on which it is drawn. */
  private static final double WOBBLE = 0.7;

  private static final int KNOTS = 6;

  private static final double FLAG = 0.9;

  /** Of the flags, those that reach far down and aside, as if the 1 were half a 4 or an A. */
  private static final double LONG_FLAG = 0.3;

  /** A flag that falls less steeply is the bar of a 7. */
  private static final double FLATTEST_FLAG = Math.toRadians(33);

  private static final double FOOT = 0.25;
  private static final double BAR = 0.25;
  private static final double BOLT = 0.18;
  private static final double HOOK = 0.3;

  /** The share of narrow digits that are drawn out to the sides, up to twice and a half. */
  private static final double STRETCHED = 0.12;

  private static final double MOST_STRETCHED = 2.5;

  private static final double SPOILT = 0.2;

  /** How far a camera moves while it takes the picture at most, in pixels. */
  private static final double MOTION = 7;

  /** How far ribbed glass, or the paper's grain, displaces a spot of ink at most, in cells. */
  private static final int SHAKE = 2;

  private final SplittableRandom random;

  /** Variations that one seed gives. */
  public Augmentation(SplittableRandom random) {
    this.random = random;
  }

  /** A variation of an image, in MNIST's form. */
  public LabelledImage vary(LabelledImage labelled) {
    if (random.nextDouble() < UNCHANGED) {
      return labelled;
    }
    InkField field = InkField.of(labelled.image(), deformation(labelled.label()));
    double width = field.strokeWidth();
    switch (labelled.label()) {
      case 1 -> drawFlagAndFoot(field, width);
      case 4 -> field = random.nextDouble() < BOLT ? bolt(field, width) : field;
      case 7 -> drawBar(field, width);
      case 9 -> drawHook(field, width);
      default -> {}
    }
    double stretch = stretch(field);
    field = field.grown(growth(width));
    if (random.nextDouble() < SPOILT) {
      field = spoilt(field);
    }
    MnistImage varied =
        InkReduction.reduce(
            field,
            1 + 0.04 * gaussian(),
            stretch,
            random.nextDouble() < 0.2 ? random.nextInt(3) - 1 : 0,
            random.nextDouble() < 0.2 ? random.nextInt(3) - 1 : 0);
    return varied == null ? labelled : new LabelledImage(varied, labelled.label());
  }

  private Deformation deformation(int label) {
    double turn = ROTATION * gaussian();
    // A 7 that is turned further to the left is a 1 with a flag.
    double angle = label == 7 ? -Math.abs(turn) : turn;
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
    double bottom = middleOfInk(field, box[3] - 1);
    if (random.nextDouble() < FLAG) {
      drawFlag(field, box[1], height, width);
    }
    if (random.nextDouble() < FOOT) {
      double y = box[3] - width / 2;
      double half = height * (0.15 + 0.2 * random.nextDouble());
      double tilt = height * 0.04 * gaussian();
      field.draw(bottom - half, y + tilt, bottom + half, y - tilt, width);
    }
  }

  private void drawFlag(InkField field, double top, double height, double width) {
    if (random.nextDouble() >= LONG_FLAG) {
      double y = top + width / 2;
      double x = middleOfInk(field, top + 1);
      double length = height * (0.2 + 0.25 * random.nextDouble());
      double steepness = FLATTEST_FLAG + Math.toRadians(35 * random.nextDouble());
      field.draw(x, y, x - length * Math.cos(steepness), y + length * Math.sin(steepness), width);
      return;
    }
    // The pen comes from the left, often flat at first, and meets the stem at its top or below.
    double joint = random.nextDouble() < 0.6 ? 0 : 0.5 * random.nextDouble();
    double y = top + width / 2 + joint * (height - width);
    double x = middleOfInk(field, y);
    double length = height * (0.35 + 0.6 * random.nextDouble());
    double steepness = FLATTEST_FLAG + Math.toRadians(40 * random.nextDouble());
    double across = length * Math.cos(steepness);
    double down = Math.min(top + height - width / 2 - y, length * Math.sin(steepness));
    double bend = random.nextBoolean() ? 1 : 0.4 + 0.4 * random.nextDouble();
    double flat = 1 - 0.2 * random.nextDouble();
    field.draw(x, y, x - bend * across, y + (bend < 1 ? flat : 1) * down, width);
    field.draw(x - bend * across, y + (bend < 1 ? flat : 1) * down, x - across, y + down, width);
  }

  private double stretch(InkField field) {
    if (random.nextDouble() >= STRETCHED) {
      return 1;
    }
    double[] box = box(field);
    double room = (box[3] - box[1]) / Math.max(1, box[2] - box[0]);
    double most = Math.max(1, Math.min(MOST_STRETCHED, room));
    return 1 + (most - 1) * random.nextDouble();
  }

  /** What lies beside a digit, or befalls it, and a fit doesn't take away. */
  private InkField spoilt(InkField field) {
    switch (random.nextInt(7)) {
      case 0, 1 -> drawStrayLine(field);
      case 2 -> {
        for (int specks = 1 + random.nextInt(5); specks > 0; specks--) {
          double x = place();
          double y = place();
          field.draw(x, y, x + 0.5 * gaussian(), y, 0.5 + random.nextDouble());
        }
      }
      case 3 -> {
        return field.outlined();
      }
      case 4 -> {
        return field.shaken(() -> random.nextInt(2 * SHAKE + 1) - SHAKE).blurred();
      }
      case 5 -> {
        double reach = MOTION / 2 * random.nextDouble();
        return random.nextBoolean()
            ? field.blurred().blurred()
            : field.blurredAlong(Math.PI * random.nextDouble(), reach);
      }
      default -> {
        double deviation = 0.03 + 0.09 * random.nextDouble();
        field.addNoise(() -> deviation * gaussian());
      }
    }
    return field;
  }

  /** A line from side to side that isn't the digit's: straight, or up and down in teeth. */
  private void drawStrayLine(InkField field) {
    double left = place();
    double slope = 0.2 * gaussian();
    double tooth = random.nextBoolean() ? 0 : 1 + 3 * random.nextDouble();
    double step = 2 + 3 * random.nextDouble();
    double width = 0.5 + random.nextDouble();
    double strength = 0.4 + 0.6 * random.nextDouble();
    boolean up = random.nextBoolean();
    for (double x = 0; x < MnistImage.SIDE; x += step) {
      double y = left + slope * x;
      double from = up ? y : y + tooth;
      double to = up ? y + tooth : y;
      field.draw(x, from, x + step, to + slope * step, width, strength);
      up = !up;
    }
  }

  /** Somewhere in the box of 20 pixels that holds an MNIST digit. */
  private double place() {
    return 4 + 20 * random.nextDouble();
  }

  private void drawBar(InkField field, double width) {
    if (random.nextDouble() >= BAR) {
      return;
    }
    double[] box = box(field);
    double y = box[1] + (box[3] - box[1]) * (0.42 + 0.2 * random.nextDouble());
    double x = middleOfInk(field, y);
    double half = (box[2] - box[0]) * (0.2 + 0.35 * random.nextDouble());
    double tilt = half * 0.3 * gaussian();
    field.draw(x - half, y + tilt, x + half, y - tilt, width);
  }

  /** A 4 in one stroke: its stem begins at the bar, and what is above leans to the right. */
  private InkField bolt(InkField field, double width) {
    double[] box = box(field);
    double height = box[3] - box[1];
    double bar = field.heaviestRow(box[1] + 0.3 * height, box[1] + 0.8 * height);
    double kept = (0.5 + 0.8 * random.nextDouble()) * width;
    double lean = 0.7 * random.nextDouble();
    return field.withoutLastStroke(bar - kept).leaning(bar, lean);
  }

  /** The tail of a 9, drawn on to the left in a curve. */
  private void drawHook(InkField field, double width) {
    if (random.nextDouble() >= HOOK) {
      return;
    }
    double[] box = box(field);
    double height = box[3] - box[1];
    double y = box[3] - width / 2;
    double x = middleOfInk(field, y);
    double length = height * (0.3 + 0.5 * random.nextDouble());
    double sag = height * (0.02 + 0.08 * random.nextDouble());
    double rise = height * 0.2 * random.nextDouble();
    field.draw(
        Curve.through(
            List.of(
                new Point(x, y - 0.1 * height),
                new Point(x - 0.1 * length, y),
                new Point(x - 0.5 * length, y + sag),
                new Point(x - length, y + sag - rise))),
        width);
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

  private double gaussian() {
    return Gaussian.next(random);
  }
}
