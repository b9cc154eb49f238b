package io.github.mnistfit.mnist;

/**
 * Where something lies in a picture, in its pixels.
 *
 * @param left the first column
 * @param top the first row
 * @param width at least 1
 * @param height at least 1
 */
public record Box(int left, int top, int width, int height) {
  // Java makes a record's own when they are first called, which takes 40 ms of a start.

  @Override
  public boolean equals(Object other) {
    return other instanceof Box box
        && left == box.left
        && top == box.top
        && width == box.width
        && height == box.height;
  }

  @Override
  public int hashCode() {
    return 31 * (31 * (31 * left + top) + width) + height;
  }

  /** The smallest box that has both in it. */
  public Box with(Box other) {
    int newLeft = Math.min(left, other.left);
    int newTop = Math.min(top, other.top);
    return new Box(
        newLeft,
        newTop,
        Math.max(left + width, other.left + other.width) - newLeft,
        Math.max(top + height, other.top + other.height) - newTop);
  }

  /** Whether the middle of one of them is in the other. */
  public boolean sharesMiddleWith(Box other) {
    return hasMiddleOf(other) || other.hasMiddleOf(this);
  }

  private boolean hasMiddleOf(Box other) {
    double x = other.left + other.width / 2.0;
    double y = other.top + other.height / 2.0;
    return x >= left && x <= left + width && y >= top && y <= top + height;
  }

  /** The same place in a picture that is larger by a factor. */
  public Box scaled(double factor) {
    return new Box(
        (int) (left * factor),
        (int) (top * factor),
        (int) Math.max(1, Math.rint(width * factor)),
        (int) Math.max(1, Math.rint(height * factor)));
  }

  /**
   * The same place after the picture was turned by a quarter, clockwise.
   *
   * @param pictureHeight the picture's height before that
   */
  public Box turned(int pictureHeight) {
    return new Box(pictureHeight - top - height, left, /* width= */ height, /* height= */ width);
  }
}
