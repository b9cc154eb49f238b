package io.github.mnistfit.ink;

/**
 * By what {@link DigitComponents} tells a digit from what else is dark. Lengths and areas are
 * shares, densities 0 to 255.
 */
record DigitConfig(
    Bounds bounds, Shadow shadow, Noise noise, Frame frame, Part part, Neighbour neighbour) {
  static final DigitConfig STANDARD =
      new DigitConfig(
          new Bounds(600, 16),
          new Shadow(new Border(0.4, 75), new Border(1.2, 120), 0.35, 2),
          new Noise(11, 0.6, 20, 0.25),
          new Frame(0.3, 0.13),
          new Part(0.03, 0.25),
          new Neighbour(0.25, 0.6, 1));

  /**
   * How much is looked at: dots, noise and mazes have components by the ten thousand, and to
   * compare each with each takes minutes.
   *
   * @param components so many with the most ink may belong to the digit; all others are specks
   * @param frames of more frames, one in the other or side by side, none is around a digit
   */
  record Bounds(int components, int frames) {}

  /**
   * What is left of a shadow.
   *
   * @param side along one border
   * @param corner along two borders and in the corner between, where shadows may be darker: with a
   *     digit that a shadow along one border runs into, the contact is up to 1.05
   * @param largest what covers more of the picture is a page, not a shadow in a corner; such
   *     shadows on bare paper measure up to 0.29
   * @param contrast a digit beside a shadow is denser by this factor, at least 1: of the few seen,
   *     3
   */
  record Shadow(Border side, Border corner, double largest, double contrast) {}

  /**
   * What lies along the border.
   *
   * @param contact its border contact, of its longer side, is at least this, 0 to 4
   * @param densest its mean density is at most this
   */
  record Border(double contact, double densest) {
    boolean matches(Component component) {
      return component.alongBorder() >= contact && component.meanInk() <= densest;
    }
  }

  /**
   * What the paper's grain makes.
   *
   * @param deviations it stands out from the paper by less than this many of its deviations, above
   *     0, …
   * @param mostInk … and has less than this share of all ink. Of 567 digits in heavy noise a
   *     hundredth stand out as little, most with nearly all of the ink; grain has up to 0.56 of it
   * @param components on paper so light that its noise can't be measured, grain is pale, one of at
   *     least so many components, …
   * @param mostPaleInk … and has less than this share of all ink: most under 0.1. Of 567 digits
   *     none has less than 0.58
   */
  record Noise(double deviations, double mostInk, int components, double mostPaleInk) {}

  /**
   * A frame around a digit.
   *
   * @param inside it has a component of at least this height, of its own, inside, …
   * @param corner … and ink this near to each corner of its box, of its sides: a circle hasn't
   */
  record Frame(double inside, double corner) {}

  /**
   * A part of the digit beside the main component, as the bar of a 5.
   *
   * @param leastInk it has at least this share of the main component's ink
   * @param gap the widest gap before it, of the longer side of the longer of both
   */
  record Part(double leastInk, double gap) {}

  /**
   * Another digit beside the main component: both are kept, so that the picture isn't read as one
   * of them.
   *
   * @param leastInk it has at least this share of the main component's ink
   * @param height it is at least this high, of the other one's height, as is the other one of its
   *     own, and shares as much of its height with it
   * @param gap the widest gap before it, of the main component's height
   */
  record Neighbour(double leastInk, double height, double gap) {}
}
