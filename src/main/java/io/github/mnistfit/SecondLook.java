package io.github.mnistfit;

import io.github.mnistfit.fit.PageCopy;
import io.github.mnistfit.ink.DigitInk;
import io.github.mnistfit.ink.InkFinder;
import io.github.mnistfit.mnist.Box;
import io.github.mnistfit.mnist.GreyImage;
import io.github.mnistfit.mnist.MnistImage;
import io.github.mnistfit.network.ModelFileException;
import io.github.mnistfit.numbers.DigitRow;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;

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

  /** So many strokes of a page are looked at, each twice; further ones stay. */
  static final int MOST_STROKES = 40;

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
   * The lines that are numbers: more than half of their digits, but for those that are told as
   * {@code ?}, are the same in both of two looks. A digit that was surely read is no exception:
   * where there is none, a stroke is surely a 1. Where too few are, those beside a digit that was
   * seen are looked at once more, without its ink. A column of lines of one digit each is confirmed
   * as one line is.
   *
   * @param lines with boxes in the pixels of the picture
   * @param isConfirmed tells which lines needn't be looked at
   * @param page as the picture is
   * @param turned by how many quarters it was turned, clockwise, before they were read; 0 to 3
   */
  List<NumberLine> confirmed(
      List<NumberLine> lines, Predicate<NumberLine> isConfirmed, PageCopy page, int turned) {
    InkFinder finder = finder();
    GreyImage asRead = asRead(page, turned);
    int left = MOST_DIGITS;
    List<NumberLine> confirmed = new ArrayList<>();
    Set<NumberLine> seen = new HashSet<>();
    for (NumberLine line : lines) {
      if (isConfirmed.test(line)) {
        seen.add(line);
        continue;
      }
      int looked = Math.min(left, line.digits().size());
      left -= looked;
      List<Place> places = places(line, page, turned).subList(0, looked);
      look(places, finder, asRead);
      if (!areMostSeen(places, line)) {
        lookBesideSeen(places, finder, asRead);
      }
      if (areMostSeen(places, line)) {
        seen.add(line);
      }
    }
    for (List<NumberLine> column : columns(lines)) {
      boolean areMost = 2 * column.stream().filter(seen::contains).count() > column.size();
      column.stream().filter(line -> areMost || seen.contains(line)).forEach(confirmed::add);
    }
    return confirmed;
  }

  /** Lines of one digit each that stand below each other are one column; any other is its own. */
  private static List<List<NumberLine>> columns(List<NumberLine> lines) {
    List<List<NumberLine>> columns = new ArrayList<>();
    for (NumberLine line : lines) {
      List<NumberLine> last = columns.isEmpty() ? List.of() : columns.get(columns.size() - 1);
      if (last.isEmpty() || !isBelow(line, last.get(last.size() - 1))) {
        last = new ArrayList<>();
        columns.add(last);
      }
      last.add(line);
    }
    return columns;
  }

  private static boolean isBelow(NumberLine line, NumberLine above) {
    if (line.digits().size() > 1 || above.digits().size() > 1) {
      return false;
    }
    Box one = line.digits().get(0).box();
    Box other = above.digits().get(0).box();
    return one.left() < other.left() + other.width() && other.left() < one.left() + one.width();
  }

  /**
   * The lines without those 1s that are other strokes: they reach beyond the digits beside them,
   * and neither of two looks shows a 1.
   *
   * @param lines with boxes in the pixels of the picture
   * @param page as the picture is
   * @param turned as for {@link #confirmed}
   */
  List<NumberLine> withoutStrokes(List<NumberLine> lines, PageCopy page, int turned) {
    int left = MOST_STROKES;
    List<NumberLine> kept = new ArrayList<>();
    for (NumberLine line : lines) {
      List<Place> strokes = strokes(places(line, page, turned)).stream().limit(left).toList();
      left -= strokes.size();
      if (strokes.isEmpty()) {
        kept.add(line); // the network needn't be loaded
        continue;
      }
      look(strokes, finder(), asRead(page, turned));
      List<Digit> digits = new ArrayList<>(line.digits());
      strokes.stream().filter(Place::isOtherStroke).forEach(place -> digits.remove(place.digit));
      if (!digits.isEmpty()) {
        kept.add(new NumberLine(digits, line.marks(), line.rejectionThreshold()));
      }
    }
    return kept;
  }

  private static List<Place> strokes(List<Place> places) {
    if (places.isEmpty()) {
      return List.of();
    }
    var row = new DigitRow(places.stream().map(place -> place.box).toList());
    return IntStream.range(0, places.size())
        .filter(i -> places.get(i).isOne() && row.reachesBeyond(i))
        .mapToObj(places::get)
        .toList();
  }

  private static List<Place> places(NumberLine line, PageCopy page, int turned) {
    return line.digits().stream()
        .map(digit -> new Place(digit, place(digit.box(), page, turned), line.rejectionThreshold()))
        .toList();
  }

  private static GreyImage asRead(PageCopy page, int turned) {
    GreyImage asRead = page.grey();
    for (int quarter = 0; quarter < turned; quarter++) {
      asRead = asRead.turned();
    }
    return asRead;
  }

  private static boolean areMostSeen(List<Place> places, NumberLine line) {
    long unseen =
        places.stream().filter(place -> isTold(place.digit, line) && !place.isSeen()).count();
    return 2 * unseen < line.digits().stream().filter(digit -> isTold(digit, line)).count();
  }

  /** Whether a digit isn't told as {@code ?}, which nothing can confirm. */
  private static boolean isTold(Digit digit, NumberLine line) {
    return digit.prediction().confidence() >= line.rejectionThreshold();
  }

  /** Where a digit was read, and its ink, once looks have shown the same digit. */
  private static final class Place {
    private final Digit digit;
    private final Box box;
    private final double rejectionThreshold;
    private List<DigitInk> seen = List.of();

    /** How many looks have shown the digit that was read. */
    private int agreeing;

    /**
     * One that hasn't been looked at.
     *
     * @param box in the pixels of the page as it was read
     * @param rejectionThreshold under which an answer is {@code ?}
     */
    Place(Digit digit, Box box, double rejectionThreshold) {
      this.digit = digit;
      this.box = box;
      this.rejectionThreshold = rejectionThreshold;
    }

    boolean isSeen() {
      return !seen.isEmpty();
    }

    boolean isOne() {
      return digit.prediction().digit() == 1;
    }

    /** Whether a long stroke is no 1: no look shows one. */
    boolean isOtherStroke() {
      return agreeing == 0;
    }

    boolean isReadAs(Prediction prediction) {
      return prediction.digit() == digit.prediction().digit()
          && prediction.confidence() >= rejectionThreshold;
    }
  }

  /** What a place's looks show, ready to be read. */
  private record Looks(Place place, List<DigitInk> ink, List<MnistImage> images) {}

  /** Looks at places; the digit network is asked about all of them at once. */
  private void look(List<Place> places, InkFinder finder, GreyImage picture) {
    List<Looks> found = new ArrayList<>();
    for (Place place : places) {
      List<Optional<DigitInk>> looks = finder.find(picture, place.box);
      List<DigitInk> ink = looks.stream().flatMap(Optional::stream).toList();
      List<MnistImage> images = InkHypotheses.images(ink);
      if (images.size() == looks.size()) {
        found.add(new Looks(place, ink, images));
      }
    }
    if (found.isEmpty()) {
      return;
    }
    Iterator<Prediction> predictions =
        network.apply(found.stream().flatMap(looks -> looks.images().stream()).toList()).iterator();
    for (Looks looks : found) {
      Place place = looks.place();
      place.agreeing = 0;
      for (int left = looks.images().size(); left > 0; left--) {
        place.agreeing += place.isReadAs(predictions.next()) ? 1 : 0;
      }
      place.seen = place.agreeing == looks.images().size() ? looks.ink() : List.of();
    }
  }

  /**
   * Looks again, without the ink of what was seen, at the digits beside it: where two touch, a look
   * often shows both as one. A 1 must stand free then, since the stem of a letter is one, too.
   */
  private void lookBesideSeen(List<Place> places, InkFinder finder, GreyImage picture) {
    for (int i = 0; i < places.size(); i++) {
      Place place = places.get(i);
      List<Place> beside =
          places.subList(Math.max(0, i - 1), Math.min(places.size(), i + 2)).stream()
              .filter(Place::isSeen)
              .toList();
      if (place.isSeen() || beside.isEmpty()) {
        continue;
      }
      GreyImage rest = picture;
      for (Place seen : beside) {
        rest = seen.seen.get(0).erasedFrom(rest);
      }
      look(List.of(place), finder, rest);
      if (place.isOne() && place.seen.stream().anyMatch(DigitInk::isJoined)) {
        place.seen = List.of();
      }
    }
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
