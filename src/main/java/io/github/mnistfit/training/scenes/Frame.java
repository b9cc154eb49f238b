package io.github.mnistfit.training.scenes;

/** A box along the axes, by its edges; right is at least left, bottom at least top. */
record Frame(double left, double top, double right, double bottom) {
  double width() {
    return right - left;
  }

  double height() {
    return bottom - top;
  }

  double longerSide() {
    return Math.max(width(), height());
  }

  double x() {
    return (left + right) / 2;
  }

  double y() {
    return (top + bottom) / 2;
  }
}
