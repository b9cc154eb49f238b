package io.github.mnistfit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistfit.fit.PageCopy;
import io.github.mnistfit.ink.InkFinder;
import io.github.mnistfit.mnist.Box;
import io.github.mnistfit.mnist.GreyImage;
import io.github.mnistfit.mnist.MnistImage;
import io.github.mnistfit.network.InkClass;
import io.github.mnistfit.network.InkImage;
import io.github.mnistfit.network.InkMap;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The second look with networks that take what is dark for a digit's ink, and that for a 1. */
class SecondLookTest {
  private static final double THRESHOLD = 0.4;

  /** Twice as fine as the page that is looked at. */
  private static final int SCALE = 2;

  private static final Box BAR = new Box(300, 40, 20, 80);

  /** To the left of the bar, close to it. */
  private static final Box BLOCK = new Box(252, 40, 40, 80);

  private static final Box EMPTY = new Box(100, 40, 20, 80);

  private double sure = 0.9;
  private int asked;
  private int images;

  private final SecondLook look =
      new SecondLook(
          () -> new InkFinder(SecondLookTest::dark),
          seen -> {
            asked++;
            images += seen.size();
            return seen.stream().map(image -> one(sure)).toList();
          });

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void looksAtTheSamePlaceHoweverThePageIsTurned(int turned) {
    NumberLine there = line(0.9, BAR);
    NumberLine nowhere = line(0.9, EMPTY);
    assertThat(look.confirmed(List.of(nowhere, there), any -> false, page(), turned))
        .containsExactly(there);
  }

  @Test
  void aLineThatIsConfirmedIsNotLookedAt() {
    NumberLine confirmed = line(0.9, EMPTY, EMPTY);
    assertThat(look.confirmed(List.of(confirmed), any -> true, page(), 0))
        .containsExactly(confirmed);
    assertThat(asked).isZero();
  }

  @Test
  void moreThanHalfOfALineMustBeSeenHoweverSurelyItWasRead() {
    NumberLine half = line(0.9, BAR, EMPTY);
    NumberLine more = line(0.9, BAR, EMPTY, BAR);
    NumberLine sure = line(0.9999, EMPTY, EMPTY);
    assertThat(look.confirmed(List.of(half, more, sure), any -> false, page(), 0))
        .containsExactly(more);
  }

  /** A question mark is nothing that could be seen again. */
  @Test
  void whatIsToldAsAQuestionMarkDoesntCount() {
    var unsure = new Digit(EMPTY, one(THRESHOLD - 0.01));
    var line =
        new NumberLine(List.of(new Digit(BAR, one(0.9)), unsure, unsure), List.of(), THRESHOLD);
    var none = new NumberLine(List.of(unsure, unsure), List.of(), THRESHOLD);
    assertThat(look.confirmed(List.of(line, none), any -> false, page(), 0)).containsExactly(line);
  }

  /** Digits below each other are one column, of which more than half must be seen. */
  @Test
  void aColumnIsConfirmedTogether() {
    NumberLine one = line(0.9, BAR);
    NumberLine other = line(0.9, BAR);
    NumberLine below = line(0.9, new Box(300, 280, 20, 20));
    NumberLine beside = line(0.9, EMPTY);
    assertThat(look.confirmed(List.of(below), any -> false, page(), 0)).isEmpty();
    assertThat(look.confirmed(List.of(one, below), any -> false, page(), 0)).containsExactly(one);
    assertThat(look.confirmed(List.of(one, other, below), any -> false, page(), 0))
        .containsExactly(one, other, below);
    assertThat(look.confirmed(List.of(one, other, beside), any -> false, page(), 0))
        .containsExactly(one, other);
  }

  @Test
  void whatIsSeenAsAnotherDigitOrHardlyIsNotConfirmed() {
    NumberLine seven = new NumberLine(List.of(new Digit(BAR, seven())), List.of(), THRESHOLD);
    assertThat(look.confirmed(List.of(seven), any -> false, page(), 0)).isEmpty();
    sure = THRESHOLD - 0.01;
    assertThat(look.confirmed(List.of(line(0.9, BAR)), any -> false, page(), 0)).isEmpty();
  }

  @Test
  void whatOnlyOneOfTwoLooksShowsIsNotConfirmed() {
    var once =
        new SecondLook(
            () ->
                new InkFinder(
                    views ->
                        List.of(dark(views.get(0)), dark(InkImage.of(new float[InkImage.PIXELS])))),
            seen -> seen.stream().map(image -> one(sure)).toList());
    assertThat(once.confirmed(List.of(line(0.9, BAR)), any -> false, page(), 0)).isEmpty();
  }

  @Test
  void onlySoManyDigitsAreLookedAt() {
    Box[] boxes =
        IntStream.range(0, 3 * SecondLook.MOST_DIGITS).mapToObj(i -> BAR).toArray(Box[]::new);
    NumberLine line = line(0.9, boxes);
    assertThat(look.confirmed(List.of(line), any -> false, page(), 0)).containsExactly(line);
    assertThat(images).isEqualTo(2 * SecondLook.MOST_DIGITS);
    assertThat(asked).as("batches").isEqualTo(1);
  }

  @Test
  void aPageOfOneDigitShowsItIfTwoLooksAreSureOfIt() {
    sure = 0.99;
    Digit digit = look.oneDigit(page(), THRESHOLD).orElseThrow();
    assertThat(digit.prediction().digit()).isEqualTo(1);
    assertThat(digit.box().left()).isBetween(BAR.left() - 4, BAR.left() + 4);
    assertThat(digit.box().top()).isBetween(BAR.top() - 4, BAR.top() + 4);
    assertThat(digit.box().height()).isBetween(BAR.height() - 8, BAR.height() + 8);
    sure = 0.9;
    assertThat(look.oneDigit(page(), THRESHOLD)).isEmpty();
  }

  @Test
  void besideADigitThatWasSeenItLooksAgainWithoutIt() {
    NumberLine line = new NumberLine(List.of(new Digit(BLOCK, seven()), bar()), List.of(), 0.4);
    assertThat(leftmost(InkClass.PAPER).confirmed(List.of(line), any -> false, blockAndBar(), 0))
        .containsExactly(line);
    NumberLine bars = new NumberLine(List.of(new Digit(BLOCK, one(0.9)), bar()), List.of(), 0.4);
    assertThat(leftmost(InkClass.PAPER).confirmed(List.of(bars), any -> false, blockAndBar(), 0))
        .as("nothing was seen that could be taken away")
        .isEmpty();
  }

  @Test
  void aOneBesideADigitMustStandFree() {
    NumberLine line = new NumberLine(List.of(new Digit(BLOCK, seven()), bar()), List.of(), 0.4);
    assertThat(leftmost(InkClass.OTHER).confirmed(List.of(line), any -> false, blockAndBar(), 0))
        .isEmpty();
  }

  /** The bar is as high as two of its neighbours, of which the second is where nothing is. */
  @Test
  void aStrokeThatReachesBeyondTheDigitsMustLookLikeAOne() {
    Digit low = new Digit(new Box(340, 60, 20, 40), seven());
    NumberLine line = new NumberLine(List.of(bar(), low), List.of(), THRESHOLD);
    assertThat(look.withoutStrokes(List.of(line), page(), 0)).containsExactly(line);
    Digit nothing = new Digit(EMPTY, one(0.9));
    Digit beside = new Digit(new Box(140, 60, 20, 40), seven());
    NumberLine bracket = new NumberLine(List.of(nothing, beside), List.of(), THRESHOLD);
    assertThat(look.withoutStrokes(List.of(bracket), page(), 0))
        .containsExactly(new NumberLine(List.of(beside), List.of(), THRESHOLD));
  }

  @Test
  void onlySoManyStrokesOfAPageAreLookedAt() {
    Digit low = new Digit(new Box(340, 60, 20, 40), seven());
    NumberLine line = new NumberLine(List.of(bar(), low), List.of(), THRESHOLD);
    List<NumberLine> lines = Collections.nCopies(3 * SecondLook.MOST_STROKES, line);
    assertThat(look.withoutStrokes(lines, page(), 0)).isEqualTo(lines);
    assertThat(images).isEqualTo(2 * SecondLook.MOST_STROKES);
  }

  @Test
  void whereNoStrokeReachesBeyondTheNetworkIsNotLoaded() {
    var unloaded =
        new SecondLook(
            () -> {
              throw new AssertionError("loaded");
            },
            seen -> List.of());
    List<NumberLine> lines = List.of(line(0.9, EMPTY, BAR), line(0.9, BAR));
    assertThat(unloaded.withoutStrokes(lines, page(), 0)).isEqualTo(lines);
  }

  /**
   * Looks with a network that sees only the leftmost of what is dark, and takes the rest for
   * something else. What is wide is a 7.
   *
   * @param around of what the pixels around it are
   */
  private static SecondLook leftmost(InkClass around) {
    return new SecondLook(
        () -> new InkFinder(views -> views.stream().map(view -> leftmost(view, around)).toList()),
        seen -> seen.stream().map(image -> isWide(image) ? seven() : one(0.9)).toList());
  }

  private static Digit bar() {
    return new Digit(BAR, one(0.9));
  }

  private static boolean isWide(MnistImage image) {
    long columns =
        IntStream.range(0, MnistImage.SIDE)
            .filter(
                column ->
                    IntStream.range(0, MnistImage.SIDE)
                        .anyMatch(row -> image.at(row, column) > 100))
            .count();
    return columns > 5;
  }

  @SuppressWarnings("EnumOrdinal") // the classes are in the order of the map
  private static InkMap leftmost(InkImage view, InkClass around) {
    InkMap dark = dark(view);
    float[] digit = dark.probabilities(InkClass.DIGIT);
    float[] probabilities = new float[InkClass.values().length * InkImage.PIXELS];
    boolean begun = false;
    boolean done = false;
    for (int column = 0; column < InkImage.SIDE; column++) {
      boolean isDark = false;
      for (int row = 0; row < InkImage.SIDE; row++) {
        isDark |= digit[row * InkImage.SIDE + column] > 0;
      }
      done |= begun && !isDark;
      begun |= isDark;
      for (int pixel = column; pixel < InkImage.PIXELS; pixel += InkImage.SIDE) {
        InkClass is = digit[pixel] > 0 && !done ? InkClass.DIGIT : around;
        probabilities[is.ordinal() * InkImage.PIXELS + pixel] = 1;
      }
    }
    return InkMap.of(probabilities);
  }

  private static NumberLine line(double confidence, Box... boxes) {
    return new NumberLine(
        Arrays.stream(boxes).map(box -> new Digit(box, one(confidence))).toList(),
        List.of(),
        THRESHOLD);
  }

  private static Prediction one(double confidence) {
    double[] probabilities = new double[10];
    Arrays.fill(probabilities, (1 - confidence) / 9);
    probabilities[1] = confidence;
    return new Prediction(probabilities);
  }

  private static Prediction seven() {
    double[] probabilities = new double[10];
    probabilities[7] = 0.9;
    probabilities[1] = 0.1;
    return new Prediction(probabilities);
  }

  /** A bar on white paper, not in its middle. */
  private static PageCopy page() {
    return page(BAR);
  }

  private static PageCopy blockAndBar() {
    return page(BLOCK, BAR);
  }

  private static PageCopy page(Box... inked) {
    int width = 240;
    int height = 160;
    byte[] pixels = new byte[width * height];
    Arrays.fill(pixels, (byte) 255);
    for (Box box : inked) {
      for (int row = box.top() / SCALE; row < (box.top() + box.height()) / SCALE; row++) {
        int from = row * width + box.left() / SCALE;
        Arrays.fill(pixels, from, from + box.width() / SCALE, (byte) 0);
      }
    }
    return new PageCopy(new GreyImage(width, height, pixels), SCALE);
  }

  private static List<InkMap> dark(List<InkImage> images) {
    return images.stream().map(SecondLookTest::dark).toList();
  }

  private static InkMap dark(InkImage image) {
    float[] values = image.values();
    float paper = Float.NEGATIVE_INFINITY;
    for (float value : values) {
      paper = Math.max(paper, value);
    }
    float[] probabilities = new float[InkClass.values().length * InkImage.PIXELS];
    for (int i = 0; i < InkImage.PIXELS; i++) { // a digit's come first
      probabilities[i] = values[i] < paper - 0.4f ? 1 : 0;
    }
    return InkMap.of(probabilities);
  }
}
