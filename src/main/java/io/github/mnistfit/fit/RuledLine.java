package io.github.mnistfit.fit;

/**
 * A straight line as the Hough transform gives it.
 *
 * @param distance from the top left corner
 * @param angle of its normal
 */
record RuledLine(double distance, double angle) {
  /** Whether it is followed column by column, not row by row. */
  boolean isFlat() {
    return Math.abs(Math.sin(angle)) > Math.abs(Math.cos(angle));
  }

  /** Its row at a column if it is flat, else its column at a row. */
  int across(int along) {
    double sine = Math.sin(angle);
    double cosine = Math.cos(angle);
    return (int)
        Math.rint(
            isFlat() ? (distance - along * cosine) / sine : (distance - along * sine) / cosine);
  }
}
