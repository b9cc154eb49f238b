package io.github.mnistfit;

import io.github.mnistfit.ink.DigitInk;
import io.github.mnistfit.ink.InkFinder;
import io.github.mnistfit.mnist.Box;
import io.github.mnistfit.mnist.GreyImage;
import io.github.mnistfit.mnist.MnistImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Tells whether there are digits beside each other at places of a picture: rules, the sides of a
 * box and the pieces of a broken stroke stand beside each other, too, but learned ink sees at most
 * one digit there.
 */
final class NeighbouringDigits {
  /** So many places are looked at, each twice; a picture of several digits has two among them. */
  private static final int MOST_PLACES = 8;

  private final InkFinder finder;
  private final Function<List<MnistImage>, List<Prediction>> network;
  private final double rejectionThreshold;

  /**
   * Looks with two networks.
   *
   * @param network says what images in MNIST's form show
   * @param rejectionThreshold under which an answer is {@code ?}
   */
  NeighbouringDigits(
      InkFinder finder,
      Function<List<MnistImage>, List<Prediction>> network,
      double rejectionThreshold) {
    this.finder = finder;
    this.network = network;
    this.rejectionThreshold = rejectionThreshold;
  }

  /** Whether two of the places, boxes in the picture's pixels, show different digits. */
  boolean areAt(List<Box> places, GreyImage picture) {
    List<Box> digits = new ArrayList<>();
    for (Box place : places.subList(0, Math.min(MOST_PLACES, places.size()))) {
      Optional<Box> digit = digitAt(place, picture);
      if (digit.isPresent() && digits.stream().noneMatch(digit.get()::sharesMiddleWith)) {
        digits.add(digit.get());
      }
      if (digits.size() > 1) {
        return true;
      }
    }
    return false;
  }

  /**
   * The box of the ink at a place, if one of two looks at it is read as a digit. One is enough: of
   * two digits that aren't told to be digits, one would be the answer.
   */
  private Optional<Box> digitAt(Box place, GreyImage picture) {
    List<DigitInk> looks = finder.find(picture, place).stream().flatMap(Optional::stream).toList();
    return network.apply(InkHypotheses.images(looks)).stream()
            .anyMatch(prediction -> prediction.confidence() >= rejectionThreshold)
        ? Optional.of(looks.get(0).onPicture())
        : Optional.empty();
  }
}
