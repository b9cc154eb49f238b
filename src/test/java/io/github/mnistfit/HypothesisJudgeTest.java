package io.github.mnistfit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class HypothesisJudgeTest {
  private static final double THRESHOLD = 0.46;

  private final HypothesisJudge judge = new HypothesisJudge(0.99, 0.9, 0.97);

  @Test
  void aSureFirstIsNotDoubted() {
    assertThat(judge.doubts(0.99)).isFalse();
    assertThat(judge.doubts(0.98)).isTrue();
    assertThat(judge.doubts(HypothesisJudge.NOTHING)).isTrue();
  }

  @Test
  void looksThatDisagreeNeverWin() {
    assertThat(choose(0.5, reading(3, 0.999), reading(8, 0.999))).isEqualTo(-1);
    assertThat(choose(HypothesisJudge.NOTHING, reading(3, 1), reading(8, 1))).isEqualTo(-1);
  }

  @Test
  void oneLookIsNotEnough() {
    assertThat(choose(0.5)).isEqualTo(-1);
    assertThat(choose(0.5, reading(3, 1))).isEqualTo(-1);
  }

  @Test
  void theSurestOfLooksThatAgreeWinsIfItIsClearAndSurerThanTheFirst() {
    assertThat(choose(0.5, reading(3, 0.6), reading(3, 0.95))).isEqualTo(1);
    assertThat(choose(0.5, reading(3, 0.6), reading(3, 0.85))).isEqualTo(-1);
    assertThat(choose(0.96, reading(3, 0.6), reading(3, 0.95))).isEqualTo(-1);
  }

  @Test
  void whereTheFirstWouldBeAQuestionMarkAllLooksMustBeSure() {
    assertThat(choose(0.4, reading(3, 0.96), reading(3, 0.999))).isEqualTo(-1);
    assertThat(choose(0.4, reading(3, 0.98), reading(3, 0.999))).isEqualTo(1);
    assertThat(choose(HypothesisJudge.NOTHING, reading(3, 0.999), reading(3, 0.98))).isEqualTo(0);
  }

  private int choose(double first, Prediction... others) {
    return judge.choose(first, Stream.of(others).toList(), THRESHOLD);
  }

  private static Prediction reading(int digit, double confidence) {
    double[] probabilities = new double[10];
    Arrays.fill(probabilities, (1 - confidence) / 9);
    probabilities[digit] = confidence;
    return new Prediction(probabilities);
  }
}
