package io.github.mnistfit.numbers;

/**
 * By what {@link TextLines} tells digits from what else is dark, and one line from another. All
 * numbers are shares or ratios.
 */
record LineConfig(
    Surroundings surroundings, Rule rule, Frame frame, Heights heights, Neighbours neighbours) {
  static final LineConfig STANDARD =
      new LineConfig(
          new Surroundings(0.4, 0.9, 0.1),
          new Rule(7, 0.4),
          new Frame(0.4, 0.4),
          new Heights(0.45, 0.5, 2, 1.6),
          new Neighbours(0.4, 0.25, 0.08));

  /**
   * What lies around the writing.
   *
   * @param alongBorder a shadow or the table has more border contact, of its longer side, 0 to 4
   * @param huge what reaches further over the picture, of its sides, surrounds the writing, …
   * @param alone … unless all other ink is at most this share of its own: then it is a digit in a
   *     tight crop
   */
  record Surroundings(double alongBorder, double huge, double alone) {}

  /**
   * A printed rule, lying.
   *
   * @param length it is more than this many times longer than high, above 1
   * @param extent and fills more than this share of its box
   */
  record Rule(double length, double extent) {}

  /**
   * A frame around a digit.
   *
   * @param inside it has something at least this high in it, of its own height
   * @param extent and fills less than this share of its box
   */
  record Frame(double inside, double extent) {}

  /**
   * How high digits are.
   *
   * @param typical the quantile of the heights that is typical, 0 to 1
   * @param lowest a digit is at least this high, of the typical height, …
   * @param highest … and at most this
   * @param twoLines what is higher, of the typical height, are digits of two lines that touch
   */
  record Heights(double typical, double lowest, double highest, double twoLines) {}

  /**
   * What belongs to a line.
   *
   * @param common neighbours share more of the lower one's height
   * @param loose how far from a digit its loose parts may be, of the height
   * @param speck a smaller component, of the height, is a speck
   */
  record Neighbours(double common, double loose, double speck) {}
}
