package io.github.mnistfit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class HypothesisJudgeTest {
  /** Near what the shipped model has chosen. */
  private static final double THRESHOLD = 0.37;

  private final HypothesisJudge judge = new HypothesisJudge(0.99, 0.75);

  @Test
  void aSureFirstIsNotDoubted() {
    assertThat(judge.doubts(0.99)).isFalse();
    assertThat(judge.doubts(0.98)).isTrue();
    assertThat(judge.doubts(HypothesisJudge.NOTHING)).isTrue();
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
