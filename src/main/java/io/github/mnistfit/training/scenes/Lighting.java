package io.github.mnistfit.training.scenes;

/** Lets light fall on a scene. */
final class Lighting {
  private static final double SIDE = Plane.SIDE;

  /** The part of the light that a deep shadow takes. */
  private static final Range DEEP = Range.of(0.5, 0.75);

  /** The part that other shadows take. */
  private static final Range SHADOW = Range.of(0.1, 0.5);

  /** Over how many pixels a hard shadow's edge fades. */
  private static final Range HARD = Range.of(0.3, 2.5);

  /** Over how many pixels a soft shadow's edge fades. */
  private static final Range SOFT = Range.of(3, 24);

  private final Sketch sketch;
  private final Chance chance;

  Lighting(Sketch sketch) {
    this.sketch = sketch;
    this.chance = sketch.chance;
  }

  void light(Condition how) {
    Plane light = sketch.light;
    switch (how) {
      case GRADIENT -> light.multiply(gradient(chance.uniform(0.1, 0.8)));
      case VIGNETTE -> light.multiply(vignette());
      case SOFT_SHADOW -> light.multiply(shadow(chance.in(SHADOW), chance.octaveIn(SOFT)));
      case HARD_SHADOW -> light.multiply(shadow(chance.in(SHADOW), chance.octaveIn(HARD)));
      case DEEP_SHADOW ->
          light.multiply(
              shadow(chance.in(DEEP), chance.octaveIn(chance.happens(0.5) ? HARD : SOFT)));
      default -> {}
    }
    boolean plain = how == Condition.EVEN_LIGHT;
    if (!plain && chance.happens(0.3)) {
      light.multiply(gradient(chance.uniform(0, 0.3)));
    }
    light.clamp(0.02, 2.5);
  }

  private Plane gradient(double fall) {
    double angle = chance.direction();
    double dx = Math.cos(angle) * fall / SIDE;
    double dy = Math.sin(angle) * fall / SIDE;
    return Plane.of((x, y) -> 1 + (x - SIDE / 2) * dx + (y - SIDE / 2) * dy);
  }

  private Plane vignette() {
    double fall = chance.uniform(0.3, 1.3);
    double cx = SIDE / 2 + chance.normal(8);
    double cy = SIDE / 2 + chance.normal(8);
    return Plane.of(
        (x, y) -> {
          double u = (x - cx) / SIDE;
          double v = (y - cy) / SIDE;
          return Math.max(0.15, 1 - fall * (u * u + v * v));
        });
  }

  /** A half of the picture, a bright strip, or a dark one; with an edge that bends a little. */
  private Plane shadow(double depth, double fade) {
    double angle = chance.direction();
    double cosine = Math.cos(angle);
    double sine = Math.sin(angle);
    double far = chance.uniform(-35, 35);
    double width = chance.happens(0.35) ? chance.uniform(15, 60) : 10 * SIDE;
    boolean inverted = chance.happens(0.5);
    double bend = chance.normal(4);
    return Plane.of(
        (x, y) -> {
          double along = (y - SIDE / 2) * cosine - (x - SIDE / 2) * sine;
          double d = (x - SIDE / 2) * cosine + (y - SIDE / 2) * sine - far;
          d += bend * Math.sin(along / 25);
          double inside = logistic(d / fade) * logistic((width - d) / fade);
          return 1 - depth * (inverted ? 1 - inside : inside);
        });
  }

  private static double logistic(double x) {
    return 1 / (1 + Math.exp(-Math.max(-30, Math.min(30, 4 * x))));
  }
}
