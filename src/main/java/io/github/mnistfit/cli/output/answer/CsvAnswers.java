package io.github.mnistfit.cli.output.answer;

import io.github.mnistfit.Answer;
import io.github.mnistfit.Answered;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/**
 * A record a picture: path, digit, confidence, ten probabilities, fit, error (RFC 4180, with LF).
 */
public record CsvAnswers(PrintStream out, char recordEnd, String fit) implements AnswerWriter {
  static final List<String> HEADER =
      List.of(
          "path",
          "digit",
          "confidence",
          "p0",
          "p1",
          "p2",
          "p3",
          "p4",
          "p5",
          "p6",
          "p7",
          "p8",
          "p9",
          "fit",
          "error");

  @Override
  public void begin() {
    print(HEADER);
  }

  @Override
  public void write(Answered answered) {
    List<String> fields = new ArrayList<>();
    fields.add(answered.name());
    if (answered.answer() instanceof Answer.Read read) {
      fields.add(answered.hasDigit() ? Integer.toString(read.prediction().digit()) : "?");
      fields.add(answered.confidence().toPlainString());
      for (double probability : read.prediction().probabilities()) {
        fields.add(answered.rounded(probability).toPlainString());
      }
    } else {
      fields.add(answered.answer() instanceof Answer.NoDigit ? "?" : "");
      for (int i = 0; i < 11; i++) {
        fields.add("");
      }
    }
    fields.add(fit);
    fields.add(answered.error());
    print(fields);
  }

  private void print(List<String> fields) {
    out.print(Records.csv(fields) + recordEnd);
  }
}
