package io.github.mnistfit.training.scenes;

import java.util.List;

/**
 * The strokes of a character, in coordinates of its own; {@link Placement} brings them into a
 * picture.
 *
 * @param strokes of at least one point each; none only where there is no digit
 */
record Glyph(List<Path> strokes) {
  /** Copies the list. */
  Glyph {
    strokes = List.copyOf(strokes);
  }

  /** Each point moved. */
  Glyph map(Path.Move move) {
    return new Glyph(strokes.stream().map(path -> path.map(move)).toList());
  }

  /** The box of all points: left, top, right, bottom. */
  Frame frame() {
    double left = Double.POSITIVE_INFINITY;
    double top = left;
    double right = Double.NEGATIVE_INFINITY;
    double bottom = right;
    for (Path path : strokes) {
      for (int i = 0; i < path.size(); i++) {
        left = Math.min(left, path.x(i));
        right = Math.max(right, path.x(i));
        top = Math.min(top, path.y(i));
        bottom = Math.max(bottom, path.y(i));
      }
    }
    return new Frame(left, top, right, bottom);
  }

  /** Draws all strokes. */
  void draw(Plane plane, double width) {
    for (Path stroke : strokes) {
      plane.path(stroke, width);
    }
  }
}
