package io.github.mnistfit.training.scenes;

/** Draws what is on the paper beside the digit. */
final class Furniture {
  private static final double SIDE = Plane.SIDE;

  private final Sketch sketch;
  private final Chance chance;
  private final Writing writing;
  private final Frame frame;

  /**
   * Draws onto a sketch.
   *
   * @param writing gives other digits
   */
  Furniture(Sketch sketch, Writing writing) {
    this.sketch = sketch;
    this.chance = sketch.chance;
    this.writing = writing;
    this.frame = sketch.frame;
  }

  void draw(Condition what) {
    var lines = new Lines(sketch);
    switch (what) {
      case RULED, THICK_RULES, SQUARED, DOTTED_RULES -> lines.rule(what);
      case BOX -> lines.box(false);
      case TOUCHED_BOX -> lines.box(true);
      case CELL -> lines.cell();
      case CLOSE_UNDERLINE -> lines.underline(true);
      case UNDERLINE -> lines.underline(false);
      case RING -> ring();
      case NEIGHBOURS -> neighbours();
      case ONE_IN_A_ROW -> row();
      case MARKS -> mark();
      case SPECKS -> specks();
      case SMUDGES -> smudges();
      case PRINT -> print();
      case SHOW_THROUGH -> showThrough();
      case CROSSED_OUT -> crossedOut();
      default -> {}
    }
  }

  /** An ellipse that a hand draws around the digit: its ends don't meet, or run past each other. */
  private void ring() {
    double width = Math.max(0.7, sketch.pen * chance.uniform(0.35, 1.2));
    double gap = sketch.pen / 2 + width + chance.uniform(0.5, 14);
    // Just wide enough for the corners of the digit's box, more or less.
    double reach = chance.uniform(1.1, 1.4);
    double rx = Math.max(frame.width() / 2 * reach, frame.height() * 0.3) + gap;
    double ry = frame.height() / 2 * reach + gap;
    if (chance.happens(0.5)) {
      rx = Math.max(rx, ry * chance.uniform(0.8, 1));
    }
    double start = chance.direction();
    double turns = chance.uniform(0.92, 1.12) * 2 * Math.PI;
    double spiral = chance.normal(0.03);
    double wobble = chance.uniform(0, 0.04);
    var ring = new Plane();
    int pieces = 40;
    double[] points = new double[2 * pieces + 2];
    for (int i = 0; i <= pieces; i++) {
      double angle = start + turns * i / pieces;
      double far = 1 + spiral * i / pieces + wobble * Math.sin(2 * angle + start);
      points[2 * i] = frame.x() + rx * far * Math.cos(angle);
      points[2 * i + 1] = frame.y() + ry * far * Math.sin(angle);
    }
    ring.path(Path.of(points), width);
    sketch.addOther(ring, chance.happens(0.5) ? 1 : chance.uniform(0.35, 1));
  }

  private void neighbours() {
    int n = chance.happens(0.6) ? 1 : 2;
    int side = chance.sign();
    boolean beside = chance.happens(0.7);
    var plane = new Plane();
    for (int i = 0; i < n; i++) {
      double size = Math.max(16, sketch.size() * chance.uniform(0.7, 1.15));
      double gap = Math.max(1.5, sketch.pen) + size * chance.uniform(0.03, 0.3);
      double x = frame.x() + chance.normal(8);
      double y = frame.y() + chance.normal(4);
      if (beside) {
        x = side > 0 ? frame.right() + gap + size * 0.3 : frame.left() - gap - size * 0.3;
        // At least a third of it is beyond the border.
        x = side > 0 ? Math.max(x, SIDE - size * 0.1) : Math.min(x, size * 0.1);
      } else {
        y = side > 0 ? frame.bottom() + gap + size * 0.5 : frame.top() - gap - size * 0.5;
        y = side > 0 ? Math.max(y, SIDE - size * 0.15) : Math.min(y, size * 0.15);
      }
      var placement = new Placement(x, y, size, chance.normal(8), 0.1, 1);
      Writing.Shape shape = writing.anyShape(chance);
      Glyph glyph = placement.of(shape.glyph(), chance);
      sketch.digits.add(new DrawnDigit(shape.label(), glyph, sketch.pen));
      glyph.draw(plane, sketch.pen * chance.uniform(0.8, 1.2));
      side = -side;
    }
    sketch.addOther(plane, chance.happens(0.7) ? 1 : chance.uniform(0.3, 1));
  }

  /**
   * What stands beside a 1 of a single stroke: more of them, or other digits, of its height; to its
   * right there is always one. Nothing tells such strokes from short rules but that they are like
   * the 1; it is the one nearest to the middle.
   */
  private void row() {
    boolean onlyOnes = chance.happens(0.7);
    double pitch = frame.width() + sketch.pen + frame.height() * chance.uniform(0.12, 0.9);
    double slope = chance.normal(0.08);
    double middle = SIDE / 2;
    var plane = new Plane();
    int last = chance.integer(1, 3);
    for (int place = -chance.integer(0, 3); place <= last; place++) {
      double x = frame.x() + pitch * (place + chance.normal(0.07));
      double y = frame.y() + slope * (x - frame.x()) + chance.normal(0.03 * frame.height());
      double further = Math.abs(x - middle) - Math.abs(frame.x() - middle);
      if (place == 0 || further < pitch / 4) {
        continue;
      }
      Writing.Shape shape =
          onlyOnes ? new Writing.Shape(sketch.glyph, 1) : writing.anyShape(chance);
      double size = sketch.size() * chance.uniform(0.85, 1.15);
      Glyph glyph =
          new Placement(x, y, size, chance.normal(4), chance.normal(0.03), 1)
              .of(shape.glyph(), chance);
      sketch.digits.add(new DrawnDigit(shape.label(), glyph, sketch.pen));
      glyph.draw(plane, sketch.pen * chance.uniform(0.9, 1.1));
    }
    sketch.addOther(plane, 1);
  }

  /** A mark to the right of the digit, or to its left, of its height. */
  private void mark() {
    Glyph mark = HandShapes.mark(chance);
    double height = frame.height();
    double gap = sketch.pen + height * chance.uniform(0.02, 0.25);
    double width = mark.frame().right() * height;
    double left = chance.happens(0.6) ? frame.right() + gap : frame.left() - gap - width;
    Glyph placed =
        mark.map(
            (x, y, to) -> {
              to[0] = left + x * height;
              to[1] = frame.top() + y * height;
            });
    placed.draw(sketch.mark, sketch.pen * chance.uniform(0.9, 1.5));
    sketch.penInk.max(sketch.mark);
  }

  private void specks() {
    double strength = chance.uniform(0.2, 1);
    var plane = new Plane();
    for (int n = chance.integer(2, chance.happens(0.3) ? 60 : 12); n > 0; n--) {
      double x = chance.uniform(0, SIDE);
      double y = chance.uniform(0, SIDE);
      double long1 = chance.happens(0.2) ? chance.uniform(0, 5) : 0;
      double angle = chance.direction();
      plane.line(
          x,
          y,
          x + long1 * Math.cos(angle),
          y + long1 * Math.sin(angle),
          chance.octaveIn(Range.of(0.5, 4)));
    }
    sketch.addOther(plane, strength);
  }

  private void smudges() {
    var plane = new Plane();
    for (int n = chance.integer(1, 3); n > 0; n--) {
      double x = chance.uniform(0, SIDE);
      double y = chance.uniform(0, SIDE);
      double angle = chance.direction();
      double far = chance.uniform(2, 30);
      plane.line(x, y, x + far * Math.cos(angle), y + far * Math.sin(angle), chance.uniform(4, 22));
    }
    plane.blur(chance.uniform(1.5, 6));
    Plane clouds = Noise.clouds(chance.uniform(2, 8), chance);
    float[] values = plane.values();
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.max(0, values[i] * (0.8f + 0.4f * clouds.values()[i]));
    }
    plane.clamp(0, 1);
    sketch.addOther(plane, chance.uniform(0.1, 0.6));
  }

  /** Rows of small letters beside the digit, or all over. */
  private void print() {
    double height = chance.uniform(3, 11);
    boolean everywhere = chance.happens(0.25);
    double clear = sketch.pen + chance.uniform(0, 4);
    var plane = new Plane();
    double first = chance.uniform(-height, height);
    boolean rowsBelow = chance.happens(0.5);
    for (double top = first; top < SIDE; top += height * chance.uniform(1.5, 3)) {
      boolean beside = top + height < frame.top() - clear || top > frame.bottom() + clear;
      if ((!everywhere && !beside) || chance.happens(0.3) || (rowsBelow && top < frame.y())) {
        continue;
      }
      for (double left = chance.uniform(-10, 20); left < SIDE; left += height * 0.75) {
        if (!chance.happens(0.18)) {
          new Placement(left, top + height / 2, height, 0, 0, 0.8)
              .of(PrintShapes.letter(chance), chance)
              .draw(plane, Math.max(0.6, height * chance.uniform(0.09, 0.16)));
        }
      }
    }
    sketch.addOther(plane, everywhere ? chance.uniform(0.15, 0.5) : chance.uniform(0.3, 1.1));
  }

  /** Mirrored digits, pale and soft. */
  private void showThrough() {
    var plane = new Plane();
    for (int n = chance.integer(1, 3); n > 0; n--) {
      new Placement(
              chance.uniform(0, SIDE), chance.uniform(0, SIDE), chance.uniform(20, 70), 0, 0, 1)
          .of(writing.anyDigit(chance).map(Furniture::mirror), chance)
          .draw(plane, sketch.pen * chance.uniform(0.8, 1.5));
    }
    plane.blur(chance.uniform(0.6, 2));
    sketch.addOther(plane, chance.uniform(0.1, 0.35));
  }

  private static void mirror(double x, double y, double[] to) {
    to[0] = -x;
    to[1] = y;
  }

  /** A crossed out digit at the border, or the trace of an erased one under the digit. */
  private void crossedOut() {
    var plane = new Plane();
    if (chance.happens(0.5)) {
      var placement =
          new Placement(
              frame.x() + chance.normal(8),
              frame.y() + chance.normal(8),
              sketch.size() * chance.uniform(0.7, 1.1),
              0,
              0,
              1);
      Writing.Shape erased = writing.anyShape(chance);
      Glyph glyph = placement.of(erased.glyph(), chance);
      sketch.digits.add(new DrawnDigit(erased.label(), glyph, sketch.pen));
      glyph.draw(plane, sketch.pen);
      plane.blur(chance.uniform(0.5, 2));
      sketch.addOther(plane, chance.uniform(0.08, 0.3));
      return;
    }
    double size = sketch.size() * chance.uniform(0.6, 1);
    int side = chance.sign();
    double gap = size / 2 + sketch.pen + chance.uniform(2, 8);
    double x = side > 0 ? frame.right() + gap : frame.left() - gap;
    double y = frame.y() + chance.normal(6);
    new Placement(x, y, size, 0, 0, 1).of(writing.anyDigit(chance), chance).draw(plane, sketch.pen);
    new Placement(x, y, size, chance.normal(20), 0, chance.uniform(1, 2))
        .of(PrintShapes.zigzag(chance.integer(1, 9), chance), chance)
        .draw(plane, sketch.pen);
    sketch.addOther(plane, 1);
  }
}
