package io.github.mnistfit.server;

import io.github.mnistfit.Answer;
import io.github.mnistfit.DigitRecognizer;
import io.github.mnistfit.NumberAnswer;
import io.github.mnistfit.NumberReader;
import io.github.mnistfit.fit.Fit;
import io.github.mnistfit.fitter.Extra;
import io.github.mnistfit.fitter.Fitted;
import io.github.mnistfit.fitter.Fitter;
import io.github.mnistfit.fitter.PictureSource;
import io.github.mnistfit.fitter.ProcessFitter;
import io.github.mnistfit.image.PixelLimit;
import io.github.mnistfit.network.DigitNetwork;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpStatus;

/**
 * Answers pictures of any request, in the order in which they come: decodes and fits them in worker
 * processes, as many at once as the machine has processors, and has the network read them in
 * batches.
 */
public final class Recognition implements AutoCloseable {
  private final ProcessFitter workers;
  private final CompletableFuture<DigitNetwork> network;
  private final ServerLimits.Times times;
  private final ThreadPoolExecutor threads;
  private final ThreadPoolExecutor answering;
  private final Set<Runnable> endings = ConcurrentHashMap.newKeySet();
  private final Map<String, Way> ways = new HashMap<>();
  private final NumberReader reader;

  /** One of the fits: how pictures are fitted, with their steps and without, and read. */
  private record Way(
      Fitter plain, Fitter withSteps, DigitRecognizer recognizer, AnswerBatches batches) {}

  /**
   * A picture's digit.
   *
   * @param fitted with the extras that were asked for
   */
  record Digit(Fitted fitted, Answer answer) {}

  /**
   * Starts the worker processes; the network may still be loading.
   *
   * @param ink the model file of the network that finds a digit's ink, if there is one
   * @param pageInk the model file of the network that finds the ink of pages, if there is one
   * @param limit pictures of more pixels are refused
   */
  public Recognition(
      CompletableFuture<DigitNetwork> network,
      Optional<Path> ink,
      Optional<Path> pageInk,
      PixelLimit limit,
      ServerLimits.Times times) {
    this(
        ProcessFitter.start(Fit.standard(), limit, Set.of(), times.picture()),
        network,
        ink,
        pageInk,
        times);
  }

  /**
   * The same with workers that are given.
   *
   * @param workers closed with it; they have their own time for a picture
   */
  Recognition(
      ProcessFitter workers,
      CompletableFuture<DigitNetwork> network,
      Optional<Path> ink,
      Optional<Path> pageInk,
      ServerLimits.Times times) {
    this.workers = workers;
    this.network = network;
    this.times = times;
    this.threads = threads(workers.processes(), "mnistfit-picture");
    this.answering = threads(workers.processes(), "mnistfit-answer");
    for (String name : Fit.names()) {
      Fit fit = Fit.named(name).orElseThrow();
      ways.put(name, way(fit, fit.takesHypotheses() ? ink : Optional.empty()));
    }
    this.reader =
        NumberReader.of(
            workers.with(Fit.standard(), pageInk.isPresent() ? Set.of(Extra.PAGE_COPY) : Set.of()),
            network,
            pageInk,
            ink);
  }

  private static ThreadPoolExecutor threads(int count, String name) {
    return new ThreadPoolExecutor(
        count,
        count,
        0,
        TimeUnit.SECONDS,
        new LinkedBlockingQueue<>(), // Places bounds it
        task -> {
          var thread = new Thread(task, name);
          thread.setDaemon(true);
          return thread;
        });
  }

  private Way way(Fit fit, Optional<Path> ink) {
    Set<Extra> extras = EnumSet.noneOf(Extra.class);
    if (ink.isPresent()) {
      extras.add(Extra.WORKING_COPY);
    }
    Fitter plain = workers.with(fit, extras);
    extras.add(Extra.STEPS);
    var recognizer = DigitRecognizer.of(plain, network, ink);
    return new Way(plain, workers.with(fit, extras), recognizer, new AnswerBatches(recognizer));
  }

  /** Whether the network is there; if it can't be loaded, it never is. */
  boolean isReady() {
    return network.isDone() && !network.isCompletedExceptionally();
  }

  /** The confidence under which an answer is {@code ?}, if the client doesn't say another. */
  double rejectionThreshold() {
    return network.join().rejectionThreshold();
  }

  /** The turn of a request that has come now. */
  Turn turn() {
    return new Turn(times.waiting(), times.work());
  }

  /**
   * How many pictures of one request are best in work at a time: as many are fitted, the others
   * wait for it or for the network.
   */
  int width() {
    return 4 * workers.processes();
  }

  /**
   * Reads a picture's digit.
   *
   * @param turn its request's
   * @param fit the name of a fit
   * @param steps whether each step's picture is wanted
   */
  CompletableFuture<Digit> digit(PictureSource picture, Turn turn, String fit, boolean steps) {
    Way way = ways.get(fit);
    // What is made of the answer, PNG files of each step perhaps, doesn't keep the network waiting.
    return untilClosed(
        fit(picture, turn, fit, steps)
            .thenCompose(
                fitted ->
                    way.batches()
                        .answer(fitted)
                        .thenApplyAsync(answer -> new Digit(fitted, answer), answering)));
  }

  /** Fits a picture, as {@link #digit} does, and doesn't read it. */
  CompletableFuture<Fitted> fit(PictureSource picture, Turn turn, String fit, boolean steps) {
    Way way = ways.get(fit);
    Fitter fitter = steps ? way.withSteps() : way.plain();
    return inTurn(turn, () -> fitter.fit(picture), new Fitted.Unreadable(turn.whySpent(), true));
  }

  /** Reads a picture's numbers. */
  CompletableFuture<NumberAnswer> numbers(PictureSource picture, Turn turn) {
    return inTurn(
        turn, () -> reader.read(picture), new NumberAnswer.Unreadable(turn.whySpent(), true));
  }

  /** Does work, or gives something else if the turn is spent. */
  private <T> CompletableFuture<T> inTurn(Turn turn, Callable<? extends T> work, T ifSpent) {
    var result = new CompletableFuture<T>();
    Runnable task =
        () -> {
          if (!turn.begin()) {
            return; // it was told
          }
          long start = System.nanoTime();
          try {
            result.complete(turn.isSpent() ? ifSpent : work.call());
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            result.completeExceptionally(ending()); // nobody else interrupts
          } catch (Exception | Error e) { // or nobody would ever be answered
            result.completeExceptionally(e);
          } finally {
            turn.worked(System.nanoTime() - start);
          }
        };
    turn.ifLate(() -> result.completeExceptionally(busy()));
    try {
      threads.execute(task);
    } catch (RejectedExecutionException e) {
      result.completeExceptionally(ending());
    }
    return untilClosed(result);
  }

  /** Whoever still waits for a result when this is closed is told so. */
  <T> CompletableFuture<T> untilClosed(CompletableFuture<T> result) {
    Runnable end = () -> result.completeExceptionally(ending());
    endings.add(end);
    if (threads.isShutdown()) {
      end.run();
    }
    return result.whenComplete((known, failure) -> endings.remove(end));
  }

  private HttpProblem busy() {
    return new HttpProblem(
        HttpStatus.SERVICE_UNAVAILABLE_503,
        "The server is busy: the request waited for " + times.waiting().toSeconds() + " seconds.");
  }

  private static HttpProblem ending() {
    return new HttpProblem(HttpStatus.SERVICE_UNAVAILABLE_503, "The server is shutting down.");
  }

  /** How many pictures wait. */
  int queued() {
    return threads.getQueue().size();
  }

  /** How many pictures cost a worker its life. */
  long losses() {
    return workers.losses();
  }

  /** How many times the network was asked for digits. */
  long batches() {
    return ways.values().stream().mapToLong(way -> way.recognizer().timing().batches()).sum();
  }

  /** Ends the workers, whatever they do, and closes the network. */
  @Override
  public void close() {
    threads.shutdownNow();
    endings.forEach(Runnable::run);
    workers.close();
    ways.values().forEach(way -> way.batches().close());
    answering.shutdownNow();
    ways.values().forEach(way -> way.recognizer().close());
    reader.close();
  }
}
