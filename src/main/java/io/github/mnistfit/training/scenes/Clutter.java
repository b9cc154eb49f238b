package io.github.mnistfit.training.scenes;

/** Draws what pictures without a digit show: scribbles, words, curves on axes, shapes. */
final class Clutter {
  private static final double SIDE = Plane.SIDE;

  private final Sketch sketch;
  private final Chance chance;

  Clutter(Sketch sketch) {
    this.sketch = sketch;
    this.chance = sketch.chance;
  }

  void draw() {
    var plane = new Plane();
    double width = chance.uniform(0.8, 5);
    double choice = chance.uniform(0, 1);
    if (choice < 0.25) {
      scribbles(plane, width);
    } else if (choice < 0.5) {
      words(plane);
    } else if (choice < 0.7) {
      plot(plane, width / 2 + 0.4);
    } else {
      shapes(plane, width);
    }
    sketch.addOther(plane, 1);
  }

  private void scribbles(Plane plane, double width) {
    for (int n = chance.integer(1, 3); n > 0; n--) {
      placed(PrintShapes.scribble(chance.integer(4, 9), chance), chance.uniform(40, 90))
          .draw(plane, width);
    }
  }

  private void words(Plane plane) {
    double height = chance.uniform(8, 40);
    double top = chance.uniform(0, 12);
    while (top < SIDE) {
      double left = chance.uniform(-4, 8);
      while (left < SIDE) {
        double wide = height * chance.uniform(0.45, 0.8);
        Placement at =
            new Placement(left + wide / 2, top + height / 2, height, chance.normal(4), 0.1, 1);
        if (!chance.happens(0.15)) {
          at.of(PrintShapes.letter(chance), chance).draw(plane, Math.max(0.8, height * 0.12));
        }
        left += wide + height * 0.15;
      }
      top += height * chance.uniform(1.3, 2);
    }
  }

  private void plot(Plane plane, double width) {
    double left = chance.uniform(4, 20);
    double bottom = SIDE - chance.uniform(4, 20);
    plane.line(left, chance.uniform(0, 10), left, bottom, width);
    plane.line(left, bottom, SIDE - chance.uniform(0, 10), bottom, width);
    double waves = chance.uniform(0.02, 0.4);
    double high = chance.uniform(5, 35);
    double phase = chance.direction();
    for (int x = (int) left; x < SIDE - 4; x++) {
      plane.line(
          x,
          45 + high * Math.sin(waves * x + phase),
          x + 1,
          45 + high * Math.sin(waves * (x + 1) + phase),
          width);
    }
  }

  private void shapes(Plane plane, double width) {
    for (int n = chance.integer(1, 4); n > 0; n--) {
      double x = chance.uniform(10, 86);
      double y = chance.uniform(10, 86);
      double wide = chance.uniform(6, 50);
      double high = chance.uniform(6, 50);
      if (chance.happens(0.5)) {
        // Wide enough to be no stroke.
        plane.line(x, y - high / 2, x, y + high / 2, Math.max(24, wide));
      } else {
        plane.path(Path.of(x, y, x + wide, y, x + wide, y + high, x, y + high, x, y), width);
      }
    }
  }

  private Glyph placed(Glyph glyph, double size) {
    return new Placement(SIDE / 2, SIDE / 2, size, 0, 0, 1).of(glyph, chance);
  }
}
