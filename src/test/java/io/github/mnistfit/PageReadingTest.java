package io.github.mnistfit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistfit.mnist.Box;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PageReadingTest {
  /** Digits side by side, 20 pixels wide and 40 high, 30 pixels apart. */
  private static NumberLine line(int top, double confidence, int... digits) {
    Digit[] line = new Digit[digits.length];
    for (int i = 0; i < digits.length; i++) {
      line[i] = digit(new Box(30 * i, top, 20, 40), digits[i], confidence);
    }
    return new NumberLine(List.of(line), List.of(), 0);
  }

  private static Digit digit(Box box, int digit, double confidence) {
    double[] probabilities = new double[10];
    Arrays.fill(probabilities, (1 - confidence) / 9);
    probabilities[digit] = confidence;
    return new Digit(box, new Prediction(probabilities));
  }

  private static PageReading page(NumberLine... lines) {
    return new PageReading(List.of(lines), 400);
  }

  @Test
  void moreSureDigitsAreBetter() {
    PageReading whole = page(line(0, 0.99, 1, 2, 3), line(100, 0.99, 4, 5));
    PageReading part = page(line(0, 0.999, 1, 2, 3));
    assertThat(whole.isBetterThan(part)).isTrue();
    assertThat(part.isBetterThan(whole)).isFalse();
  }

  @Test
  void whatIsntSureIsWorse() {
    PageReading unsure = page(line(0, 0.99, 1, 2), line(100, 0.5, 3, 4));
    PageReading sure = page(line(0, 0.99, 1, 2));
    assertThat(sure.isBetterThan(unsure)).isTrue();
  }

  @Test
  void nothingIsNotBetterThanADigitThatIsntSure() {
    PageReading unsure = page(line(0, 0.5, 4));
    assertThat(page().isBetterThan(unsure)).isFalse();
    assertThat(unsure.isBetterThan(page())).isFalse();
  }

  @Test
  void onesDoNotTellWhatIsUp() {
    assertThat(page(line(0, 0.99, 1, 1), line(100, 0.99, 1)).tellsWhatIsUp()).isFalse();
    assertThat(page(line(0, 0.99, 1, 7)).tellsWhatIsUp()).isTrue();
    assertThat(page(line(0, 0.8, 1, 7)).tellsWhatIsUp()).isFalse();
    assertThat(page().tellsWhatIsUp()).isFalse();
  }

  @Test
  void threeReadingsThatAgreeOnEachDigitVouchForALine() {
    PageReading one = page(line(0, 0.99, 4, 1));
    PageReading other = page(line(2, 0.9, 4, 1));
    PageReading third = page(line(0, 0.8, 7, 1), line(100, 0.9, 4, 1));
    NumberLine line = one.lines().get(0);
    assertThat(PageReading.isVouchedFor(line, List.of(one, other, third))).isFalse();
    assertThat(PageReading.isVouchedFor(line, List.of(one, other, third, other))).isTrue();
  }

  @Test
  void nothingVouchesForStrokesASingleDigitOrWhatIsNotTold() {
    for (NumberLine line : List.of(line(0, 0.99, 1, 1), line(0, 0.99, 7), unsure())) {
      PageReading reading = page(line);
      assertThat(PageReading.isVouchedFor(line, List.of(reading, reading, reading, reading)))
          .isFalse();
    }
  }

  private static NumberLine unsure() {
    return new NumberLine(line(0, 0.3, 4, 1).digits(), List.of(), 0.5);
  }

  @Test
  void eachLineIsTakenFromTheReadingThatIsSurest() {
    PageReading one = page(line(0, 0.999, 1, 2, 3), line(100, 0.9, 4, 6, 0));
    PageReading other = page(line(0, 0.9, 7, 2, 3), line(100, 0.999, 4, 5, 0));
    assertThat(one.withBestOf(List.of(one, other)).lines())
        .extracting(line -> line.text(0))
        .containsExactly("123", "450");
  }

  /** Of small writing beside large, each size shows one. */
  @Test
  void linesThatAnotherReadingHasAloneAreTaken() {
    PageReading large = page(line(0, 0.999, 1, 2, 3));
    PageReading small = page(line(10, 0.999, 7, 8, 9), line(100, 0.99, 4, 5));
    PageReading stray = page(line(200, 0.999, 1, 1), line(250, 0.999, 7), line(300, 0.7, 4, 5, 6));
    assertThat(large.withMissedOf(List.of(large, small, stray)).lines())
        .extracting(line -> line.text(0))
        .containsExactly("123", "45");
  }

  @Test
  void aLineThatLostADigitIsNoBetterHoweverSure() {
    PageReading whole = page(line(0, 0.99, 1, 2, 3));
    List<Digit> digits = whole.lines().get(0).digits();
    PageReading lost =
        page(
            new NumberLine(
                List.of(
                    digit(digits.get(0).box(), 1, 0.9999), digit(digits.get(2).box(), 3, 0.9999)),
                List.of(),
                0));
    assertThat(whole.withBestOf(List.of(lost)).lines().get(0).text(0)).isEqualTo("123");
    assertThat(lost.withBestOf(List.of(whole)).lines().get(0).text(0)).isEqualTo("123");
  }

  @Test
  void aLineThatOnlyOneReadingHasIsDropped() {
    PageReading one = page(line(0, 0.99, 1, 2, 3), line(100, 0.8, 7));
    PageReading other = page(line(0, 0.99, 1, 2, 8), line(100, 0.8, 1));
    assertThat(one.agreed(List.of(page(), one, other)).lines())
        .extracting(line -> line.text(0))
        .containsExactly("123");
    assertThat(one.agreed(List.of(one, other)).lines()).hasSize(1);
  }

  @Test
  void aSureLineOfTheFirstReadingMayStandAlone() {
    PageReading first = page(line(0, 0.95, 4, 2));
    assertThat(first.agreed(List.of(first, page())).lines()).hasSize(1);
    assertThat(first.agreed(List.of(page(), first)).lines()).isEmpty();
  }

  @Test
  void aPageWithoutSureDigitsMayBeTurned() {
    assertThat(page(line(0, 0.99, 1, 2, 3)).isUpright()).isTrue();
    assertThat(page(line(0, 0.8, 1, 2, 3)).isUpright()).isFalse();
    assertThat(page().isUpright()).isFalse();
    assertThat(page(line(0, 0.999, 1)).isUpright()).isFalse(); // a row of digits that lies?
    assertThat(page(line(0, 0.999, 7)).isUpright()).isTrue();
  }

  /** From afar, a column of digits is a stroke; and so is a row that lies. */
  @Test
  void severalDigitsInThePlaceOfA1Count() {
    PageReading stroke = page(column(0, 190, 0.9999, 1));
    PageReading digits =
        page(
            column(0, 40, 0.99, 3),
            column(50, 40, 0.99, 7),
            column(100, 40, 0.99, 5),
            column(145, 40, 0.5, 2)); // as of a piece of the digit above
    assertThat(stroke.isBetterThan(digits)).isTrue();
    assertThat(PageReading.bestOf(stroke, List.of(stroke, digits, digits)).lines())
        .extracting(line -> line.text(0))
        .containsExactly("3", "7", "5", "2");
  }

  @Test
  void whatIsnt1sOrSureMustBeInThePlaceOfA1() {
    PageReading stroke = page(column(0, 190, 0.9999, 1));
    PageReading ones = page(column(0, 90, 0.99, 1), column(100, 90, 0.99, 1));
    PageReading unsure = page(column(0, 90, 0.8, 3), column(100, 90, 0.8, 5));
    PageReading one = page(column(0, 90, 0.99, 7));
    PageReading beside = page(line(220, 0.99, 4, 2));
    assertThat(stroke.withoutColumnsOf(List.of(stroke, ones, unsure, one, beside)).lines())
        .hasSize(1);
    PageReading seven = page(column(0, 190, 0.9999, 7));
    PageReading digits = page(column(0, 90, 0.99, 3), column(100, 90, 0.99, 5));
    assertThat(seven.withoutColumnsOf(List.of(digits)).lines()).hasSize(1);
  }

  /** A digit by itself, 20 pixels wide. */
  private static NumberLine column(int top, int height, double confidence, int digit) {
    return new NumberLine(
        List.of(digit(new Box(10, top, 20, height), digit, confidence)), List.of(), 0);
  }
}
