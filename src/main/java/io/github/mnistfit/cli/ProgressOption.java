package io.github.mnistfit.cli;

import me.tongfei.progressbar.ProgressBar;
import picocli.CommandLine.Option;

/** How far a long run is: a bar where a person sees the messages, unless it isn't wanted. */
final class ProgressOption {
  /** How many there are isn't known before the last one has come. */
  private static final long UNKNOWN = -1;

  private final Environment environment;

  @Option(
      names = {"-q", "--quiet"},
      description = "Show no progress.")
  private boolean quiet;

  ProgressOption(Environment environment) {
    this.environment = environment;
  }

  /** A bar that is there, or one that nobody sees. */
  static final class Bar implements AutoCloseable {
    private final ProgressBar bar;

    private Bar(ProgressBar bar) {
      this.bar = bar;
    }

    /** One more is done. */
    void step() {
      if (bar != null) {
        bar.step();
      }
    }

    /** Takes the bar away. */
    @Override
    public void close() {
      if (bar != null) {
        bar.close();
      }
    }
  }

  /**
   * Begins a bar for a command whose answers may be on the terminal already.
   *
   * @param many whether there may be more than one picture: the bar itself takes time to start
   */
  Bar besideAnswers(boolean many) {
    return many && !environment.outIsTerminal() ? bar(UNKNOWN) : new Bar(null);
  }

  /**
   * Begins a bar.
   *
   * @param total the number of pictures
   */
  Bar bar(long total) {
    if (quiet || !environment.errIsTerminal()) {
      return new Bar(null);
    }
    return new Bar(
        ProgressBars.on(environment.err()).setTaskName("pictures").setInitialMax(total).build());
  }
}
