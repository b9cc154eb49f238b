package io.github.mnistfit.fitter;

import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Works ahead of whoever takes the results: on as many threads as the machine has processors, at
 * most so many sources before the one whose result is awaited. Results come in the order of their
 * sources. Used by one thread.
 *
 * @param <S> what is worked on
 * @param <T> what comes of it
 */
public final class Prefetch<S, T> implements AutoCloseable {
  /** Bounds the memory of a long run; four of the network's batches. */
  private static final int AHEAD = 256;

  private final ExecutorService threads =
      Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors(), Prefetch::daemon);
  private final BlockingQueue<Job<S, T>> jobs;
  private final Thread feeder;

  /** What is done with a source. */
  @FunctionalInterface
  public interface Work<S, T> {
    /** Does it. */
    T apply(S source) throws InterruptedException;
  }

  /** A source and what came of it. */
  public record Item<S, T>(S source, T result) {}

  /** A source in work; the last job has none. */
  private record Job<S, T>(S source, Future<T> result) {
    boolean isLast() {
      return source == null;
    }
  }

  /**
   * Begins at once.
   *
   * @param sources read on a thread of its own; it may wait for the next one to arrive
   */
  public Prefetch(Iterator<? extends S> sources, Work<? super S, ? extends T> work) {
    this(sources, work, AHEAD);
  }

  /**
   * The same for results that take more memory.
   *
   * @param ahead how many of them may wait
   */
  public Prefetch(Iterator<? extends S> sources, Work<? super S, ? extends T> work, int ahead) {
    jobs = new ArrayBlockingQueue<>(ahead);
    feeder = daemon(() -> feed(sources, work));
    feeder.start();
  }

  /**
   * Waits for the next source's result; empty behind the last one.
   *
   * @throws InterruptedException if the calling thread was interrupted
   * @throws RuntimeException as the work or the iterator threw it
   */
  public Optional<Item<S, T>> take() throws InterruptedException {
    Job<S, T> job = jobs.take();
    T result = result(job.result());
    return job.isLast() ? Optional.empty() : Optional.of(new Item<>(job.source(), result));
  }

  /**
   * The next source's result if it is there before a time; empty if not, or behind the last one.
   *
   * @param deadline of {@link System#nanoTime}
   */
  public Optional<Item<S, T>> poll(long deadline) throws InterruptedException {
    Job<S, T> next = jobs.peek();
    return next == null || next.isLast() || !isDone(next, deadline) ? Optional.empty() : take();
  }

  /** Gives up what nobody has taken. */
  @Override
  public void close() {
    feeder.interrupt();
    threads.shutdownNow();
  }

  private void feed(Iterator<? extends S> sources, Work<? super S, ? extends T> work) {
    try {
      try {
        while (sources.hasNext()) {
          S source = sources.next();
          jobs.put(new Job<>(source, threads.submit(() -> work.apply(source))));
        }
        jobs.put(new Job<>(null, CompletableFuture.completedFuture(null)));
      } catch (RuntimeException | Error e) { // or whoever takes the results would wait for ever
        jobs.put(new Job<>(null, CompletableFuture.failedFuture(e)));
      }
    } catch (InterruptedException e) {
      // Whoever took the results has gone: nobody waits for the rest.
      Thread.currentThread().interrupt();
    }
  }

  private static boolean isDone(Job<?, ?> job, long deadline) throws InterruptedException {
    try {
      job.result().get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      return true; // with a failure, which its turn will bring
    }
  }

  private static <T> T result(Future<T> future) throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) { // no native library, for one
        throw error;
      }
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
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
