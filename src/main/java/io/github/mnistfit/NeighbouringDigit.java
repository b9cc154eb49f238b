package io.github.mnistfit;

import io.github.mnistfit.ink.DigitInk;
import io.github.mnistfit.ink.InkFinder;
import io.github.mnistfit.mnist.Box;
import io.github.mnistfit.mnist.GreyImage;
import io.github.mnistfit.mnist.MnistImage;
import io.github.mnistfit.numbers.DigitRow;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Tells whether a picture shows another digit than the one that was found in it: erases that one
 * and looks again, as if the rest were all. Of several digits none is the picture's answer.
 */
final class NeighbouringDigit {
  /** What is found beside the digit and is none is erased, too, so often. */
  private static final int MOST_LOOKS = 2;

  /** The looks at a place. */
  private static final int LOOKS = 2;

  private final InkFinder finder;
  private final Function<List<MnistImage>, List<Prediction>> network;
  private final double rejectionThreshold;

  /**
   * Looks with two networks.
   *
   * @param network says what images in MNIST's form show
   * @param rejectionThreshold under which an answer is {@code ?}
   */
  NeighbouringDigit(
      InkFinder finder,
      Function<List<MnistImage>, List<Prediction>> network,
      double rejectionThreshold) {
    this.finder = finder;
    this.network = network;
    this.rejectionThreshold = rejectionThreshold;
  }

  /**
   * Whether there is a whole digit of about the same height elsewhere in its picture. One that the
   * border cuts is what a crop leaves of a neighbour.
   */
  boolean isBeside(DigitInk digit) {
    Box box = digit.onPicture();
    DigitInk last = digit;
    for (int look = 0; look < MOST_LOOKS; look++) {
      GreyImage rest = last.erased();
      Optional<DigitInk> found = finder.glance(rest).map(InkFinder.Glance::digit);
      if (found.isEmpty()) {
        return false;
      }
      last = found.get();
      Box there = last.onPicture();
      if (isAsHigh(there, box)
          && !there.sharesMiddleWith(box)
          && isWhole(there, rest)
          && isDigit(
              finder.find(rest, there).stream().flatMap(Optional::stream).toList(),
              new DigitRow(List.of(box, there)).reachesBeyond(1))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isAsHigh(Box one, Box other) {
    return 2 * one.height() > other.height() && 2 * other.height() > one.height();
  }

  private static boolean isWhole(Box box, GreyImage picture) {
    return box.left() > 0
        && box.top() > 0
        && box.left() + box.width() < picture.width()
        && box.top() + box.height() < picture.height();
  }

  /**
   * Whether two looks are read as the same digit. A 1 must stand free: the side of a box is one,
   * too, and so is a piece of a rule. Nor may it be longer at both ends, as a bracket is.
   */
  private boolean isDigit(List<DigitInk> looks, boolean isLong) {
    List<Prediction> predictions = network.apply(InkHypotheses.images(looks));
    return predictions.size() == LOOKS
        && (predictions.get(0).digit() != 1 || !(isLong || looks.get(0).isJoined()))
        && predictions.stream()
            .allMatch(
                prediction ->
                    prediction.digit() == predictions.get(0).digit()
                        && prediction.confidence() >= rejectionThreshold);
  }
}
