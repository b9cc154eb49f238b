package io.github.mnistfit.cli.output;

import io.github.mnistfit.Answer;
import io.github.mnistfit.Answered;
import io.github.mnistfit.Prediction;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** An answer as it stands beside a picture, for a person. */
final class AnswerText {
  private AnswerText() {}

  /** The digit and its confidence, as {@code predict} tells them, or why there is none. */
  static String of(Answered answered) {
    if (answered.answer() instanceof Answer.Read read) {
      String digit = answered.hasDigit() ? Integer.toString(read.prediction().digit()) : "?";
      return digit + " (" + answered.confidence() + ")";
    }
    return "? (" + answered.error() + ")";
  }

  /** The likeliest digit and its confidence. */
  static String of(Prediction prediction) {
    return prediction.digit() + " (" + confidence(prediction) + ")";
  }

  private static BigDecimal confidence(Prediction prediction) {
    return BigDecimal.valueOf(prediction.confidence()).setScale(4, RoundingMode.HALF_UP);
  }
}
