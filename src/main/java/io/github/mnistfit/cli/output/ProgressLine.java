package io.github.mnistfit.cli.output;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBarRenderer;
import me.tongfei.progressbar.ProgressState;

/**
 * How far something is, in one line as wide as the terminal: what it is, percent, a bar, how many
 * of how many, how many a second, how much time is left. Where there is no room for all of it, the
 * bar goes first, then the rest from the least important on; the count stays.
 *
 * @param unit behind counts and rates
 * @param unitSize how much one of them is
 */
record ProgressLine(String unit, double unitSize) implements ProgressBarRenderer {
  /** Of things that are counted one by one. */
  static final ProgressLine COUNTED = new ProgressLine("", 1);

  /** Of bytes. */
  static final ProgressLine MEGABYTES = new ProgressLine(" MB", 1e6);

  /** A shorter bar shows nothing. */
  private static final int SHORTEST_BAR = 10;

  private static final String GAP = "  ";

  @Override
  public String render(ProgressState state, int width) {
    long total = state.isIndefinite() ? 0 : Math.max(state.getMax(), state.getCurrent());
    return line(
        new Progress(
            state.getTaskName(),
            state.getCurrent() - state.getStart(),
            state.getCurrent(),
            total,
            state.getElapsedAfterStart(),
            state.getExtraMessage()),
        width);
  }

  /**
   * How far something is.
   *
   * @param name what is done
   * @param fresh how much was done in the time that has gone
   * @param done how much is done
   * @param total how much there is to do; 0 if that isn't known
   * @param elapsed the time that has gone
   * @param extra more to tell; may be empty
   */
  record Progress(String name, long fresh, long done, long total, Duration elapsed, String extra) {
    double perSecond() {
      return elapsed.isZero() ? 0 : fresh / (elapsed.toMillis() / 1e3);
    }
  }

  /** A part of the line; those of the lowest rank go first where there is no room. */
  private record Part(int rank, String text) {}

  /** The line, of at most so many characters. */
  String line(Progress progress, int width) {
    List<Part> parts = new ArrayList<>();
    parts.add(new Part(3, progress.name()));
    int percent = -1;
    if (progress.total() > 0) {
      percent = (int) (100 * progress.done() / progress.total());
      parts.add(new Part(2, String.format(Locale.ROOT, "%3d %%", percent)));
    }
    int beforeBar = parts.size();
    parts.add(new Part(6, count(progress)));
    parts.add(new Part(4, amount(progress.perSecond()) + unit + "/s"));
    parts.add(new Part(5, time(progress)));
    if (!progress.extra().isEmpty()) {
      parts.add(new Part(1, progress.extra()));
    }
    String gap = length(parts, GAP) > width ? " " : GAP;
    while (length(parts, gap) > width && parts.size() > 1) {
      parts.remove(Collections.min(parts, (a, b) -> Integer.compare(a.rank(), b.rank())));
    }
    int room = width - length(parts, gap) - gap.length();
    if (percent >= 0 && room >= SHORTEST_BAR) {
      parts.add(beforeBar, new Part(0, bar(room, percent)));
    }
    String line = String.join(gap, parts.stream().map(Part::text).toList());
    return line.substring(0, Math.min(line.length(), Math.max(0, width)));
  }

  private static int length(List<Part> parts, String gap) {
    return parts.stream().mapToInt(part -> part.text().length() + gap.length()).sum()
        - gap.length();
  }

  /** In ASCII: not every terminal has blocks. */
  private static String bar(int width, int percent) {
    int inner = width - 2;
    int full = inner * percent / 100;
    String head = full < inner ? ">" : "";
    return "[" + "=".repeat(full) + head + " ".repeat(inner - full - head.length()) + "]";
  }

  private String count(Progress progress) {
    String done = amount((double) progress.done());
    return progress.total() == 0
        ? done + unit
        : done + "/" + amount((double) progress.total()) + unit;
  }

  private String amount(double number) {
    double inUnits = number / unitSize;
    boolean isWhole = unitSize == 1 && (inUnits >= 10 || inUnits == Math.rint(inUnits));
    return String.format(Locale.ROOT, isWhole ? "%.0f" : "%.1f", inUnits);
  }

  private static String time(Progress progress) {
    if (progress.total() == 0 || progress.fresh() == 0) {
      return clock(progress.elapsed().toSeconds());
    }
    double left = (progress.total() - progress.done()) / progress.perSecond();
    return clock(Math.round(left)) + " left";
  }

  private static String clock(long seconds) {
    return seconds < 3600
        ? String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60)
        : String.format(
            Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
  }
}
