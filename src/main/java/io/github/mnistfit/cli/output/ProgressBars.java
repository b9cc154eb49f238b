package io.github.mnistfit.cli.output;

import java.io.PrintStream;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** What all progress bars have in common. */
public final class ProgressBars {
  /** A column less than terminals have at least: some break the line behind the last one. */
  private static final int COLUMNS = 79;

  private ProgressBars() {}

  /** A bar that shows how fast it goes, and goes away when it is done. */
  public static ProgressBarBuilder on(PrintStream terminal) {
    return new ProgressBarBuilder()
        .showSpeed()
        .setStyle(ProgressBarStyle.ASCII)
        .setConsumer(new ConsoleProgressBarConsumer(terminal, COLUMNS))
        .clearDisplayOnFinish();
  }
}
