package io.github.mnistfit.cli.output.answer;

import io.github.mnistfit.NumberAnswer;
import io.github.mnistfit.NumberLine;
import java.io.PrintStream;
import java.util.List;

/** Writes numbers in one of the formats of {@code read}. */
public interface NumberWriter {
  /** Writes what comes before the first picture. */
  default void begin() {}

  /**
   * Writes one picture's numbers.
   *
   * @param lines from top to bottom; none if nothing was found
   */
  void write(String path, List<NumberLine> lines);

  /** Writes one picture's answer. */
  default void write(String path, NumberAnswer answer) {
    if (answer instanceof NumberAnswer.Lines lines) {
      write(path, lines.lines());
    } else if (answer instanceof NumberAnswer.Unreadable unreadable) {
      writeUnreadable(path, unreadable.reason());
    }
  }

  /** Writes that a picture can't be read; not in text, where stderr tells it. */
  default void writeUnreadable(String path, String reason) {}

  /**
   * The writer of a format.
   *
   * @param digits whether CSV has a record for each digit, and not only for each number
   * @param marks whether text has the marks between the digits
   * @param least a digit of less confidence is a question mark
   */
  static NumberWriter of(
      AnswerFormat format,
      boolean digits,
      boolean marks,
      PrintStream out,
      char recordEnd,
      double least) {
    return switch (format) {
      case text -> new TextNumbers(out, recordEnd, marks, least);
      case csv ->
          digits ? new CsvDigits(out, recordEnd, least) : new CsvNumbers(out, recordEnd, least);
      case jsonl -> new JsonNumbers(out, recordEnd, least);
    };
  }
}
