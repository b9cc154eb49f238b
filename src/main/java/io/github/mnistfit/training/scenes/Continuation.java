package io.github.mnistfit.training.scenes;

/**
 * Makes a scene's outer part a continuation of the borders of its inner one: what happens to a
 * picture that isn't square, or gets a margin, before the network sees it.
 */
final class Continuation {
  private static final int SIDE = Plane.SIDE;

  /** How far a digit may reach over the inner part's border, in pixels: it was cut there. */
  private static final double CUT = 2;

  /** How often a tight part ends where the digit does on all sides: a picture of its box. */
  private static final double EXACT = 0.4;

  private final Sketch sketch;
  private final Chance chance;
  private final Plane picture;

  Continuation(Sketch sketch, Plane picture) {
    this.sketch = sketch;
    this.chance = sketch.chance;
    this.picture = picture;
  }

  void apply() {
    boolean tight = chance.happens(0.4);
    boolean wide = chance.happens(0.5);
    boolean exact = tight && chance.happens(EXACT);
    double out = sketch.pen / 2;
    if (!exact) {
      out += chance.happens(0.15) ? -CUT : 0.5;
    }
    Frame frame = sketch.frame;
    int left = 0;
    int right = SIDE - 1;
    int top = 0;
    int bottom = SIDE - 1;
    if (tight || wide) {
      left = edge(frame.left() - out, tight, exact);
      right = SIDE - 1 - edge(SIDE - frame.right() - out, tight, exact);
    }
    if (tight || !wide) {
      top = edge(frame.top() - out, tight, exact);
      bottom = SIDE - 1 - edge(SIDE - frame.bottom() - out, tight, exact);
    }
    for (Plane plane : new Plane[] {picture, sketch.other, sketch.mark, sketch.digit}) {
      clampTo(left, top, right, bottom, plane);
    }
    disown(left, top, right, bottom);
  }

  /** How wide the continued part is: some of what is free on that side. */
  private int edge(double free, boolean tight, boolean exact) {
    double most = tight && !exact ? Math.min(free, 14) : free;
    double share = exact ? 1 : chance.uniform(0.2, 1);
    return (int) Math.max(0, Math.min(SIDE / 2 - 4.0, Math.rint(most * share)));
  }

  private static void clampTo(int left, int top, int right, int bottom, Plane plane) {
    float[] values = plane.values();
    for (int row = 0; row < SIDE; row++) {
      int fromRow = Math.max(top, Math.min(bottom, row)) * SIDE;
      for (int column = 0; column < SIDE; column++) {
        // Rows from the middle outward would be needed if the inner part changed; it doesn't.
        values[row * SIDE + column] = values[fromRow + Math.max(left, Math.min(right, column))];
      }
    }
  }

  /** What continues the digit or a mark is neither. */
  private void disown(int left, int top, int right, int bottom) {
    float[] digit = sketch.digit.values();
    float[] mark = sketch.mark.values();
    float[] other = sketch.other.values();
    for (int i = 0; i < Plane.PIXELS; i++) {
      int column = i % SIDE;
      int row = i / SIDE;
      if (column < left || column > right || row < top || row > bottom) {
        other[i] += digit[i] + mark[i];
        digit[i] = 0;
        mark[i] = 0;
      }
    }
  }
}
