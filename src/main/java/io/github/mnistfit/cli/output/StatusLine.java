package io.github.mnistfit.cli.output;

import java.io.PrintStream;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import me.tongfei.progressbar.ProgressBarConsumer;

/**
 * The line of a terminal where the cursor stands, written again and again. It is seen at once,
 * although standard error is buffered, and it is empty at the end, also after Ctrl-C.
 */
final class StatusLine implements ProgressBarConsumer {
  /** Ten times a second: faster can't be read, slower looks as if it had stopped. */
  private static final long INTERVAL = TimeUnit.MILLISECONDS.toNanos(100);

  private final PrintStream terminal;
  private final TerminalWidth width;
  private final Thread atExit = new Thread(this::end, "mnistfit-status");
  private boolean isSeen = true;

  /** When it was written, by System.nanoTime. */
  private long written = System.nanoTime() - INTERVAL;

  StatusLine(PrintStream terminal, TerminalWidth width) {
    this(terminal, width, Runtime.getRuntime()::addShutdownHook);
  }

  /** A line that is emptied by a hook at the end of the process. */
  StatusLine(PrintStream terminal, TerminalWidth width, Consumer<Thread> hooks) {
    this.terminal = terminal;
    this.width = width;
    try {
      hooks.accept(atExit);
    } catch (IllegalStateException e) {
      isSeen = false; // the process ends already, and nobody would empty it
    }
  }

  /** A column less than there is: some terminals break the line behind the last one. */
  @Override
  public int getMaxRenderedLength() {
    return width.columns() - 1;
  }

  /** Skips what comes too soon: a timer that was kept waiting makes up for it all at once. */
  @Override
  public void accept(String text) {
    long now = System.nanoTime();
    if (now - written >= INTERVAL) {
      written = now;
      write(text);
    }
  }

  private synchronized void write(String text) {
    if (isSeen) {
      terminal.print(Environment.ERASE_LINE + text);
      terminal.flush();
    }
  }

  /** Nothing comes behind this: the bar's own thread runs until the process is gone. */
  private synchronized void end() {
    clear();
    isSeen = false;
  }

  @Override
  public void clear() {
    write("");
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      // The process ends already.
    }
  }
}
