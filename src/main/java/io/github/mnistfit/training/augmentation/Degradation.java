package io.github.mnistfit.training.augmentation;

import io.github.mnistfit.mnist.MnistImage;
import java.util.SplittableRandom;

/**
 * What lies beside a digit, or befalls it, and a fit doesn't take away; each alone. Set by hand.
 *
 * @param motion how far a camera moves at most while it takes the picture, in pixels, 0 to 10
 * @param displacement how far ribbed glass, or the paper's grain, displaces a spot of ink at most,
 *     in cells, 0 to 4
 * @param noise the standard deviation of noise, from 0 to 0.2 where ink is 1
 */
record Degradation(double motion, int displacement, Uniform noise) {
  static final Degradation USUAL = new Degradation(7, 2, new Uniform(0.03, 0.09));

  /** The box that holds an MNIST digit. */
  private static final Uniform PLACE = new Uniform(4, 20);

  private static final Uniform SPECK_WIDTH = new Uniform(0.5, 1);
  private static final Uniform LINE_WIDTH = new Uniform(0.5, 1);

  /** Stray lines that are pale are as likely as any. */
  private static final Uniform LINE_STRENGTH = new Uniform(0.4, 0.6);

  /** How high and how wide the teeth of a zigzag are, in pixels. */
  private static final Uniform TOOTH = new Uniform(1, 3);

  private static final Uniform PITCH = new Uniform(2, 3);

  /** A digit with one of these, stray lines twice as often as any other. */
  InkCanvas degrade(InkCanvas ink, SplittableRandom random) {
    switch (random.nextInt(7)) {
      case 0, 1 -> drawStrayLine(ink, random);
      case 2 -> drawSpecks(ink, random);
      case 3 -> {
        return InkFilters.outlined(ink);
      }
      case 4 -> {
        int choices = 2 * displacement + 1;
        return InkFilters.blurred(
            InkFilters.displaced(ink, () -> random.nextInt(choices) - displacement));
      }
      case 5 -> {
        double reach = motion / 2 * random.nextDouble();
        return random.nextBoolean()
            ? InkFilters.blurred(InkFilters.blurred(ink))
            : InkFilters.blurredAlong(ink, Math.PI * random.nextDouble(), reach);
      }
      default -> {
        double deviation = noise.draw(random);
        ink.addNoise(() -> deviation * Gaussian.next(random));
      }
    }
    return ink;
  }

  private static void drawSpecks(InkCanvas ink, SplittableRandom random) {
    for (int specks = 1 + random.nextInt(5); specks > 0; specks--) {
      double x = PLACE.draw(random);
      double y = PLACE.draw(random);
      ink.draw(x, y, x + 0.5 * Gaussian.next(random), y, SPECK_WIDTH.draw(random));
    }
  }

  /** A line from side to side that isn't the digit's: straight, or a zigzag. */
  private static void drawStrayLine(InkCanvas ink, SplittableRandom random) {
    double left = PLACE.draw(random);
    double slope = 0.2 * Gaussian.next(random);
    double tooth = random.nextBoolean() ? 0 : TOOTH.draw(random);
    double step = PITCH.draw(random);
    double width = LINE_WIDTH.draw(random);
    double strength = LINE_STRENGTH.draw(random);
    boolean up = random.nextBoolean();
    for (double x = 0; x < MnistImage.SIDE; x += step) {
      double y = left + slope * x;
      double from = up ? y : y + tooth;
      double to = up ? y + tooth : y;
      ink.draw(x, from, x + step, to + slope * step, width, strength);
      up = !up;
    }
  }
}
