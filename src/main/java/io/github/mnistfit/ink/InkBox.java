package io.github.mnistfit.ink;

/**
 * Where ink is in a view, in its pixels.
 *
 * @param left the first column
 * @param top the first row
 * @param right the column after the last
 * @param bottom the row after the last
 */
public record InkBox(int left, int top, int right, int bottom) {
  /** The longer of width and height. */
  public int longerSide() {
    return Math.max(right - left, height());
  }

  int height() {
    return bottom - top;
  }

  /** The middle, from the left. */
  public double middleX() {
    return (left + right) / 2.0;
  }

  /** The middle, from the top. */
  public double middleY() {
    return (top + bottom) / 2.0;
  }

  /** The pixels between this box and another, along the axis where they are further apart. */
  int distance(InkBox other) {
    int across = Math.max(left, other.left) - Math.min(right, other.right);
    int down = Math.max(top, other.top) - Math.min(bottom, other.bottom);
    return Math.max(0, Math.max(across, down));
  }

  /** The smallest box that holds both. */
  InkBox with(InkBox other) {
    return new InkBox(
        Math.min(left, other.left),
        Math.min(top, other.top),
        Math.max(right, other.right),
        Math.max(bottom, other.bottom));
  }
}
