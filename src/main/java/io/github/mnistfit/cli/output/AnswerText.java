package io.github.mnistfit.cli.output;

import io.github.mnistfit.Answer;
import io.github.mnistfit.Answered;
import io.github.mnistfit.Hypothesis;
import io.github.mnistfit.Prediction;

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

  /** A hypothesis of an answer's: its name, its likeliest digit and that one's confidence. */
  static String of(Hypothesis hypothesis, Answered answered) {
    Prediction prediction = hypothesis.prediction();
    return "%s: %d (%s)"
        .formatted(
            hypothesis.name(), prediction.digit(), answered.rounded(prediction.confidence()));
  }
}
