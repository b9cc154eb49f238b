package io.github.mnistfit.training.scenes;

import java.util.List;

/** Draws rules, squares, boxes, cells and underlines. */
final class Lines {
  private static final double SIDE = Plane.SIDE;

  /** A line that runs from border to border, beyond both. */
  private static final double FAR = 1.2 * SIDE;

  /** How often a rule lies along a level part of the digit, as the bar of a 4, if it has any. */
  private static final double ALONG = 0.3;

  private final Sketch sketch;
  private final Chance chance;
  private final Frame frame;
  private final Plane plane = new Plane();

  Lines(Sketch sketch) {
    this.sketch = sketch;
    this.chance = sketch.chance;
    this.frame = sketch.frame;
  }

  /** Parallel lines from border to border, at any height of the digit. */
  void rule(Condition kind) {
    boolean thick = kind == Condition.THICK_RULES;
    double tilt = chance.happens(0.25) ? chance.uniform(-13, 13) : chance.normal(3);
    double width =
        thick
            ? Math.max(chance.uniform(1.6, 3), sketch.pen * chance.uniform(0.5, 0.95))
            : chance.octaveIn(Range.of(0.45, Math.max(0.9, sketch.pen)));
    double pitch =
        thick
            ? chance.uniform(30, 90)
            : Math.max(5 * width, sketch.size() * chance.octaveIn(Range.of(0.2, 1.6)));
    if (kind == Condition.SQUARED) {
      pitch =
          Math.max(
              Math.max(6, 4 * width + sketch.pen),
              sketch.size() * chance.octaveIn(Range.of(0.15, 0.8)));
    }
    double first = chance.uniform(0, pitch);
    List<FlatPiece> pieces = FlatPiece.of(sketch.glyph);
    if (!pieces.isEmpty() && chance.happens(ALONG)) {
      FlatPiece piece = chance.of(pieces);
      tilt = piece.degrees() + chance.normal(1);
      first = place(piece.x(), piece.y(), tilt) + chance.normal(0.3 * sketch.pen);
    }
    first %= pitch;
    double dots =
        kind == Condition.DOTTED_RULES || (kind == Condition.SQUARED && chance.happens(0.2))
            ? Math.max(2 * width, chance.uniform(1.5, 6))
            : 0;
    if (kind == Condition.DOTTED_RULES && chance.happens(0.3)) {
      width = Math.max(width, 1);
    }
    double before = pitch * Math.ceil(SIDE / pitch); // the first of them is far out of the picture
    for (double place = first - before; place < 2 * SIDE; place += pitch) {
      line(place, tilt, width, dots);
      if (kind == Condition.SQUARED) {
        line(place + first, tilt + 90, width, dots);
      }
    }
    if (kind == Condition.RULED && chance.happens(0.15)) {
      line(chance.uniform(0, SIDE), tilt + 90, width, 0);
    }
    boolean dark = thick || chance.happens(0.35);
    sketch.addOther(plane, dark ? chance.uniform(0.6, 1.1) : chance.uniform(0.15, 0.7));
  }

  /** Where a line through a point crosses the picture's middle axis. */
  private static double place(double x, double y, double degrees) {
    double radians = Math.toRadians(degrees);
    double across = (y - SIDE / 2) * Math.cos(radians) - (x - SIDE / 2) * Math.sin(radians);
    return SIDE / 2 + across;
  }

  /**
   * A line through the whole picture.
   *
   * @param place where it crosses the picture's middle axis
   * @param dots from dot to dot; 0 for a whole line
   */
  private void line(double place, double degrees, double width, double dots) {
    double dx = Math.cos(Math.toRadians(degrees));
    double dy = Math.sin(Math.toRadians(degrees));
    double off = place - SIDE / 2;
    double x = SIDE / 2 - off * dy;
    double y = SIDE / 2 + off * dx;
    if (dots == 0) {
      plane.line(x - FAR * dx, y - FAR * dy, x + FAR * dx, y + FAR * dy, width);
      return;
    }
    double dash = chance.happens(0.5) ? 0 : dots * 0.4;
    for (double along = -FAR; along < FAR; along += dots + dash) {
      plane.line(
          x + along * dx, y + along * dy, x + (along + dash) * dx, y + (along + dash) * dy, width);
    }
  }

  /** A box around the digit, or some of its sides, drawn by hand or printed. */
  void box(boolean touched) {
    double width = chance.octaveIn(Range.of(0.6, 5));
    double clear = sketch.pen / 2 + width / 2 + 0.8;
    double[] gaps = new double[4];
    for (int i = 0; i < gaps.length; i++) {
      gaps[i] = clear + chance.uniform(0, 16);
    }
    if (touched) {
      for (int n = chance.integer(1, 2); n > 0; n--) {
        gaps[chance.integer(0, 3)] = chance.uniform(-0.16 * sketch.size(), clear);
      }
    }
    double left = frame.left() - gaps[0];
    double top = frame.top() - gaps[1];
    double right = frame.right() + gaps[2];
    double bottom = frame.bottom() + gaps[3];
    double beyond = chance.happens(0.4) ? FAR : chance.happens(0.3) ? chance.uniform(0, 8) : 0;
    boolean whole = chance.happens(0.65);
    double lean = chance.normal(1.5);
    side(whole, left - beyond, top, right + beyond, top + lean, width);
    side(whole, left - beyond, bottom, right + beyond, bottom + lean, width);
    side(whole, left, top - beyond, left - lean, bottom + beyond, width);
    side(whole, right, top - beyond, right - lean, bottom + beyond, width);
    sketch.addOther(plane, chance.happens(0.5) ? 1 : chance.uniform(0.3, 1.1));
  }

  private void side(boolean certain, double x1, double y1, double x2, double y2, double width) {
    if (certain || chance.happens(0.55)) {
      plane.line(x1, y1, x2, y2, width);
    }
  }

  /** Thick lines along two or three borders, which run on beyond the picture. */
  void cell() {
    double width = chance.uniform(1.5, 6);
    boolean certain = chance.happens(0.3);
    double lean = chance.normal(1.5);
    double most = chance.happens(0.5) ? 4 : 12;
    double left = chance.uniform(-1, most);
    double right = SIDE - chance.uniform(-1, most);
    double top = chance.uniform(-1, most);
    double bottom = SIDE - chance.uniform(-1, most);
    side(certain, left, -SIDE, left + lean, 2 * SIDE, width);
    side(certain, right, -SIDE, right + lean, 2 * SIDE, width);
    side(certain, -SIDE, top, 2 * SIDE, top + lean, width);
    side(certain, -SIDE, bottom, 2 * SIDE, bottom + lean, width);
    sketch.addOther(plane, chance.happens(0.6) ? 1 : chance.uniform(0.4, 1.1));
  }

  /** One line under the digit, or two; seldom one over it. */
  void underline(boolean close) {
    double width = Math.max(0.7, sketch.pen * chance.uniform(0.5, 1.15));
    double gap = sketch.pen / 2 + width / 2 + 1.2;
    double least = gap;
    gap += close ? chance.uniform(0.3, 0.08 * sketch.size() + 1) : chance.uniform(3, 16);
    // Where there is room for it at all, it is in the picture.
    gap = Math.max(least, Math.min(gap, SIDE - frame.bottom() - width));
    double half = frame.width() * (close ? chance.uniform(0.35, 0.8) : chance.uniform(0.5, 1.4));
    half = Math.max(half, 0.2 * sketch.size());
    double x = frame.x() + chance.normal(0.1 * half);
    double tilt = chance.normal(0.05) * half;
    double sag = chance.normal(0.03) * half;
    boolean over = chance.happens(0.08);
    int lines = chance.happens(0.15) ? 2 : 1;
    for (int i = 0; i < lines; i++) {
      double far = gap + Math.abs(tilt) + i * (2.2 * width + 2);
      double y = over ? frame.top() - far : frame.bottom() + far;
      plane.path(Path.of(x - half, y - tilt, x, y + sag, x + half, y + tilt).smooth(), width);
    }
    sketch.addOther(plane, chance.happens(0.75) ? 1 : chance.uniform(0.4, 1.1));
  }
}
