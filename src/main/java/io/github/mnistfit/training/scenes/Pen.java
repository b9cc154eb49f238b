package io.github.mnistfit.training.scenes;

/** What a stroke looks like: even or uneven, whole or dotted, full or grainy. */
final class Pen {
  /** How much an uneven pen's width changes along a stroke, of the width. */
  private static final Range UNEVEN = Range.of(0.2, 0.6);

  /** From dot to dot, in widths: closer ones would flow together. */
  private static final Range PITCH = Range.of(1.7, 3.2);

  /** The share of a pencil's stroke that the grain of the paper leaves free. */
  private static final Range GRAIN = Range.of(0.1, 0.5);

  /** The least width of a mask's stroke, in pixels: a thinner one would have gaps. */
  private static final double SOLID = 1.5;

  private final Condition kind;
  private final double width;
  private final Chance chance;

  Pen(Condition kind, double width, Chance chance) {
    this.kind = kind;
    this.width = width;
    this.chance = chance;
  }

  /**
   * Draws a glyph.
   *
   * @param mask is covered by its strokes: where they are dotted, also between the dots, as a
   *     reader's eye joins them
   * @param ink what the pen leaves of that
   */
  void draw(Glyph glyph, Plane mask, Plane ink) {
    for (Path stroke : glyph.strokes()) {
      switch (kind) {
        case DOTTED_STROKES -> {
          mask.path(stroke, Math.max(SOLID, 0.85 * width));
          dots(stroke, ink);
        }
        case UNEVEN_PEN -> uneven(stroke, mask);
        default -> {
          mask.path(stroke, Math.max(SOLID, width));
          if (width < SOLID) {
            ink.path(stroke, width);
          }
        }
      }
    }
    if (kind != Condition.DOTTED_STROKES && (kind == Condition.UNEVEN_PEN || width >= SOLID)) {
      ink.max(mask);
    }
    if (kind == Condition.PENCIL) {
      grain(ink, chance.in(GRAIN), 0.9);
    } else if (kind == Condition.UNEVEN_PEN) {
      grain(ink, chance.uniform(0, 0.3), chance.uniform(2, 8));
    } else if (chance.happens(0.4)) {
      grain(ink, chance.uniform(0, 0.15), chance.uniform(1.5, 8));
    }
  }

  private void dots(Path stroke, Plane ink) {
    boolean dashes = chance.happens(0.4);
    double pitch = Math.max(2.2, width * chance.in(PITCH) * (dashes ? 1.4 : 1));
    double next = 0;
    double done = 0;
    for (int i = 1; i < stroke.size(); i++) {
      double dx = stroke.x(i) - stroke.x(i - 1);
      double dy = stroke.y(i) - stroke.y(i - 1);
      double length = Math.hypot(dx, dy);
      while (next <= done + length) {
        double t = length == 0 ? 0 : (next - done) / length;
        double x = stroke.x(i - 1) + t * dx;
        double y = stroke.y(i - 1) + t * dy;
        double reach = dashes && length > 0 ? pitch * 0.2 / length : 0;
        ink.line(x - dx * reach, y - dy * reach, x + dx * reach, y + dy * reach, width);
        next += pitch;
      }
      done += length;
    }
  }

  private void uneven(Path stroke, Plane mask) {
    double change = chance.in(UNEVEN);
    double waves = chance.uniform(0.02, 0.2);
    double phase = chance.direction();
    double taper = chance.happens(0.5) ? chance.uniform(2, 12) : 0;
    double whole = stroke.length();
    double done = 0;
    double before = 0;
    for (int i = 0; i < stroke.size(); i++) {
      if (i > 0) {
        done += Math.hypot(stroke.x(i) - stroke.x(i - 1), stroke.y(i) - stroke.y(i - 1));
      }
      double here = width * (1 + change * Math.sin(waves * done + phase));
      if (taper > 0) {
        here *= Math.min(1, 0.4 + (whole - done) / taper);
      }
      if (i > 0) {
        mask.line(stroke.x(i - 1), stroke.y(i - 1), stroke.x(i), stroke.y(i), before, here);
      }
      before = here;
    }
  }

  private void grain(Plane ink, double share, double cell) {
    Plane noise = cell < 1 ? Noise.white(chance) : Noise.clouds(cell, chance);
    float[] values = ink.values();
    for (int i = 0; i < values.length; i++) {
      if (values[i] > 0) {
        values[i] *= (float) Math.max(0.1, Math.min(1, 1 - share * (1 + noise.values()[i])));
      }
    }
  }
}
