package io.github.mnistfit;

import io.github.mnistfit.fit.PageCopy;
import io.github.mnistfit.ink.DigitInk;
import io.github.mnistfit.ink.InkFinder;
import io.github.mnistfit.mnist.Box;
import io.github.mnistfit.mnist.GreyImage;
import io.github.mnistfit.mnist.MnistImage;
import io.github.mnistfit.network.ModelFileException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Looks at a page again with the network that finds one digit's ink: at all of it, as if it were a
 * picture of one digit, and at each place where a digit was read. That network has learnt from
 * pictures of one digit what rules, boxes and neighbours are; where it doesn't see the same digit,
 * something else may have been read as one. {@code docs/numbers.md} has the figures.
 */
final class SecondLook {
  /**
   * So many digits of a page are looked at, each twice; further ones count as seen. Most of
   * strangers' pages have fewer.
   */
  static final int MOST_DIGITS = 100;

  /** Finds one digit's ink. */
  @FunctionalInterface
  interface Ink {
    /**
     * A finder, whose network is loaded when it is asked for.
     *
     * @throws ModelFileException if the model isn't usable
     */
    InkFinder finder() throws ModelFileException;
  }

  private final Ink ink;
  private final Function<List<MnistImage>, List<Prediction>> network;

  /**
   * Looks with two networks.
   *
   * @param network says what images in MNIST's form show
   */
  SecondLook(Ink ink, Function<List<MnistImage>, List<Prediction>> network) {
    this.ink = ink;
    this.network = network;
  }

  /**
   * The digit that a page shows if it shows only one.
   *
   * @param page upright
   * @param rejectionThreshold under which an answer is {@code ?}
   * @return empty unless two looks together are as sure of it as they must be where a picture's
   *     first hypothesis has failed; its box in the pixels of the picture
   */
  Optional<Digit> oneDigit(PageCopy page, double rejectionThreshold) {
    List<DigitInk> looks = finder().find(page.grey());
    List<MnistImage> images = InkHypotheses.images(looks);
    if (images.isEmpty() || images.size() < looks.size()) {
      return Optional.empty();
    }
    List<Prediction> predictions = network.apply(images);
    HypothesisJudge judge = HypothesisJudge.STANDARD;
    Prediction pooled = judge.pool(predictions);
    int surest = HypothesisJudge.supporter(pooled, predictions);
    return judge.takes(pooled, HypothesisJudge.NOTHING, rejectionThreshold)
        ? Optional.of(
            new Digit(looks.get(surest).onPicture().scaled(page.scale()), predictions.get(surest)))
        : Optional.empty();
  }

  /**
   * The lines that are numbers: more than half of their digits are the same in both of two looks. A
   * digit that was surely read is no exception: where there is none, a stroke is surely a 1.
   *
   * @param lines with boxes in the pixels of the picture
   * @param page as the picture is
   * @param turned by how many quarters it was turned, clockwise, before they were read; 0 to 3
   */
  List<NumberLine> confirmed(List<NumberLine> lines, PageCopy page, int turned) {
    InkFinder finder = finder();
    GreyImage asRead = page.grey();
    for (int quarter = 0; quarter < turned; quarter++) {
      asRead = asRead.turned();
    }
    int left = MOST_DIGITS;
    List<NumberLine> confirmed = new ArrayList<>();
    for (NumberLine line : lines) {
      int same = 0;
      List<Look> looks = new ArrayList<>();
      for (Digit digit : line.digits()) {
        if (left == 0) {
          same++;
        } else {
          left--;
          List<Optional<DigitInk>> ink = finder.find(asRead, place(digit.box(), page, turned));
          List<MnistImage> images =
              InkHypotheses.images(ink.stream().flatMap(Optional::stream).toList());
          if (images.size() == ink.size()) {
            looks.add(new Look(digit, images));
          }
        }
      }
      same += seen(looks, line.rejectionThreshold());
      if (2 * same > line.digits().size()) {
        confirmed.add(line);
      }
    }
    return confirmed;
  }

  /** A digit that was read, and what each look shows at its place. */
  private record Look(Digit digit, List<MnistImage> images) {
    boolean isSeenAs(Prediction prediction, double rejectionThreshold) {
      return prediction.digit() == digit.prediction().digit()
          && prediction.confidence() >= rejectionThreshold;
    }
  }

  /** How many of them are seen again; the network is asked about all of them at once. */
  private int seen(List<Look> looks, double rejectionThreshold) {
    if (looks.isEmpty()) {
      return 0;
    }
    Iterator<Prediction> predictions =
        network.apply(looks.stream().flatMap(look -> look.images().stream()).toList()).iterator();
    int seen = 0;
    for (Look look : looks) {
      boolean isSeen = true;
      for (int left = look.images().size(); left > 0; left--) {
        isSeen &= look.isSeenAs(predictions.next(), rejectionThreshold);
      }
      seen += isSeen ? 1 : 0;
    }
    return seen;
  }

  /** Where a part of the picture is on the page when that has been turned. */
  private static Box place(Box box, PageCopy page, int turned) {
    Box place = box.scaled(1 / page.scale());
    for (int quarter = 0; quarter < turned; quarter++) {
      boolean across = quarter % 2 == 1;
      place = place.turned(across ? page.grey().width() : page.grey().height());
    }
    return place;
  }

  private InkFinder finder() {
    try {
      return ink.finder();
    } catch (ModelFileException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }
}
