package io.github.mnistfit;

import io.github.mnistfit.fit.Fit;
import io.github.mnistfit.fit.StepPicture;
import io.github.mnistfit.image.Guarded;
import io.github.mnistfit.image.Picture;
import io.github.mnistfit.image.PictureSource;
import io.github.mnistfit.mnist.MnistImage;
import io.github.mnistfit.network.DigitNetwork;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;

/**
 * Reads handwritten digits: a picture in, an {@link Answer} out.
 *
 * <pre>{@code
 * try (var recognizer = DigitRecognizer.open(Path.of("default.zip"))) {
 *   if (recognizer.recognize(Path.of("seven.jpg")) instanceof Answer.Read read) {
 *     System.out.println(read.prediction().digit());
 *   }
 * }
 * }</pre>
 *
 * <p>Instances may be used by several threads; those that recognise at the same time share the
 * network in turn.
 */
public final class DigitRecognizer implements AutoCloseable {
  /** Pictures that go through the network at once: larger batches are no faster. */
  private static final int BATCH = 64;

  /** Pictures that are in work or wait for their turn; bounds the memory of a long run. */
  private static final int AHEAD = 4 * BATCH;

  /**
   * How long a picture waits for those that are in work behind it, in nanoseconds: the network
   * takes hardly longer for ten pictures than for one, and nobody sees a fiftieth of a second.
   */
  private static final long LINGER = 20_000_000;

  private final DigitNetwork network;
  private final Fit fit;
  private final LongAdder fitting = new LongAdder();
  private final LongAdder reading = new LongAdder();
  private final LongAdder batches = new LongAdder();

  private DigitRecognizer(DigitNetwork network, Fit fit) {
    this.network = network;
    this.fit = fit;
  }

  /**
   * Opens a model with the default fit.
   *
   * @param model a model file, as {@code mnistfit train} writes it
   * @throws IOException if it isn't a usable model; the message is for the user
   */
  public static DigitRecognizer open(Path model) throws IOException {
    return open(model, Fit.standard());
  }

  /**
   * Opens a model.
   *
   * @param model a model file, as {@code mnistfit train} writes it
   * @param fit how pictures are fitted to MNIST
   * @throws IOException if it isn't a usable model; the message is for the user
   */
  public static DigitRecognizer open(Path model, Fit fit) throws IOException {
    return of(DigitNetwork.load(model), fit);
  }

  /** Joins a network and a fit; closing the recogniser closes the network. */
  public static DigitRecognizer of(DigitNetwork network, Fit fit) {
    return new DigitRecognizer(network, fit);
  }

  /** Reads the digit in a picture file. */
  public Answer recognize(Path file) {
    return recognize(PictureSource.of(file));
  }

  /** Reads the digit in a picture file's bytes. */
  public Answer recognize(byte[] bytes) {
    return recognize(PictureSource.of(bytes));
  }

  /** Reads the digit in a picture. */
  public Answer recognize(PictureSource source) {
    return answers(List.of(fitted(source))).get(0);
  }

  /**
   * Reads many pictures. They are decoded and fitted on as many threads as the machine has
   * processors and go through the network in batches; the answers come in the order of the
   * pictures, each as soon as it is known.
   *
   * @param sources the pictures; it may wait for the next one to arrive
   * @param consumer gets each picture and its answer, on the calling thread
   * @throws InterruptedException if the calling thread was interrupted
   */
  public <S extends PictureSource> void recognizeAll(
      Iterator<S> sources, BiConsumer<? super S, ? super Answer> consumer)
      throws InterruptedException {
    int threads = Runtime.getRuntime().availableProcessors();
    ExecutorService workers = Executors.newFixedThreadPool(threads, DigitRecognizer::daemon);
    BlockingQueue<Job<S>> jobs = new ArrayBlockingQueue<>(AHEAD);
    Thread feeder = daemon(() -> feed(sources, jobs, workers));
    feeder.start();
    try {
      drain(jobs, consumer);
    } finally {
      feeder.interrupt();
      workers.shutdownNow();
    }
  }

  /**
   * Fits a picture and keeps what every step made of it, to be looked at.
   *
   * @throws IOException if the picture can't be read, with the reason in a few lower-case words
   */
  public List<StepPicture> trace(PictureSource source) throws IOException {
    try (Picture picture = source.open(fit.decoding())) {
      return fit.trace(picture);
    }
  }

  /**
   * Reads images that are in MNIST's form already: they aren't fitted.
   *
   * @return what the network says of each, in order
   */
  public List<Answer> read(List<MnistImage> images) {
    return answers(images.stream().map(image -> new Fitted(image, null)).toList());
  }

  /**
   * The confidence under which the model takes what it sees for no digit, in [0, 1]: a {@link
   * Prediction} that stays under it is best told as "no digit".
   */
  public double minConfidence() {
    return network.minConfidence();
  }

  /**
   * Where the time has gone so far, the times of all threads added up.
   *
   * @param fitting decoding and fitting, in seconds; where worker processes do it, also waiting for
   *     them
   * @param reading the network, in seconds
   * @param batches how many times the network was asked
   */
  public record Timing(double fitting, double reading, int batches) {}

  /** Where the time has gone so far. */
  public Timing timing() {
    return new Timing(fitting.sum() / 1e9, reading.sum() / 1e9, batches.intValue());
  }

  @Override
  public void close() {
    network.close();
  }

  /** A picture in work; the last one of a run has no source. */
  private record Job<S>(S source, Future<Fitted> fitted) {
    boolean isLast() {
      return source == null;
    }
  }

  /** A picture before the network has seen it: an image, or the answer if there is none. */
  private record Fitted(MnistImage image, Answer failure) {}

  private <S extends PictureSource> void feed(
      Iterator<S> sources, BlockingQueue<Job<S>> jobs, ExecutorService workers) {
    try {
      try {
        while (sources.hasNext()) {
          S source = sources.next();
          jobs.put(new Job<>(source, workers.submit(() -> fitted(source))));
        }
        jobs.put(new Job<>(null, CompletableFuture.completedFuture(null)));
      } catch (RuntimeException e) {
        jobs.put(new Job<>(null, CompletableFuture.failedFuture(e)));
      }
    } catch (InterruptedException e) {
      // The reader of the answers has gone: nobody waits for the rest.
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Waits for the first picture in the queue, and a little for those behind it, and answers them:
   * one that comes alone is answered at once, those that come fast share a batch.
   */
  private <S extends PictureSource> void drain(
      BlockingQueue<Job<S>> jobs, BiConsumer<? super S, ? super Answer> consumer)
      throws InterruptedException {
    while (true) {
      Job<S> first = jobs.take();
      Fitted head = result(first.fitted());
      if (first.isLast()) {
        return;
      }
      List<S> sources = new ArrayList<>(List.of(first.source()));
      List<Fitted> batch = new ArrayList<>(List.of(head));
      long end = System.nanoTime() + LINGER;
      Job<S> next = jobs.peek();
      while (batch.size() < BATCH && next != null && !next.isLast() && isDone(next, end)) {
        sources.add(next.source());
        batch.add(result(jobs.take().fitted()));
        next = jobs.peek();
      }
      List<Answer> answers = answers(batch);
      for (int i = 0; i < answers.size(); i++) {
        consumer.accept(sources.get(i), answers.get(i));
      }
    }
  }

  /** Whether a picture is fitted before a time. */
  private static boolean isDone(Job<?> job, long end) throws InterruptedException {
    try {
      job.fitted().get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      return true; // with a failure, which its turn will bring
    }
  }

  private Fitted fitted(PictureSource source) {
    long start = System.nanoTime();
    try {
      return Guarded.run(() -> source.fitted(fit))
          .map(image -> new Fitted(image, null))
          .orElseGet(() -> new Fitted(null, new Answer.NoDigit("no ink found")));
    } catch (IOException e) {
      return new Fitted(null, new Answer.Unreadable(e.getMessage()));
    } finally {
      fitting.add(System.nanoTime() - start);
    }
  }

  private List<Answer> answers(List<Fitted> batch) {
    List<MnistImage> images =
        batch.stream().filter(f -> f.failure() == null).map(Fitted::image).toList();
    long start = System.nanoTime();
    Iterator<double[]> probabilities = network.probabilities(images).iterator();
    reading.add(System.nanoTime() - start);
    batches.increment();
    List<Answer> answers = new ArrayList<>(batch.size());
    for (Fitted fitted : batch) {
      answers.add(
          fitted.failure() != null
              ? fitted.failure()
              : new Answer.Read(fitted.image(), new Prediction(probabilities.next())));
    }
    return answers;
  }

  private static <T> T result(Future<T> future) throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) { // no native library, for one
        throw error;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  private static Thread daemon(Runnable task) {
    var thread = new Thread(task, "mnistfit");
    thread.setDaemon(true);
    return thread;
  }
}
