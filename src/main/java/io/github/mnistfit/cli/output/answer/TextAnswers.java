package io.github.mnistfit.cli.output.answer;

import io.github.mnistfit.Answer;
import io.github.mnistfit.Prediction;
import io.github.mnistfit.cli.output.Texts;
import java.io.PrintStream;
import java.util.Comparator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Digit, confidence and path, with tabs between; the path last, since it may hold anything. With
 * {@code top} over 1, that many pairs of digit and confidence. Unreadable pictures have no line.
 */
record TextAnswers(PrintStream out, char recordEnd, int top) implements AnswerWriter {
  @Override
  public void write(Answered answered) {
    if (answered.answer() instanceof Answer.Unreadable) {
      return;
    }
    String digits =
        answered.answer() instanceof Answer.Read read
            ? digits(read.prediction(), answered)
            : "?\t0.0000";
    String path = recordEnd == '\0' ? answered.name() : Texts.printable(answered.name());
    out.print(digits + "\t" + path + recordEnd);
  }

  private String digits(Prediction prediction, Answered answered) {
    if (!answered.hasDigit()) {
      return "?\t" + Records.text(prediction.confidence());
    }
    return IntStream.range(0, 10)
        .boxed()
        .sorted(Comparator.comparingDouble(d -> -prediction.probability(d)))
        .limit(top)
        .map(d -> d + "\t" + Records.text(prediction.probability(d)))
        .collect(Collectors.joining("\t"));
  }
}
