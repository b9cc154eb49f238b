package io.github.mnistfit.cli.option;

import io.github.mnistfit.DigitRecognizer;
import io.github.mnistfit.cli.output.CannotWorkException;
import io.github.mnistfit.cli.output.Environment;
import io.github.mnistfit.cli.output.ProgressBars;
import io.github.mnistfit.network.DigitNetwork;
import io.github.mnistfit.network.Engine;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
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
      description = "Show neither progress nor what was written.")
  private boolean quiet;

  @Option(
      names = {"-v", "--verbose"},
      description = "Print on stderr how long each part took.")
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

    /** One more is done, by any thread. */
    public synchronized void step() {
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
      tell(
          "%d %s, %.0f a second",
          seconds, done, done == 1 ? "picture" : "pictures", done / seconds);
    }
  }

  /**
   * Begins a bar for a command whose answers may be on the terminal already.
   *
   * @param answersAreSeen whether standard output gets the answers: where that is the terminal, a
   *     bar would only be in their way
   * @param before how many pictures were done by an earlier run
   */
  public Bar besideAnswers(PictureArguments pictures, boolean answersAreSeen, long before) {
    // A bar takes time to start, which one picture isn't worth.
    return pictures.areMany() && !(answersAreSeen && environment.outIsTerminal())
        ? bar("pictures", pictures::total, before)
        : new Bar(null);
  }

  /** The same where there was no earlier run. */
  public Bar besideAnswers(PictureArguments pictures, boolean answersAreSeen) {
    return besideAnswers(pictures, answersAreSeen, 0);
  }

  /**
   * Begins a bar.
   *
   * @param name what is done
   * @param total how much there is to do; empty if that isn't known. Only asked if there is a bar
   * @param before how much of it was done earlier
   */
  private Bar bar(String name, Supplier<OptionalLong> total, long before) {
    if (!hasBars()) {
      return new Bar(null);
    }
    return new Bar(
        ProgressBars.on(environment)
            .setTaskName(name)
            .setInitialMax(total.get().orElse(UNKNOWN))
            .startsFrom(before, Duration.ZERO)
            .build());
  }

  /** Begins a bar of a number of pictures. */
  public Bar bar(String name, long total) {
    return bar(name, () -> OptionalLong.of(total), 0);
  }

  /** Tells what was written, and where. */
  public void wrote(String what) {
    tell("wrote " + what);
  }

  /** Tells what a user who asked for silence needn't know. */
  public void tell(String what) {
    if (!quiet) {
      environment.tell(what);
    }
  }

  /** Whether the user asked for silence, but for what goes wrong. */
  public boolean isQuiet() {
    return quiet;
  }

  /** Whether bars are wanted, and somebody sees them. */
  public boolean hasBars() {
    return !quiet && environment.showsProgress();
  }

  /**
   * Opens the models, and tells how long that took.
   *
   * @throws CannotWorkException as {@link ModelOption#open} does
   */
  public DigitNetwork open(ModelOption model) throws CannotWorkException {
    return open(model, false);
  }

  private DigitNetwork open(ModelOption model, boolean forMany) throws CannotWorkException {
    long start = System.nanoTime();
    DigitNetwork network = forMany ? model.openForMany() : model.open();
    tell(
        "opening %s",
        secondsSince(start),
        model.files().stream().map(Path::toString).collect(Collectors.joining(", ")));
    return network;
  }

  /**
   * Opens the models in the background, as {@link #open} does: pictures can be fitted meanwhile.
   *
   * @return completed exceptionally, with a {@link CannotWorkException} as the cause, where there
   *     is no usable model
   */
  public CompletableFuture<DigitNetwork> load(ModelOption model) {
    return load(model, false);
  }

  /** Likewise, for many images: see {@link ModelOption#openForMany}. */
  public CompletableFuture<DigitNetwork> loadForMany(ModelOption model) {
    return load(model, true);
  }

  private CompletableFuture<DigitNetwork> load(ModelOption model, boolean forMany) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return open(model, forMany);
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
    long batches = timing.batches();
    String engines =
        timing.engines().stream()
            .map(Engine::toString)
            .sorted()
            .collect(Collectors.joining(" and "));
    tell(
        "the network, %d %s%s",
        timing.reading(),
        batches,
        batches == 1 ? "batch" : "batches",
        engines.isEmpty() ? "" : ", by " + engines);
  }

  /**
   * Tells what has taken how long, if that is wanted; only then it is formatted, which takes its
   * time, too.
   */
  private void tell(String what, double seconds, Object... values) {
    if (verbose) {
      String told = String.format(Locale.ROOT, what, values);
      environment.tell(String.format(Locale.ROOT, "%7.2f s  %s", seconds, told));
    }
  }

  private static double secondsSince(long nanoTime) {
    return (System.nanoTime() - nanoTime) / 1e9;
  }
}
