package io.github.mnistfit.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Figures as the template {@code page.mustache} shows them. */
record FiguresView(ReportFigures figures) {
  /** Buttons for pairs of digits: the matrix has them all. */
  private static final int COMMONEST = 5;

  /** A line of the accuracies, of which the mean has neither counts nor an interval. */
  record Line(
      String name, List<ReportFigures.Counts> counts, String accuracy, List<Interval> interval) {}

  /** An interval as text, and its ends as CSS wants them. */
  record Interval(String text, String low, String high) {}

  /** A line of the confusion matrix. */
  record MatrixLine(int shown, List<Cell> cells) {}

  /** A cell of the confusion matrix: how often a digit was read as another, or as itself. */
  record Cell(int shown, String read, int n, boolean isRight, boolean isError, String weight) {}

  /** The groups, their mean if there are several, and all together. */
  List<Line> groups() {
    List<Line> lines = new ArrayList<>(figures.groups().stream().map(FiguresView::line).toList());
    figures
        .mean()
        .ifPresent(
            mean ->
                lines.add(lines.size() - 1, new Line("mean", List.of(), percent(mean), List.of())));
    return lines;
  }

  private static Line line(ReportFigures.Group group) {
    return new Line(
        group.name(),
        List.of(group.counts()),
        percent(group.accuracy()),
        List.of(
            new Interval(
                bound(group.low()) + " to " + bound(group.high()),
                number(group.low()),
                number(group.high()))));
  }

  /** Whether there is anything to tell of pictures that couldn't be read. */
  boolean hasUnreadable() {
    return figures.groups().stream().anyMatch(group -> group.counts().unreadable() > 0);
  }

  /** Whether a picture answered {@code ?} is among the right or the wrong ones, too. */
  boolean isByLikeliest() {
    return figures.groups().stream().anyMatch(group -> group.counts().isByLikeliest());
  }

  List<Integer> digits() {
    return IntStream.range(0, 10).boxed().toList();
  }

  /** The digits, and what stands for none. */
  List<String> columns() {
    return Stream.concat(digits().stream().map(String::valueOf), Stream.of("?")).toList();
  }

  List<MatrixLine> confusion() {
    return digits().stream().map(shown -> new MatrixLine(shown, cells(shown))).toList();
  }

  /** What was taken for what most often, the most frequent first. */
  List<Cell> confusions() {
    List<Cell> errors = new ArrayList<>();
    digits().forEach(shown -> cells(shown).stream().filter(Cell::isError).forEach(errors::add));
    errors.sort(Comparator.comparingInt(Cell::n).reversed());
    return errors.subList(0, Math.min(errors.size(), COMMONEST));
  }

  ReliabilityDiagram diagram() {
    return new ReliabilityDiagram(figures.reliability());
  }

  String calibrationError() {
    return percent(figures.calibrationError());
  }

  private List<Cell> cells(int shown) {
    List<Integer> counts = figures.confusion().get(shown);
    int sum = counts.stream().mapToInt(Integer::intValue).sum();
    return IntStream.range(0, counts.size())
        .mapToObj(
            read -> {
              int n = counts.get(read);
              boolean right = shown == read;
              return new Cell(
                  shown,
                  columns().get(read),
                  n,
                  right,
                  !right && n > 0,
                  number(n == 0 ? 0 : (double) n / sum));
            })
        .toList();
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.2f %%", 100 * share);
  }

  /** An end of an interval, in percent. */
  private static String bound(double share) {
    return String.format(Locale.ROOT, "%.1f", 100 * share);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }
}
