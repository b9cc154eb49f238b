package io.github.mnistfit.cli.output;

import me.tongfei.progressbar.ProgressBarBuilder;

/** What all progress bars have in common. */
public final class ProgressBars {
  /** Twice as often as the line is written, so that one that is skipped isn't missed. */
  private static final int MILLISECONDS = 50;

  private ProgressBars() {}

  /** A bar of things that are counted one by one, which goes away when it is done. */
  public static ProgressBarBuilder on(Environment environment) {
    return on(environment, ProgressLine.COUNTED);
  }

  /** A bar that goes away when it is done. */
  static ProgressBarBuilder on(Environment environment, ProgressLine line) {
    return new ProgressBarBuilder()
        .setUpdateIntervalMillis(MILLISECONDS)
        .continuousUpdate() // the time goes on where a picture takes long
        .setConsumer(new StatusLine(environment.err(), new TerminalWidth(environment.variables())))
        .setRenderer(line)
        .clearDisplayOnFinish();
  }
}
