package io.github.mnistfit.training.scenes;

import io.github.mnistfit.mnist.Box;
import io.github.mnistfit.mnist.GreyImage;

/** One digit of a drawn page: what it is and where its strokes lie. Immutable. */
public final class DrawnDigit {
  private final int label;
  private final Glyph glyph;
  private final double pen;

  /**
   * A digit.
   *
   * @param glyph its strokes, in the scene's pixels
   * @param pen their width, in pixels
   */
  DrawnDigit(int label, Glyph glyph, double pen) {
    this.label = label;
    this.glyph = glyph;
    this.pen = pen;
  }

  /** The digit, 0 to 9. */
  public int label() {
    return label;
  }

  /** The box around its strokes, in the scene's pixels; it may reach beyond the scene. */
  public Box box() {
    Frame frame = glyph.frame();
    int left = (int) Math.floor(frame.left() - pen / 2);
    int top = (int) Math.floor(frame.top() - pen / 2);
    return new Box(
        left,
        top,
        Math.max(1, (int) Math.ceil(frame.right() + pen / 2) - left),
        Math.max(1, (int) Math.ceil(frame.bottom() + pen / 2) - top));
  }

  /** Whether all of it is in the scene. */
  public boolean isWhole() {
    Box box = box();
    return box.left() >= 0
        && box.top() >= 0
        && box.left() + box.width() <= Plane.SIDE
        && box.top() + box.height() <= Plane.SIDE;
  }

  /** Its ink alone, as large as the scene: 0 (paper) to 255 (ink). */
  public GreyImage ink() {
    var plane = new Plane();
    glyph.draw(plane, pen);
    return plane.toImage();
  }
}
