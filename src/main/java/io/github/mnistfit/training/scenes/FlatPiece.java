package io.github.mnistfit.training.scenes;

import java.util.ArrayList;
import java.util.List;

/**
 * A part of a stroke that lies nearly level, like the bar of a 4 or the foot of a 2.
 *
 * @param x of its middle, in pixels
 * @param y of its middle
 * @param degrees by which it falls to the right
 */
record FlatPiece(double x, double y, double degrees) {
  /** How long it is at least, of the digit's longer side. */
  private static final double LENGTH = 0.25;

  /** How far from level it may be: most rules are within that. */
  private static final double DEGREES = 15;

  /** All of a glyph's, one for each point at which one begins. */
  static List<FlatPiece> of(Glyph glyph) {
    double length = LENGTH * glyph.frame().longerSide();
    List<FlatPiece> pieces = new ArrayList<>();
    for (Path stroke : glyph.strokes()) {
      for (int from = 0; from < stroke.size(); from++) {
        int to = from;
        double dx = 0;
        double dy = 0;
        while (to + 1 < stroke.size() && Math.hypot(dx, dy) < length) {
          to++;
          dx = stroke.x(to) - stroke.x(from);
          dy = stroke.y(to) - stroke.y(from);
        }
        double degrees = Math.toDegrees(Math.atan(dy / dx));
        if (Math.hypot(dx, dy) >= length && Math.abs(degrees) <= DEGREES) {
          pieces.add(new FlatPiece(stroke.x(from) + dx / 2, stroke.y(from) + dy / 2, degrees));
        }
      }
    }
    return pieces;
  }
}
