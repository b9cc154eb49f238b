package io.github.mnistfit.training.scenes;

import java.util.ArrayList;
import java.util.List;

/** Writes rows of numbers, and what stands between and beside them. */
final class PageWriting {
  private static final double SIDE = Plane.SIDE;

  /** How far beyond the borders rows begin and end. */
  private static final double BEYOND = 60;

  /** The height of digits that are to be found, in pixels. */
  private static final Range HEIGHT = Range.of(11, 46);

  /** The height of what is no digit at this scale: strokes of another size, or print. */
  private static final Range TOO_HIGH = Range.of(75, 260);

  /** The pen's width, of the height. */
  private static final Range PEN = Range.of(0.045, 0.17);

  /** The middle of that. */
  private static final double MIDDLE_PEN = 0.09;

  /** How many more digits are 1s of a single stroke. */
  private static final double BARE_ONES = 0.1;

  /** From row to row, in heights. */
  private static final Range PITCH = Range.of(1.15, 3);

  /** The thinnest stroke that a picture still shows, in pixels. */
  private static final double THINNEST = 0.6;

  private final Sketch sketch;
  private final Chance chance;
  private final Writing writing;

  private final List<Path> digits = new ArrayList<>();
  private final List<Path> marks = new ArrayList<>();
  private final List<Path> others = new ArrayList<>();
  private final List<Frame> frames = new ArrayList<>();

  private double height;
  private double angle;
  private double bend;
  private double slant;
  private double tightness;

  PageWriting(Sketch sketch, Writing writing) {
    this.sketch = sketch;
    this.chance = sketch.chance;
    this.writing = writing;
  }

  /** How a page is laid out. */
  private enum Layout {
    ROWS,
    ONE_ROW,
    ONE_NUMBER,
    TABLE,
    BOXES,
    NONE,
    TOO_LARGE
  }

  /** Writes a page. */
  void write(Condition kind) {
    height = chance.octaveIn(HEIGHT);
    double width =
        switch (kind) {
          case THIN_PEN -> 0.03;
          case FAT_PEN -> chance.uniform(0.16, 0.22);
          case DOTTED_STROKES -> 0.08;
          default -> chance.octaveIn(PEN);
        };
    sketch.pen = Math.max(THINNEST, width * height);
    angle = chance.happens(0.15) ? chance.normal(7) : chance.normal(1.5);
    bend = chance.happens(0.3) ? chance.normal(0.0006) : 0;
    slant = chance.normal(0.13);
    // The gap between digits, of the height: negative where they touch.
    tightness = chance.happens(0.2) ? chance.uniform(-0.12, 0.06) : chance.uniform(0.04, 0.4);
    Layout layout = layout();
    switch (layout) {
      case ROWS, TABLE -> rows(layout);
      case ONE_ROW, BOXES -> row(chance.uniform(0.2, 0.8) * SIDE, -BEYOND, SIDE + BEYOND, layout);
      case ONE_NUMBER -> number(chance.uniform(-10, 60), chance.uniform(0.25, 0.75) * SIDE, layout);
      case TOO_LARGE -> tooLarge();
      case NONE -> none();
    }
    ink(kind);
    sketch.hasDigit = !digits.isEmpty();
    sketch.frame =
        frames.isEmpty()
            ? new Frame(SIDE * 0.4, SIDE * 0.35, SIDE * 0.6, SIDE * 0.65)
            : chance.of(frames);
  }

  private Layout layout() {
    double choice = chance.uniform(0, 1);
    if (choice < 0.38) {
      return Layout.ROWS;
    } else if (choice < 0.54) {
      return Layout.ONE_ROW;
    } else if (choice < 0.64) {
      return Layout.ONE_NUMBER;
    } else if (choice < 0.76) {
      return Layout.TABLE;
    } else if (choice < 0.84) {
      return Layout.BOXES;
    }
    return choice < 0.92 ? Layout.NONE : Layout.TOO_LARGE;
  }

  private void rows(Layout layout) {
    double pitch = height * chance.in(PITCH);
    double fan = chance.happens(0.2) ? chance.normal(1.2) : 0;
    double left = chance.happens(0.4) ? chance.uniform(-BEYOND, 50) : -BEYOND;
    double right = chance.happens(0.4) ? chance.uniform(50, SIDE + BEYOND) : SIDE + BEYOND;
    double first = chance.uniform(-height, pitch);
    int skip = chance.happens(0.2) ? chance.integer(0, 2) : -1;
    int number = 0;
    double rule = rule();
    var lines = new Plane();
    double thickness = chance.octaveIn(Range.of(0.5, Math.max(1, sketch.pen * 1.1)));
    for (double y = first; y < SIDE + height; y += pitch) {
      if (number++ != skip) {
        row(y, left + chance.normal(4), right + chance.normal(8), layout);
      }
      if (rule > -1 || layout == Layout.TABLE) {
        double at =
            layout == Layout.TABLE ? pitch / 2 + chance.normal(0.03) * height : rule * height;
        lying(lines, y + at, thickness);
      }
      angle += fan;
    }
    if (layout == Layout.TABLE) {
      double column = height * chance.uniform(1.6, 6);
      double dots = chance.happens(0.25) ? chance.uniform(2, 5) : 0;
      for (double x = chance.uniform(0, column); x < SIDE; x += column) {
        standing(lines, x, thickness, dots);
      }
    }
    if (rule > -1 || layout == Layout.TABLE) {
      sketch.addOther(
          lines, chance.happens(0.6) ? chance.uniform(0.6, 1.1) : chance.uniform(0.2, 0.7));
    }
  }

  /** Where the rules are below a row's middle, in heights; −1 for none. */
  private double rule() {
    return chance.happens(0.35) ? chance.uniform(0.1, 0.9) : -1;
  }

  private void lying(Plane plane, double y, double thickness) {
    double slope = Math.tan(Math.toRadians(angle));
    plane.line(
        -BEYOND,
        y - slope * (BEYOND + SIDE / 2),
        SIDE + BEYOND,
        y + slope * (BEYOND + SIDE / 2),
        thickness);
  }

  private void standing(Plane plane, double x, double thickness, double dots) {
    double lean = Math.tan(Math.toRadians(angle + chance.normal(0.7))) * SIDE;
    if (dots == 0) {
      plane.line(x, 0, x - lean, SIDE, thickness);
      return;
    }
    for (double y = 0; y < SIDE; y += dots) {
      double at = x - lean * y / SIDE;
      plane.line(at, y, at, y + dots * 0.3, Math.max(0.8, thickness));
    }
  }

  /** A row of numbers whose middle, in the middle of the picture, is at a height. */
  private void row(double y, double left, double right, Layout layout) {
    double x = left;
    while (x < right) {
      if (chance.happens(0.07)) {
        x = word(x, y);
      } else {
        x = number(x, y, layout);
      }
      x += height * (chance.happens(0.3) ? chance.uniform(1, 5) : chance.uniform(0.5, 1.6));
    }
  }

  private double number(double from, double y, Layout layout) {
    double x = from;
    boolean brackets = chance.happens(0.05);
    if (brackets) {
      x = other(PrintShapes.bracket(true, chance), x, y);
    } else if (chance.happens(0.06)) {
      x = mark(HandShapes.minus(chance), x, y);
    }
    int n = layout == Layout.BOXES ? chance.integer(2, 10) : chance.integer(1, 7);
    double side = height * chance.uniform(1.05, 1.7);
    double gap = chance.happens(0.5) ? 0 : height * chance.uniform(0.05, 0.5);
    var boxes = new Plane();
    double thickness = chance.octaveIn(Range.of(0.5, 3));
    for (int i = 0; i < n && x < SIDE + BEYOND; i++) {
      if (layout == Layout.BOXES) {
        box(boxes, x, y, side, thickness);
        double free = side / 2;
        digit(shape(), x + free, y, true);
        x += side + gap;
      } else {
        x = digit(shape(), x, y, false);
        if (i + 1 < n && chance.happens(0.1)) {
          x = mark(HandShapes.mark(chance), x, y);
        }
      }
    }
    if (layout == Layout.BOXES) {
      sketch.addOther(boxes, chance.uniform(0.25, 1.1));
    }
    if (brackets && chance.happens(0.7)) {
      x = other(PrintShapes.bracket(false, chance), x, y);
    } else if (chance.happens(0.05)) {
      x = other(PrintShapes.sign(chance), x, y);
    } else if (chance.happens(0.05)) {
      x = mark(HandShapes.mark(chance), x, y);
    }
    return x;
  }

  /** Any digit; a 1 of one stroke, which is most like a rule, more often than others. */
  private Writing.Shape shape() {
    return chance.happens(BARE_ONES)
        ? new Writing.Shape(HandShapes.bareOne(chance), 1)
        : writing.anyShape(chance);
  }

  private void box(Plane plane, double x, double y, double side, double thickness) {
    double high = Math.max(side * 0.8, height * chance.uniform(1, 1.05));
    double[] corners = new double[10];
    double[][] around = {{0, -1}, {1, -1}, {1, 1}, {0, 1}, {0, -1}};
    for (int i = 0; i < around.length; i++) {
      double cx = x + around[i][0] * side;
      corners[2 * i] = cx;
      corners[2 * i + 1] = rise(cx) + y + around[i][1] * high * 0.55;
    }
    plane.path(Path.of(corners), thickness);
  }

  /** How far a row is lower at a place than in the middle of the picture. */
  private double rise(double x) {
    double off = x - SIDE / 2;
    return off * Math.tan(Math.toRadians(angle)) + bend * off * off;
  }

  /**
   * Writes a digit.
   *
   * @param x of its left edge, or of its middle
   * @return where the next one may begin
   */
  private double digit(Writing.Shape shape, double x, double y, boolean middle) {
    double size = height * Math.exp(chance.normal(0.08));
    double lower = 0.06 * height * chance.normal(1);
    if (chance.happens(0.07)) {
      // A long tail, a tall 1, or a small digit on the line.
      double times = chance.happens(0.7) ? chance.uniform(1.25, 2) : chance.uniform(0.55, 0.8);
      lower += (times - 1) * size / 2 * (chance.happens(0.6) ? 1 : -1);
      size *= times;
    }
    Glyph glyph =
        new Placement(
                0,
                0,
                size,
                angle + chance.normal(4),
                slant + chance.normal(0.05),
                Math.exp(chance.normal(0.2)))
            .of(shape.glyph(), chance);
    Frame frame = glyph.frame();
    double left = middle ? x - frame.width() / 2 : x;
    double dx = left - frame.left();
    double dy = y + rise(left + frame.width() / 2) + lower;
    Glyph placed = moved(glyph, dx, dy);
    digits.addAll(placed.strokes());
    sketch.digits.add(new DrawnDigit(shape.label(), placed, sketch.pen));
    Frame there = placed.frame();
    if (there.left() > 0 && there.right() < SIDE && there.top() > 0 && there.bottom() < SIDE) {
      frames.add(there);
    }
    return left + frame.width() + sketch.pen + height * tightness * chance.uniform(0.5, 1.5);
  }

  /** A mark in the coordinates of a digit of height 1. */
  private double mark(Glyph mark, double x, double y) {
    double gap = height * chance.uniform(0, 0.15);
    Glyph placed = onLine(mark, x + gap, y);
    marks.addAll(placed.strokes());
    return placed.frame().right() + gap + sketch.pen + 0.1 * height;
  }

  private double other(Glyph sign, double x, double y) {
    Glyph placed = onLine(sign, x, y);
    others.addAll(placed.strokes());
    return placed.frame().right() + sketch.pen + height * chance.uniform(0.05, 0.3);
  }

  private Glyph onLine(Glyph glyph, double x, double y) {
    double left = glyph.frame().left();
    double top = y + rise(x) - height / 2;
    return glyph.map(
        (px, py, to) -> {
          to[0] = x + (px - left) * height - slant * (py - 0.5) * height;
          to[1] = top + py * height;
        });
  }

  private double word(double from, double y) {
    double x = from;
    for (int n = chance.integer(1, 6); n > 0; n--) {
      x = other(PrintShapes.letter(chance), x, y);
    }
    return x;
  }

  /** Strokes of digits that are too large to be seen as such at this scale. */
  private void tooLarge() {
    double size = chance.octaveIn(TOO_HIGH);
    for (int n = chance.integer(1, 2); n > 0; n--) {
      var placement =
          new Placement(
              chance.uniform(-20, SIDE + 20), chance.uniform(-20, SIDE + 20), size, 0, 0, 1);
      Writing.Shape shape = writing.anyShape(chance);
      Glyph placed = placement.of(shape.glyph(), chance);
      others.addAll(placed.strokes());
      sketch.digits.add(new DrawnDigit(shape.label(), placed, size * MIDDLE_PEN));
    }
    sketch.pen = Math.max(sketch.pen, size * chance.in(PEN));
  }

  /** Words, scribbles, digits too small to be read, or nothing. */
  private void none() {
    if (chance.happens(0.4)) {
      return;
    }
    if (chance.happens(0.3)) {
      new Clutter(sketch).draw();
      return;
    }
    for (double y = chance.uniform(0, 20); y < SIDE; y += height * chance.in(PITCH)) {
      for (double x = chance.uniform(-20, 40); x < SIDE; x += height) {
        x = word(x, y);
      }
    }
  }

  private static Glyph moved(Glyph glyph, double dx, double dy) {
    return glyph.map(
        (x, y, to) -> {
          to[0] = x + dx;
          to[1] = y + dy;
        });
  }

  private void ink(Condition kind) {
    if (!digits.isEmpty()) {
      new Pen(kind, sketch.pen, chance).draw(new Glyph(digits), sketch.digit, sketch.penInk);
    }
    if (!marks.isEmpty()) {
      new Glyph(marks).draw(sketch.mark, Math.max(1, sketch.pen * chance.uniform(0.9, 1.4)));
      sketch.penInk.max(sketch.mark);
    }
    if (!others.isEmpty()) {
      var ink = new Plane();
      new Pen(kind, sketch.pen, chance).draw(new Glyph(others), sketch.other, ink);
      sketch.otherInk.max(ink);
    }
  }
}
