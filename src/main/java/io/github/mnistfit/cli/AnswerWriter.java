package io.github.mnistfit.cli;

import io.github.mnistfit.Answer;
import java.io.PrintStream;

/** Writes answers in one of the formats of {@code predict}. */
interface AnswerWriter {
  /** Writes what comes before the first answer. */
  default void begin() {}

  /**
   * Writes one picture's answer.
   *
   * @param answered the picture's name and what was answered
   */
  void write(Answered answered);

  /**
   * A picture's answer, weighed.
   *
   * @param name the picture's name
   * @param answer what was answered
   * @param minConfidence the confidence under which a digit is not told
   */
  record Answered(String name, Answer answer, double minConfidence) {
    /** Whether a digit is told. */
    boolean hasDigit() {
      return answer instanceof Answer.Read read && read.prediction().confidence() >= minConfidence;
    }

    /** Why no digit is told, in a few lower-case words; empty if one is. */
    String error() {
      if (answer instanceof Answer.Unreadable unreadable) {
        return unreadable.reason();
      }
      if (answer instanceof Answer.NoDigit noDigit) {
        return noDigit.reason();
      }
      return hasDigit() ? "" : "confidence under " + minConfidence;
    }
  }

  /** The formats, as users write them. */
  enum Format {
    text,
    csv,
    jsonl
  }

  /**
   * The writer of a format.
   *
   * @param top how many digits the text shows, the most probable first
   */
  static AnswerWriter of(Format format, PrintStream out, char recordEnd, String fit, int top) {
    return switch (format) {
      case text -> new TextAnswers(out, recordEnd, top);
      case csv -> new CsvAnswers(out, recordEnd, fit);
      case jsonl -> new JsonAnswers(out, recordEnd, fit);
    };
  }
}
