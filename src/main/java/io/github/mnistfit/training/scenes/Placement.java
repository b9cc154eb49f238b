package io.github.mnistfit.training.scenes;

/** Brings a glyph into a picture: turned, slanted, drawn out, at a place and in a size. */
record Placement(double x, double y, double size, double degrees, double slant, double stretch) {
  /** How uneven a hand's curves are, of the digit's size. */
  private static final Range SWAY = Range.of(0, 0.02);

  /**
   * The glyph there: its box's longer side has the size, and its box's middle is at (x, y).
   *
   * @param chance for the sway of its curves
   */
  Glyph of(Glyph glyph, Chance chance) {
    double cosine = Math.cos(Math.toRadians(degrees));
    double sine = Math.sin(Math.toRadians(degrees));
    double wide = Math.sqrt(stretch);
    double high = 1 / wide;
    Frame own = glyph.frame();
    double unit = Math.max(1e-6, own.longerSide());
    double sway = chance.in(SWAY);
    double waves = chance.uniform(3, 9);
    double phase = chance.direction();
    Glyph turned =
        glyph.map(
            (px, py, to) -> {
              double u = (px - own.x()) / unit;
              double v = (py - own.y()) / unit;
              u += sway * Math.sin(waves * v + phase) - slant * v;
              v += sway * Math.sin(waves * u + 2 * phase);
              u *= wide;
              v *= high;
              to[0] = u * cosine - v * sine;
              to[1] = u * sine + v * cosine;
            });
    Frame frame = turned.frame();
    double scale = size / Math.max(1e-6, frame.longerSide());
    return turned.map(
        (px, py, to) -> {
          to[0] = x + (px - frame.x()) * scale;
          to[1] = y + (py - frame.y()) * scale;
        });
  }
}
