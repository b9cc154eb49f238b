package io.github.mnistfit.training.augmentation;

import io.github.mnistfit.training.augmentation.InkCanvas.Bounds;
import io.github.mnistfit.training.augmentation.InkCanvas.Point;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Styles of writing that MNIST hardly has, found among what the semeion digits were misread for;
 * {@code docs/experiments.md} has the counts. All are shares of the digit's images, 0 to 1.
 *
 * @param one a 1 with a flag or a foot
 * @param bar a 7 with a bar
 * @param bolt a 4 in one stroke, like a lightning bolt
 * @param hook a 9 whose tail ends in a hook
 */
record HandwritingStyles(One one, double bar, double bolt, double hook) {
  static final HandwritingStyles USUAL =
      new HandwritingStyles(new One(0.9, 0.3, 0.25), 0.25, 0.18, 0.3);

  /**
   * How a 1 is written.
   *
   * @param flag with a flag
   * @param longFlag of these, with one that reaches far down and aside, as if the 1 were half a 4
   *     or an A: before it was drawn, 27 of semeion's 81 errors were such
   * @param foot with a foot
   */
  record One(double flag, double longFlag, double foot) {}

  /**
   * A flag that falls less steeply is the bar of a 7: with this limit, 6 of 8,505 variants of
   * pictures were 7s read as 1s, without it 20.
   */
  private static final double FLATTEST_FLAG = Math.toRadians(33);

  /** Draws the digit in one of its styles, or leaves it as it is. */
  InkCanvas draw(int label, InkCanvas ink, double width, SplittableRandom random) {
    switch (label) {
      case 1 -> drawFlagAndFoot(ink, width, random);
      case 4 -> {
        return random.nextDouble() < bolt ? bolt(ink, width, random) : ink;
      }
      case 7 -> drawBar(ink, width, random);
      case 9 -> drawHook(ink, width, random);
      default -> {}
    }
    return ink;
  }

  private void drawFlagAndFoot(InkCanvas ink, double width, SplittableRandom random) {
    Bounds bounds = ink.bounds();
    double height = bounds.height();
    if (bounds.width() > 0.6 * height) {
      return; // lies, or has them already
    }
    double bottom = ink.middle(bounds.bottom() - 1);
    if (random.nextDouble() < one.flag) {
      if (random.nextDouble() < one.longFlag) {
        drawLongFlag(ink, bounds, width, random);
      } else {
        drawShortFlag(ink, bounds, width, random);
      }
    }
    if (random.nextDouble() < one.foot) {
      double y = bounds.bottom() - width / 2;
      double half = height * new Uniform(0.15, 0.2).draw(random);
      double tilt = height * 0.04 * Gaussian.next(random);
      ink.draw(bottom - half, y + tilt, bottom + half, y - tilt, width);
    }
  }

  private static void drawShortFlag(
      InkCanvas ink, Bounds bounds, double width, SplittableRandom random) {
    double y = bounds.top() + width / 2;
    double x = ink.middle(bounds.top() + 1);
    double length = bounds.height() * new Uniform(0.2, 0.25).draw(random);
    double steepness = FLATTEST_FLAG + Math.toRadians(35 * random.nextDouble());
    ink.draw(x, y, x - length * Math.cos(steepness), y + length * Math.sin(steepness), width);
  }

  /** The pen comes from the left, often flat at first, and meets the stem at its top or below. */
  private static void drawLongFlag(
      InkCanvas ink, Bounds bounds, double width, SplittableRandom random) {
    double height = bounds.height();
    double joint = random.nextDouble() < 0.6 ? 0 : 0.5 * random.nextDouble();
    double y = bounds.top() + width / 2 + joint * (height - width);
    double x = ink.middle(y);
    double length = height * new Uniform(0.35, 0.6).draw(random);
    double steepness = FLATTEST_FLAG + Math.toRadians(40 * random.nextDouble());
    double across = length * Math.cos(steepness);
    double down = Math.min(bounds.bottom() - width / 2 - y, length * Math.sin(steepness));
    double bend = random.nextBoolean() ? 1 : new Uniform(0.4, 0.4).draw(random);
    double flat = 1 - 0.2 * random.nextDouble();
    double kneeX = x - bend * across;
    double kneeY = y + (bend < 1 ? flat : 1) * down;
    ink.draw(x, y, kneeX, kneeY, width);
    ink.draw(kneeX, kneeY, x - across, y + down, width);
  }

  /** A 4 in one stroke: its stem begins at the bar, and what is above leans to the right. */
  private static InkCanvas bolt(InkCanvas ink, double width, SplittableRandom random) {
    Bounds bounds = ink.bounds();
    double height = bounds.height();
    double crossbar = ink.heaviestRow(bounds.top() + 0.3 * height, bounds.top() + 0.8 * height);
    double kept = new Uniform(0.5, 0.8).draw(random) * width;
    double lean = 0.7 * random.nextDouble();
    return InkFilters.leaning(InkFilters.withoutLastStroke(ink, crossbar - kept), crossbar, lean);
  }

  private void drawBar(InkCanvas ink, double width, SplittableRandom random) {
    if (random.nextDouble() >= bar) {
      return;
    }
    Bounds bounds = ink.bounds();
    double y = bounds.top() + bounds.height() * new Uniform(0.42, 0.2).draw(random);
    double x = ink.middle(y);
    double half = bounds.width() * new Uniform(0.2, 0.35).draw(random);
    double tilt = half * 0.3 * Gaussian.next(random);
    ink.draw(x - half, y + tilt, x + half, y - tilt, width);
  }

  /** The tail of a 9, drawn on to the left in a curve. */
  private void drawHook(InkCanvas ink, double width, SplittableRandom random) {
    if (random.nextDouble() >= hook) {
      return;
    }
    Bounds bounds = ink.bounds();
    double height = bounds.height();
    double y = bounds.bottom() - width / 2;
    double x = ink.middle(y);
    double length = height * new Uniform(0.3, 0.5).draw(random);
    double sag = height * new Uniform(0.02, 0.08).draw(random);
    double rise = height * 0.2 * random.nextDouble();
    ink.draw(
        Spline.through(
            List.of(
                new Point(x, y - 0.1 * height),
                new Point(x - 0.1 * length, y),
                new Point(x - 0.5 * length, y + sag),
                new Point(x - length, y + sag - rise))),
        width);
  }
}
