package io.github.mnistfit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HypothesisJudgeTest {
  /** Near what the shipped model has chosen. */
  private static final double THRESHOLD = 0.37;

  private final HypothesisJudge judge = new HypothesisJudge(0.99, 0.75);

  @Test
  void aSureFirstIsNotDoubted() {
    assertThat(judge.doubts(Optional.of(reading(3, 0.991)))).isFalse();
    assertThat(judge.doubts(Optional.of(reading(3, 0.98)))).isTrue();
    assertThat(judge.doubts(Optional.empty())).isTrue();
  }

  @Test
  void aFirstStandsWhereALookSeesItsDigitToo() {
    Prediction first = reading(3, 0.9);
    assertThat(verdict(first, reading(3, 0.6), reading(8, 0.99))).hasValue(first);
  }

  /** Pieces of a letter are a digit to the fit, and to nobody else. */
  @Test
  void aFirstThatIsAloneIsAQuestionMark() {
    Prediction first = reading(3, 0.98);
    for (List<Prediction> looks :
        List.of(
            List.<Prediction>of(),
            List.of(reading(3, 0.2), reading(3, 0.2)),
            List.of(reading(8, 0.99), reading(1, 0.99)))) {
      Prediction verdict = judge.verdict(Optional.of(first), looks, false, THRESHOLD).orElseThrow();
      assertThat(verdict.confidence()).isLessThan(THRESHOLD);
      assertThat(judge.verdict(Optional.of(first), looks, true, THRESHOLD)).hasValue(first);
    }
  }

  @Test
  void aFirstThatIsAQuestionMarkStaysWhatItIs() {
    Prediction first = reading(3, 0.3);
    assertThat(verdict(first, reading(3, 0.9), reading(8, 0.9))).hasValue(first);
    assertThat(judge.verdict(Optional.empty(), List.of(reading(3, 0.9)), false, THRESHOLD))
        .isEmpty();
    assertThat(judge.verdict(Optional.empty(), List.of(), false, THRESHOLD)).isEmpty();
  }

  @Test
  void whatAllAreSureOfIsTheVerdict() {
    Prediction[] looks = {reading(3, 0.99), reading(3, 0.995)};
    assertThat(verdict(reading(5, 0.5), looks).orElseThrow().probabilities())
        .isEqualTo(pool(reading(5, 0.5), looks[0], looks[1]).probabilities());
    assertThat(
            judge
                .verdict(Optional.empty(), List.of(looks), false, THRESHOLD)
                .orElseThrow()
                .probabilities())
        .isEqualTo(pool(looks).probabilities());
  }

  private Optional<Prediction> verdict(Prediction first, Prediction... looks) {
    return judge.verdict(Optional.of(first), List.of(looks), false, THRESHOLD);
  }

  @Test
  void whatAllAgreeOnIsTheCubeOfTheirShare() {
    Prediction pooled = pool(reading(3, 0.9), reading(3, 0.9), reading(3, 0.9));
    assertThat(pooled.digit()).isEqualTo(3);
    double rest = (1 - 0.729 - 9 * Math.pow(0.1 / 9, 3)) / 10;
    assertThat(pooled.confidence()).isCloseTo(0.729 + rest, within(1e-9));
    assertThat(Arrays.stream(pooled.probabilities()).sum()).isCloseTo(1, within(1e-9));
  }

  @Test
  void looksThatDisagreeLeaveNoDigit() {
    assertThat(pool(reading(3, 0.999), reading(8, 0.999)).confidence()).isLessThan(THRESHOLD);
    assertThat(pool(reading(5, 0.5), reading(3, 0.999), reading(8, 0.999)).confidence())
        .isLessThan(THRESHOLD);
  }

  @Test
  void sureLooksOutweighADoubtfulFirst() {
    Prediction pooled = pool(reading(5, 0.5), reading(3, 0.99), reading(3, 0.98));
    assertThat(pooled.digit()).isEqualTo(3);
    assertThat(pooled.confidence()).isGreaterThan(THRESHOLD);
  }

  @Test
  void oneLookIsNotEnoughWhereTheOthersFoundNothing() {
    assertThat(pool(reading(3, 0.99)).confidence()).isLessThan(THRESHOLD);
  }

  /** The fit failed: two looks must be surer than the threshold asks of one reading. */
  @Test
  void whereTheFirstWouldBeAQuestionMarkAllMustBeSure() {
    Prediction doubtful = pool(reading(3, 0.95), reading(3, 0.95));
    assertThat(doubtful.confidence()).isGreaterThan(THRESHOLD);
    assertThat(judge.takes(doubtful, HypothesisJudge.NOTHING, THRESHOLD)).isFalse();
    assertThat(judge.takes(doubtful, 0.36, THRESHOLD)).isFalse();
    assertThat(judge.takes(doubtful, 0.38, THRESHOLD)).isTrue();
    Prediction sure = pool(reading(3, 0.99), reading(3, 0.99));
    assertThat(judge.takes(sure, HypothesisJudge.NOTHING, THRESHOLD)).isTrue();
    assertThat(judge.takes(sure, HypothesisJudge.NOTHING, 0.9)).isFalse();
  }

  @Test
  void theSupporterIsTheOneThatIsSurestOfTheDigit() {
    List<Prediction> hypotheses = List.of(reading(5, 0.99), reading(3, 0.98), reading(3, 0.99));
    assertThat(HypothesisJudge.supporter(reading(3, 0.6), hypotheses)).isEqualTo(2);
    assertThat(HypothesisJudge.supporter(reading(5, 0.6), hypotheses)).isZero();
  }

  /** A probability of 0 is no veto. */
  @Test
  void twoCertaintiesOutweighOne() {
    Prediction pooled = pool(reading(8, 1), reading(3, 1), reading(3, 1));
    assertThat(pooled.digit()).isEqualTo(3);
    assertThat(pooled.confidence()).isGreaterThan(THRESHOLD);
  }

  private Prediction pool(Prediction... hypotheses) {
    return judge.pool(List.of(hypotheses));
  }

  private static Prediction reading(int digit, double confidence) {
    double[] probabilities = new double[10];
    Arrays.fill(probabilities, (1 - confidence) / 9);
    probabilities[digit] = confidence;
    return new Prediction(probabilities);
  }
}
