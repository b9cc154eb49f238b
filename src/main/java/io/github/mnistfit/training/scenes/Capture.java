package io.github.mnistfit.training.scenes;

import java.util.Arrays;

/** Makes a picture file's pixels of a lit scene: lens, sensor, resampling, compression, cut. */
final class Capture {
  private static final int SIDE = Plane.SIDE;

  /** The most that noise may have of the ink's contrast, before strokes drown in it. */
  private static final double MOST_NOISE = 0.45;

  /** A tiny picture's pixel, in widths of the pen, at most. */
  private static final double WIDEST_PIXEL = 1.3;

  /** How much stronger a mask is made that was reduced to tiny pixels. */
  private static final float STRONGER = 1.6f;

  private final Sketch sketch;
  private final Chance chance;
  private final Plane picture;

  /**
   * Takes a picture.
   *
   * @param picture the light that comes from each place; changed in place
   */
  Capture(Sketch sketch, Plane picture) {
    this.sketch = sketch;
    this.chance = sketch.chance;
    this.picture = picture;
  }

  void take(Condition how) {
    double contrast = contrast();
    double usualBlur = chance.happens(0.6) ? chance.uniform(0, 0.8) : 0;
    switch (how) {
      case BLURRED -> blur();
      case BLOCKY, TINY -> enlarge(how == Condition.BLOCKY);
      default -> picture.blur(Math.min(usualBlur, 0.5 * sketch.pen));
    }
    if (how == Condition.MOIRE) {
      moire(contrast);
    }
    double noise =
        how == Condition.NOISY
            ? chance.uniform(0.02, 0.12)
            : chance.happens(0.5) ? chance.octaveIn(Range.of(0.001, 0.02)) : 0;
    noise = Math.min(noise, MOST_NOISE * contrast * Math.min(1, sketch.pen / 2.5));
    if (noise > 0 && how != Condition.BLOCKY) {
      picture.add(
          chance.happens(0.5) ? Noise.white(chance) : Noise.clouds(chance.uniform(1, 3), chance),
          noise);
    }
    if (how == Condition.NOISY && chance.happens(0.15)) {
      saltAndPepper(chance.uniform(0.002, 0.02));
    }
    picture.clamp(0, 1);
    if (chance.happens(0.12)) {
      negate();
    }
    if (how == Condition.COMPRESSED) {
      new BlockCompression(chance.uniform(0.25, 1) * Math.min(0.12, contrast * 0.35))
          .apply(picture);
    }
  }

  /** The mean difference of the digit's ink and what is around it. */
  private double contrast() {
    double ink = 0;
    double around = 0;
    double weight = 0;
    for (int i = 0; i < Plane.PIXELS; i++) {
      double here = sketch.digit.values()[i];
      ink += here * picture.values()[i];
      around += here * sketch.light.values()[i] * sketch.surface.values()[i];
      weight += here;
    }
    return weight == 0 ? 0.3 : Math.abs(ink - around) / weight;
  }

  private void blur() {
    double most = Math.max(0.6, Math.min(0.5 * sketch.pen + 0.4, 0.05 * sketch.size()));
    double blur = chance.uniform(0.5, 1) * most;
    if (chance.happens(0.3)) {
      // Shaken: blurred along one direction, by means of shifted copies.
      double angle = chance.direction();
      int steps = 5;
      Plane sharp = picture.copy();
      float[] to = picture.values();
      Arrays.fill(to, 0);
      for (int s = 0; s < steps; s++) {
        double far = 3 * blur * (s / (steps - 1.0) - 0.5);
        // Whole pixels are fine enough for what is blurred afterwards.
        add(
            sharp,
            (int) Math.rint(far * Math.cos(angle)),
            (int) Math.rint(far * Math.sin(angle)),
            1.0 / steps);
      }
      blur /= 2;
    }
    picture.blur(blur);
  }

  private void add(Plane sharp, int dx, int dy, double share) {
    for (int y = 0; y < SIDE; y++) {
      int row = Math.max(0, Math.min(SIDE - 1, y + dy)) * SIDE;
      for (int x = 0; x < SIDE; x++) {
        picture.values()[y * SIDE + x] +=
            (float) (share * sharp.values()[row + Math.max(0, Math.min(SIDE - 1, x + dx))]);
      }
    }
  }

  /** As if the picture had had so few pixels that a digit is 8 to 28 of them high. */
  private void enlarge(boolean blocky) {
    double digit = blocky ? chance.uniform(8, 17) : chance.uniform(9, 30);
    int pixels = (int) Math.max(8, Math.min(72, digit * SIDE / Math.max(16, sketch.size())));
    // A pixel that is wider than the pen would leave nothing to read.
    pixels = (int) Math.max(pixels, SIDE / (WIDEST_PIXEL * sketch.pen));
    boolean steps = blocky || chance.happens(0.1);
    Resampling.throughPixels(picture, pixels, steps);
    for (Plane mask : new Plane[] {sketch.digit, sketch.mark, sketch.other}) {
      // It can't be finer than what is seen, but it can be smooth, and must stay strong.
      Resampling.throughPixels(mask, pixels, false);
      for (int i = 0; i < Plane.PIXELS; i++) {
        mask.values()[i] = Math.min(1, STRONGER * mask.values()[i]);
      }
    }
  }

  private void moire(double contrast) {
    double strength = contrast * chance.uniform(0.08, 0.4);
    double waves = chance.uniform(0.25, 2.2);
    double angle = chance.direction();
    double bend = chance.uniform(0, 0.01);
    boolean crossed = chance.happens(0.5);
    double dx = waves * Math.cos(angle);
    double dy = waves * Math.sin(angle);
    picture.add(
        Plane.of(
            (x, y) -> {
              double first = Math.sin(dx * x + dy * y + bend * x * y);
              return crossed ? (first + Math.sin(dy * x - dx * y)) / 2 : first;
            }),
        strength);
  }

  private void saltAndPepper(double share) {
    for (int n = (int) (share * Plane.PIXELS); n > 0; n--) {
      picture.values()[chance.integer(0, Plane.PIXELS - 1)] = chance.happens(0.5) ? 1 : 0;
    }
  }

  private void negate() {
    float[] values = picture.values();
    for (int i = 0; i < values.length; i++) {
      values[i] = 1 - values[i];
    }
  }
}
