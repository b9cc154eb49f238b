package io.github.mnistfit.training;

import io.github.mnistfit.training.scenes.Scene;
import io.github.mnistfit.training.scenes.SceneSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Scenes in batches, drawn ahead on other threads; what a step gets depends on the seed and its
 * number alone.
 */
final class SceneBatches implements AutoCloseable {
  /** Batches that are drawn ahead, so that the network needn't wait. */
  private static final int AHEAD = 6;

  /** Drawing takes a fifth of the time of a step. */
  private static final int THREADS = 2;

  private final SceneSource source;
  private final int batchSize;
  private final long seed;
  private final ExecutorService threads =
      Executors.newFixedThreadPool(THREADS, SceneBatches::daemon);
  private final Queue<Future<List<Scene>>> ready = new ArrayDeque<>();
  private int next;
  private long waited;

  /**
   * Begins to draw.
   *
   * @param first the number of the step whose batch comes first
   */
  SceneBatches(SceneSource source, int batchSize, long seed, int first) {
    this.source = source;
    this.batchSize = batchSize;
    this.seed = seed;
    this.next = first;
    for (int i = 0; i < AHEAD; i++) {
      begin();
    }
  }

  /** The next batch. */
  List<Scene> next() throws InterruptedException {
    long start = System.nanoTime();
    try {
      List<Scene> batch = ready.remove().get();
      waited += System.nanoTime() - start;
      begin();
      return batch;
    } catch (ExecutionException e) {
      throw new IllegalStateException("a scene couldn't be drawn", e.getCause());
    }
  }

  /** The time that the network has waited for batches so far, in nanoseconds. */
  long waited() {
    return waited;
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }

  private void begin() {
    int step = next++;
    ready.add(threads.submit(() -> drawn(step)));
  }

  private List<Scene> drawn(int step) {
    List<Scene> scenes = new ArrayList<>(batchSize);
    for (int i = 0; i < batchSize; i++) {
      scenes.add(source.any(random(seed, (long) step * batchSize + i)));
    }
    return scenes;
  }

  /** Random numbers that depend on a seed and a place alone. */
  static SplittableRandom random(long seed, long place) {
    return new SplittableRandom(seed * 0x9e3779b97f4a7c15L + place);
  }

  private static Thread daemon(Runnable task) {
    var thread = new Thread(task, "draw scenes");
    thread.setDaemon(true);
    return thread;
  }
}
