package io.github.mnistfit.training.augmentation;

import io.github.mnistfit.mnist.LabelledImage;
import io.github.mnistfit.mnist.MnistImage;
import io.github.mnistfit.training.augmentation.InkCanvas.Bounds;
import java.util.SplittableRandom;

/**
 * Augmentation of training images: varied as handwriting varies (rotation, slant, aspect, wobble,
 * stroke width), in styles that MNIST hardly has, and as a fit errs (the box, the place, a stray
 * line or specks left standing, blur, noise, strokes hollowed to their outline). The result is in
 * MNIST's form again.
 *
 * <p>Shares and ranges were set by hand, and kept if pictures of strangers' digits and the
 * validation set together were read better with them; {@code docs/experiments.md} tells what wasn't
 * kept.
 *
 * @param shares how many images are left alone, stretched, degraded
 * @param deformation how a hand bends them
 * @param styles what they are drawn anew with
 * @param degradation what befalls them
 */
public record Augmentation(
    Shares shares,
    HandwritingDeformation deformation,
    HandwritingStyles styles,
    Degradation degradation) {
  /** That of the recipes. */
  public static final Augmentation USUAL =
      new Augmentation(
          new Shares(0.25, 0.12, 0.2),
          HandwritingDeformation.USUAL,
          HandwritingStyles.USUAL,
          Degradation.USUAL);

  /** A digit is drawn out to the sides by this factor at most. */
  private static final double MOST_STRETCHED = 2.5;

  /** A stroke of fewer pixels isn't made thinner. */
  private static final double THIN = 3;

  /**
   * Shares of the images, 0 to 1.
   *
   * @param unchanged stay as they are, so that MNIST itself isn't forgotten
   * @param stretched of the rest, are drawn out to the sides, at most to a square
   * @param degraded of the rest, meet a {@link Degradation}
   */
  record Shares(double unchanged, double stretched, double degraded) {}

  /** A variation of an image, in MNIST's form; the same random numbers give the same one. */
  public LabelledImage vary(LabelledImage labelled, SplittableRandom random) {
    if (random.nextDouble() < shares.unchanged) {
      return labelled;
    }
    int label = labelled.label();
    InkCanvas ink = InkCanvas.of(labelled.image(), deformation.draw(label, random));
    double width = ink.strokeWidth();
    ink = styles.draw(label, ink, width, random);
    double stretch = stretch(ink, random);
    ink = InkFilters.grown(ink, growth(width, random));
    if (random.nextDouble() < shares.degraded) {
      ink = degradation.degrade(ink, random);
    }
    MnistImage varied =
        MnistNormalization.normalize(
            ink,
            FitError.USUAL.boxScale(random),
            stretch,
            FitError.USUAL.pixels(random),
            FitError.USUAL.pixels(random));
    return varied == null ? labelled : new LabelledImage(varied, label);
  }

  /** By how many cells each edge of the strokes moves; thin strokes never thinner. */
  private static int growth(double width, SplittableRandom random) {
    double choice = random.nextDouble();
    if (choice < 0.15) {
      return width > THIN ? -1 : 0;
    }
    return choice < 0.5 ? 0 : choice < 0.85 ? 1 : 2;
  }

  private double stretch(InkCanvas ink, SplittableRandom random) {
    if (random.nextDouble() >= shares.stretched) {
      return 1;
    }
    Bounds bounds = ink.bounds();
    double room = bounds.height() / Math.max(1, bounds.width());
    double most = Math.max(1, Math.min(MOST_STRETCHED, room));
    return 1 + (most - 1) * random.nextDouble();
  }
}
