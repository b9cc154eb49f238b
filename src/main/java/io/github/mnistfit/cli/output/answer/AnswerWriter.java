package io.github.mnistfit.cli.output.answer;

import io.github.mnistfit.Answered;
import java.io.PrintStream;

/** Writes answers in one of the formats of {@code predict}. */
public interface AnswerWriter {
  /** Writes what comes before the first answer. */
  default void begin() {}

  /**
   * Writes one picture's answer.
   *
   * @param answered the picture's name and what was answered
   */
  void write(Answered answered);

  /**
   * The writer of a format.
   *
   * @param top how many pairs of digit and probability a line of text has beside the answer
   */
  static AnswerWriter of(
      AnswerFormat format, PrintStream out, char recordEnd, String fit, int top) {
    return switch (format) {
      case text -> new TextAnswers(out, recordEnd, top);
      case csv -> new CsvAnswers(out, recordEnd, fit);
      case jsonl -> new JsonAnswers(out, recordEnd, fit);
    };
  }
}
