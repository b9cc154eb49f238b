package io.github.mnistfit.ink;

import io.github.mnistfit.mnist.Box;
import io.github.mnistfit.mnist.GreyImage;

/**
 * The ink of the digits on a page, and of the marks between them, as it is seen at one scale.
 *
 * @param digits 0 (paper) to 255 (ink): each pixel is as dark as it is probably a digit's
 * @param marks the same for marks, of the same size
 * @param scale pixels of the page that one pixel of these stands for, along a side; above 0
 * @param turned by how many quarters the page was turned, clockwise, before it was read; 0 to 3
 */
public record PageInk(GreyImage digits, GreyImage marks, double scale, int turned) {
  /** Where a box of this ink is on the page, as it was before it was turned, in its pixels. */
  public Box onPage(Box box) {
    Box upright = box;
    double width = digits.width();
    double height = digits.height();
    for (int i = turned; i > 0; i--) {
      // Turned back by a quarter: rows become columns, and columns are counted from the right.
      upright =
          new Box(
              upright.top(),
              (int) (width - upright.left() - upright.width()),
              /* width= */ upright.height(),
              /* height= */ upright.width());
      double swap = width;
      width = height;
      height = swap;
    }
    return upright.scaled(scale);
  }
}
