package io.github.mnistfit.cli.output.answer;

import io.github.mnistfit.Answer;
import io.github.mnistfit.Answered;
import io.github.mnistfit.Prediction;
import io.github.mnistfit.cli.output.Texts;
import java.io.PrintStream;
import java.util.Comparator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Digit, confidence and path, with tabs between; the path last, since it may hold anything. Before
 * it, {@code top} pairs of digit and probability. Unreadable pictures have no line.
 */
record TextAnswers(PrintStream out, char recordEnd, int top) implements AnswerWriter {
  @Override
  public void write(Answered answered) {
    if (answered.answer() instanceof Answer.Unreadable) {
      return;
    }
    String path = recordEnd == '\0' ? answered.name() : Texts.line(answered.name());
    out.print(digits(answered) + "\t" + path + recordEnd);
  }

  private String digits(Answered answered) {
    if (!(answered.answer() instanceof Answer.Read read)) {
      // As many columns as every other line.
      return "?\t0.0000" + "\t?\t0.0000".repeat(top);
    }
    Prediction prediction = read.prediction();
    String digit = answered.hasDigit() ? Integer.toString(prediction.digit()) : "?";
    Stream<String> likeliest =
        IntStream.range(0, 10)
            .boxed()
            .sorted(Comparator.comparingDouble(d -> -prediction.probability(d)))
            .limit(top)
            .map(d -> d + "\t" + answered.rounded(prediction.probability(d)).toPlainString());
    return Stream.concat(Stream.of(digit + "\t" + answered.confidence().toPlainString()), likeliest)
        .collect(Collectors.joining("\t"));
  }
}
