package io.github.mnistfit.cli.option;

import io.github.mnistfit.DigitRecognizer;
import io.github.mnistfit.cli.output.CannotWorkException;
import io.github.mnistfit.cli.output.Environment;
import io.github.mnistfit.cli.output.ProgressBars;
import io.github.mnistfit.network.DigitNetwork;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import me.tongfei.progressbar.ProgressBar;
import picocli.CommandLine.Option;

/**
 * How far a long run is: a bar where a person sees the messages, unless it isn't wanted; and how
 * long each part took, if that is asked for.
 */
public final class ProgressOption {
  /** How many there are isn't known before the last one has come. */
  private static final long UNKNOWN = -1;

  private final Environment environment;

  @Option(
      names = {"-q", "--quiet"},
      description = "Show no progress.")
  private boolean quiet;

  @Option(
      names = {"-v", "--verbose"},
      description = "Tell on stderr what is done and how long it took.")
  private boolean verbose;

  public ProgressOption(Environment environment) {
    this.environment = environment;
  }

  /** Counts what is done, on a bar that is there or on none. */
  public final class Bar implements AutoCloseable {
    private final ProgressBar bar;
    private final long start = System.nanoTime();
    private int done;

    private Bar(ProgressBar bar) {
      this.bar = bar;
    }

    /** One more is done. */
    public void step() {
      done++;
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
      double seconds = secondsSince(start);
      tell("pictures: %d, %.0f a second", seconds, done, done / seconds);
    }
  }

  /**
   * Begins a bar for a command whose answers may be on the terminal already.
   *
   * @param many whether there may be more than one picture: the bar itself takes time to start
   */
  public Bar besideAnswers(boolean many) {
    return many && !environment.outIsTerminal() ? bar(UNKNOWN) : new Bar(null);
  }

  /**
   * Begins a bar.
   *
   * @param total the number of pictures
   */
  public Bar bar(long total) {
    if (quiet || !environment.errIsTerminal()) {
      return new Bar(null);
    }
    return new Bar(
        ProgressBars.on(environment.err()).setTaskName("pictures").setInitialMax(total).build());
  }

  /**
   * Opens the models, and tells how long that took.
   *
   * @throws CannotWorkException as {@link ModelOption#open} does
   */
  public DigitNetwork open(ModelOption model) throws CannotWorkException {
    long start = System.nanoTime();
    DigitNetwork network = model.open();
    tell("opened %s", secondsSince(start), model.files());
    return network;
  }

  /**
   * Opens the models in the background, as {@link #open} does: pictures can be fitted meanwhile.
   *
   * @return completed exceptionally, with a {@link CannotWorkException} as the cause, where there
   *     is no usable model
   */
  public CompletableFuture<DigitNetwork> load(ModelOption model) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return open(model);
          } catch (CannotWorkException e) {
            throw new CompletionException(e);
          }
        },
        task -> {
          var thread = new Thread(task, "load network");
          thread.setDaemon(true);
          thread.start();
        });
  }

  /** Tells where a recogniser's time has gone. */
  public void tell(DigitRecognizer.Timing timing) {
    tell("decoding and fitting, on all threads together", timing.fitting());
    tell("the network, asked %d times", timing.reading(), timing.batches());
  }

  /**
   * Tells what has taken how long, if that is wanted; only then it is formatted, which takes its
   * time, too.
   */
  private void tell(String what, double seconds, Object... values) {
    if (verbose) {
      String told = String.format(Locale.ROOT, what, values);
      environment.say(String.format(Locale.ROOT, "%7.2f s  %s", seconds, told));
    }
  }

  private static double secondsSince(long nanoTime) {
    return (System.nanoTime() - nanoTime) / 1e9;
  }
}
