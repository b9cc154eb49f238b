package io.github.mnistfit.cli.output.evaluation;

import io.github.mnistfit.cli.output.Texts;
import io.github.mnistfit.evaluation.NumberEvaluation;
import java.io.PrintStream;
import java.util.Locale;

/** Figures of how numbers were read, and each picture that went wrong, for people. */
public record NumberEvaluationTable(NumberEvaluation evaluation) {
  /** Prints them. */
  public void print(PrintStream out) {
    print(out, "lines exact       %d of %d (%.1f %%)%n", evaluation.exact(), evaluation.lines());
    print(out, "digit error rate  %d of %d (%.1f %%)%n", evaluation.edits(), evaluation.digits());
    for (NumberEvaluation.Misread misread : evaluation.misread()) {
      out.println(
          Texts.printable(misread.name())
              + ": "
              + (misread.read().isEmpty() ? "nothing" : String.join("/", misread.read()))
              + " instead of "
              + String.join("/", misread.rows()));
    }
  }

  private static void print(PrintStream out, String format, int part, int whole) {
    out.printf(Locale.ROOT, format, part, whole, 100.0 * part / whole);
  }
}
