package io.github.mnistfit.cli;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.github.mnistfit.Answer;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A record a picture: path, digit, confidence, ten probabilities, fit, error (RFC 4180, with LF).
 */
record CsvAnswers(PrintStream out, char recordEnd, String fit) implements AnswerWriter {
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
      fields.add(number(read.prediction().confidence()));
      for (double probability : read.prediction().probabilities()) {
        fields.add(number(probability));
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
    var record = new StringWriter();
    try (var csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(record)) {
      csv.writeRecord(fields);
    } catch (IOException e) {
      throw new UncheckedIOException("a StringWriter doesn't fail", e);
    }
    out.print(record.toString().stripTrailing() + recordEnd);
  }

  private static String number(double probability) {
    return String.format(Locale.ROOT, "%.4f", probability);
  }
}
