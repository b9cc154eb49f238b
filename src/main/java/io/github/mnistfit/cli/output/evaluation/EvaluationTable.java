package io.github.mnistfit.cli.output.evaluation;

import io.github.mnistfit.cli.output.Texts;
import io.github.mnistfit.evaluation.Evaluation;
import io.github.mnistfit.evaluation.Evaluation.Counts;
import io.github.mnistfit.evaluation.Tally;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;

/** Figures of an evaluation, for people and for programs. */
public record EvaluationTable(Evaluation evaluation) {
  /** The figures as users read them: a line a group, their mean, all, confusion. */
  public void print(PrintStream out) {
    printGroups(out);
    out.printf(
        Locale.ROOT, "%nexpected calibration error %s%n", percent(evaluation.calibrationError()));
    out.printf(
        Locale.ROOT, "wrong with confidence 0.9 or more: %d%n", evaluation.confidentMisreads());
    printConfusion(out);
  }

  private void printGroups(PrintStream out) {
    int width =
        Math.max(5, evaluation.groups().keySet().stream().mapToInt(String::length).max().orElse(0));
    String row = "%-" + width + "s  %5s  %5s  %5s  %5s  %6s  %8s  %s%n";
    out.printf(
        Locale.ROOT,
        row,
        "group",
        "n",
        "right",
        "wrong",
        "?",
        "unread",
        "accuracy",
        "95 % interval");
    evaluation.counts().forEach((group, counts) -> printRow(out, row, group, counts));
    if (evaluation.groups().size() > 1) {
      String mean = percent(evaluation.meanGroupAccuracy());
      out.printf(Locale.ROOT, row, "mean", "", "", "", "", "", mean, "");
    }
    printRow(out, row, "all", evaluation.total());
  }

  private static void printRow(PrintStream out, String row, String name, Counts counts) {
    Tally.Interval interval = counts.tally().interval();
    out.printf(
        Locale.ROOT,
        row,
        Texts.printable(name),
        counts.n(),
        counts.right(),
        counts.wrong(),
        counts.unsure(),
        counts.unreadable(),
        percent(counts.tally().accuracy()),
        String.format(Locale.ROOT, "%.2f to %.2f", 100 * interval.low(), 100 * interval.high()));
  }

  private void printConfusion(PrintStream out) {
    out.println("\nconfusion: a row for each digit shown, a column for each digit read");
    out.print("   ");
    for (int d = 0; d < 10; d++) {
      out.printf(Locale.ROOT, "%6d", d);
    }
    out.println("     ?");
    int[][] confusion = evaluation.confusion();
    for (int shown = 0; shown < 10; shown++) {
      out.printf(Locale.ROOT, "%3d", shown);
      for (int read = 0; read <= Evaluation.NO_DIGIT; read++) {
        out.printf(Locale.ROOT, "%6s", confusion[shown][read] == 0 ? "." : confusion[shown][read]);
      }
      out.println();
    }
  }

  /**
   * The figures of several fits: side by side, a line a fit, a column a group, and their mean; then
   * each one's groups.
   */
  public static void printEach(Map<String, Evaluation> fits, PrintStream out) {
    var first = fits.values().iterator().next();
    out.printf(Locale.ROOT, "%-10s", "fit");
    first.groups().keySet().forEach(g -> out.printf(Locale.ROOT, "%9s", Texts.printable(g)));
    out.printf(Locale.ROOT, "%9s%9s%n", "mean", "all");
    fits.forEach(
        (name, evaluation) -> {
          out.printf(Locale.ROOT, "%-10s", name);
          evaluation
              .groups()
              .values()
              .forEach(t -> out.printf(Locale.ROOT, "%9s", percent(t.accuracy())));
          out.printf(
              Locale.ROOT,
              "%9s%9s%n",
              percent(evaluation.meanGroupAccuracy()),
              percent(evaluation.all().accuracy()));
        });
    fits.forEach(
        (name, evaluation) -> {
          out.println("\n" + name);
          new EvaluationTable(evaluation).printGroups(out);
        });
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.2f %%", 100 * share);
  }
}
