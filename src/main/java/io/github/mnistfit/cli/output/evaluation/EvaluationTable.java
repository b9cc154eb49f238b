package io.github.mnistfit.cli.output.evaluation;

import io.github.mnistfit.cli.output.Texts;
import io.github.mnistfit.evaluation.Evaluation;
import io.github.mnistfit.evaluation.Evaluation.Counts;
import io.github.mnistfit.evaluation.Tally;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

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
      String line = String.format(Locale.ROOT, row, "mean", "", "", "", "", "", mean, "");
      out.println(line.stripTrailing());
    }
    printRow(out, row, "all", evaluation.total());
    if (evaluation.total().isByLikeliest()) {
      out.println("Right and wrong go by the likeliest digit, even where the answer is ?.");
    }
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
    List<String> columns =
        Stream.concat(
                first.groups().keySet().stream().map(Texts::printable), Stream.of("mean", "all"))
            .toList();
    printRow(out, "fit", columns, columns);
    fits.forEach(
        (name, evaluation) -> {
          var accuracies =
              DoubleStream.concat(
                  evaluation.groups().values().stream().mapToDouble(Tally::accuracy),
                  DoubleStream.of(evaluation.meanGroupAccuracy(), evaluation.all().accuracy()));
          printRow(out, name, columns, accuracies.mapToObj(EvaluationTable::percent).toList());
        });
    fits.forEach(
        (name, evaluation) -> {
          out.println("\n" + name);
          new EvaluationTable(evaluation).printGroups(out);
        });
  }

  /** Below the columns' names, however long they are. */
  private static void printRow(
      PrintStream out, String name, List<String> columns, List<String> cells) {
    out.printf(Locale.ROOT, "%-10s", name);
    for (int i = 0; i < cells.size(); i++) {
      int width = Math.max("100.00 %".length(), columns.get(i).length()) + 1;
      out.print(" ".repeat(width - cells.get(i).length()) + cells.get(i));
    }
    out.println();
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.2f %%", 100 * share);
  }
}
