package io.github.mnistfit.training.scenes;

/** Lays what is written on, and what lies around it. */
final class Surfaces {
  private static final double SIDE = Plane.SIDE;

  /**
   * How much more or less light the surface gives back than what is beside it, at least: an edge
   * that shows.
   */
  private static final double LEAST_STEP = 0.08;

  private final Sketch sketch;
  private final Chance chance;

  Surfaces(Sketch sketch) {
    this.sketch = sketch;
    this.chance = sketch.chance;
  }

  /** Sets the surface and the colour of the ink on it. */
  void lay(Condition what, Condition pen) {
    switch (what) {
      case BLACKBOARD -> blackboard();
      case WHITEBOARD -> whiteboard(pen);
      default -> paper(what, pen);
    }
    switch (what) {
      case STICKY_NOTE -> note();
      case SHEET -> sheet();
      case PAGE_EDGE -> pageEdge();
      case FINGER -> finger();
      case FOLDED -> fold();
      default -> {}
    }
  }

  private void paper(Condition what, Condition pen) {
    double white = chance.happens(0.75) ? chance.uniform(0.6, 1) : chance.uniform(0.3, 0.7);
    sketch.surface = Plane.of(white);
    boolean coarse = what == Condition.COARSE_PAPER;
    double grain = coarse ? chance.uniform(0.02, 0.09) : chance.uniform(0, 0.02);
    texture(grain, chance.uniform(1, coarse ? 4 : 8));
    double strength =
        pen == Condition.PENCIL
            ? Math.max(chance.uniform(0.1, 0.4), 2.5 * grain)
            : chance.uniform(0.3, 0.97);
    sketch.inkColour = white * (1 - strength);
    if (pen != Condition.PENCIL && chance.happens(0.12)) {
      // White on colour: chalk, gel pens, drawings on a dark screen.
      sketch.surface = Plane.of(chance.uniform(0.02, 0.4));
      texture(grain / 2, chance.uniform(1, 8));
      sketch.inkColour = chance.uniform(0.6, 1);
    }
  }

  private void texture(double strength, double cell) {
    if (strength > 0.002) {
      sketch.surface.add(Noise.clouds(cell, chance), strength);
      sketch.surface.add(Noise.white(chance), strength / 3);
    }
  }

  private void blackboard() {
    double dark = chance.uniform(0.06, 0.35);
    double chalk = dark + chance.uniform(0.25, 0.6);
    sketch.surface = Plane.of(dark);
    double dust = chance.uniform(0.03, 0.22) * (chalk - dark);
    double angle = chance.direction();
    sketch.surface.add(
        Noise.streaks(chance.uniform(25, 60), chance.uniform(3, 10), angle, chance), dust);
    sketch.surface.add(Noise.clouds(chance.uniform(8, 30), chance), dust);
    sketch.surface.add(Noise.clouds(1.3, chance), dust / 2);
    if (chance.happens(0.6)) {
      // Chalk that a sleeve has wiped over.
      Plane smear = sketch.penInk.copy();
      smear.blur(chance.uniform(1.5, 5));
      sketch.surface.add(smear, (chalk - dark) * chance.uniform(0.1, 0.5));
    }
    Plane crumbs = Noise.clouds(1.1, chance);
    float[] ink = sketch.penInk.values();
    double gaps = chance.uniform(0, 0.3);
    for (int i = 0; i < ink.length; i++) {
      ink[i] *= (float) Math.max(0.15, Math.min(1, 1 + gaps * (crumbs.values()[i] - 1)));
    }
    sketch.inkColour = chalk;
  }

  private void whiteboard(Condition pen) {
    double white = chance.uniform(0.7, 0.95);
    sketch.surface = Plane.of(white);
    texture(chance.uniform(0, 0.03), chance.uniform(4, 20));
    sketch.inkColour =
        white
            * (1 - (pen == Condition.PENCIL ? chance.uniform(0.15, 0.4) : chance.uniform(0.4, 1)));
    double x = chance.uniform(0, SIDE);
    double y = chance.uniform(0, SIDE);
    double reach = chance.uniform(8, 40);
    double strength = chance.uniform(0.2, 1);
    double tall = chance.uniform(0.3, 1.5);
    sketch.light.add(
        Plane.of(
            (px, py) -> {
              double u = (px - x) / reach;
              double v = (py - y) / (reach * tall);
              return Math.exp(-u * u - v * v);
            }),
        strength);
  }

  /** What is around a sheet: darker or lighter than it, plain, grained or patterned. */
  private Plane table() {
    double paper = sketch.surface.values()[0];
    double level;
    do {
      level = chance.uniform(0.02, 0.95);
    } while (Math.abs(level - paper) < LEAST_STEP);
    Plane table = Plane.of(level);
    double contrast = chance.uniform(0, 0.35) * level;
    if (chance.happens(0.5)) {
      table.add(
          Noise.streaks(chance.uniform(15, 60), chance.uniform(1.5, 6), chance.direction(), chance),
          contrast);
    } else {
      table.add(Noise.clouds(chance.uniform(1, 12), chance), contrast);
    }
    table.clamp(0, 1);
    return table;
  }

  private void surround(Plane outside) {
    sketch.surface.cover(outside, table());
    sketch.hide(outside);
    if (chance.happens(0.4)) {
      // The shadow of the sheet's edge.
      Plane shadow = outside.copy();
      shadow.blur(chance.uniform(1, 4));
      for (int i = 0; i < Plane.PIXELS; i++) {
        shadow.values()[i] = 1 - 0.5f * shadow.values()[i] * outside.values()[i];
      }
      sketch.surface.multiply(shadow);
    }
  }

  /** A quadrangle that holds the digit, seen at an angle. */
  private void sheet() {
    double tilt = chance.normal(0.16);
    double margin = sketch.pen + 2;
    Frame frame = sketch.frame;
    double[][] edges = {
      {-1, 0, frame.left() - margin}, {1, 0, SIDE - frame.right() - margin},
      {0, -1, frame.top() - margin}, {0, 1, SIDE - frame.bottom() - margin}
    };
    var outside = new Plane();
    for (double[] edge : edges) {
      // Tapering: each edge has a tilt of its own.
      double angle = Math.atan2(edge[1], edge[0]) + tilt + chance.normal(0.13);
      // Never through the digit: measured from the nearest corner of its box.
      double far = reach(frame, angle) + margin + Math.max(0, edge[2]) * chance.uniform(-0.1, 1.1);
      outside.max(beyond(angle, far));
    }
    surround(outside);
  }

  /** How far a box reaches in a direction, from the picture's middle. */
  private static double reach(Frame frame, double angle) {
    double cosine = Math.cos(angle);
    double sine = Math.sin(angle);
    return (cosine > 0 ? frame.right() - SIDE / 2 : frame.left() - SIDE / 2) * cosine
        + (sine > 0 ? frame.bottom() - SIDE / 2 : frame.top() - SIDE / 2) * sine;
  }

  /** What lies beyond a straight edge at some distance from the picture's middle. */
  private static Plane beyond(double angle, double far) {
    double cosine = Math.cos(angle);
    double sine = Math.sin(angle);
    return Plane.of(
        (x, y) ->
            Math.max(0, Math.min(1, (x - SIDE / 2) * cosine + (y - SIDE / 2) * sine - far + 0.5)));
  }

  /** The page ends in a corner of the picture, or along a border. */
  private void pageEdge() {
    double angle =
        chance.happens(0.5)
            ? chance.direction()
            : Math.PI / 2 * chance.integer(0, 3) + chance.normal(0.1);
    double least = Math.max(reach(sketch.frame, angle) + sketch.pen, 18);
    double most = SIDE / 2 * (Math.abs(Math.cos(angle)) + Math.abs(Math.sin(angle)));
    surround(beyond(angle, least + Math.max(0, most - least) * chance.uniform(0.05, 0.95)));
  }

  /** A note on something else, with a shadow where its lower edge bends up. */
  private void note() {
    double tilt = chance.normal(0.12);
    var outside = new Plane();
    double margin = sketch.pen + chance.uniform(2, 12);
    for (int i = 0; i < 4; i++) {
      double angle = Math.PI / 2 * i + tilt;
      outside.max(beyond(angle, reach(sketch.frame, angle) + margin + chance.uniform(0, 10)));
    }
    double fall = chance.uniform(0, 0.3);
    sketch.light.multiply(Plane.of((x, y) -> 1 - fall * Math.max(0, y / SIDE - 0.5)));
    surround(outside);
  }

  private void finger() {
    double angle = chance.direction();
    double cosine = Math.cos(angle);
    double sine = Math.sin(angle);
    double width = chance.uniform(10, 28);
    double free = reach(sketch.frame, angle) + sketch.pen + width / 2 + 2;
    double tip = Math.max(free, SIDE / 2 - chance.uniform(0, 14));
    double aside = chance.uniform(-30, 30);
    double x = SIDE / 2 + tip * cosine - aside * sine;
    double y = SIDE / 2 + tip * sine + aside * cosine;
    var finger = new Plane();
    finger.line(x, y, x + SIDE * cosine, y + SIDE * sine, width, width * 1.2);
    Plane skin = Plane.of(chance.uniform(0.25, 0.75));
    Plane rounding = finger.copy();
    rounding.blur(width / 6);
    skin.multiply(rounding);
    sketch.surface.cover(finger, skin);
    sketch.hide(finger);
  }

  /** Two slopes of light that meet in a fold, with a thin dark or bright line between them. */
  private void fold() {
    double angle = chance.direction();
    double far = chance.uniform(-40, 40);
    double change = chance.uniform(0.03, 0.2);
    double line = chance.uniform(-0.2, 0.12);
    double width = chance.uniform(0.5, 1.5);
    sketch.light.multiply(
        Plane.of(
            (x, y) -> {
              double d = (x - SIDE / 2) * Math.cos(angle) + (y - SIDE / 2) * Math.sin(angle) - far;
              double side = d > 0 ? 1 - change : 1;
              return side - change * Math.abs(d) / SIDE + line * Math.exp(-d * d / width / width);
            }));
  }
}
