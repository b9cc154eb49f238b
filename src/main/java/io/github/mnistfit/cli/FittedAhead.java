package io.github.mnistfit.cli;

import io.github.mnistfit.fit.Fit;
import io.github.mnistfit.image.Decoding;
import io.github.mnistfit.image.Picture;
import io.github.mnistfit.image.PictureSource;
import io.github.mnistfit.mnist.MnistImage;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * A picture that is decoded and fitted on a thread of its own before anybody asks: a command with
 * one picture does so while the network wakes up, and has OpenCV's library loaded beside ND4J's.
 */
final class FittedAhead implements PictureSource, AutoCloseable {
  private final PictureSource source;
  private final FutureTask<Optional<MnistImage>> fitting;
  private final CompletableFuture<Void> end;

  private FittedAhead(PictureSource source, Fit fit) {
    this.source = source;
    this.fitting = new FutureTask<>(() -> source.fitted(fit));
    this.end = CompletableFuture.runAsync(fitting, FittedAhead::onDaemon);
  }

  /**
   * Begins at once.
   *
   * @param fit the only one that {@link #fitted} will be asked for
   */
  static FittedAhead begin(PictureSource source, Fit fit) {
    return new FittedAhead(source, fit);
  }

  private static void onDaemon(Runnable task) {
    var thread = new Thread(task, "fit ahead");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public Picture open(Decoding decoding) throws IOException {
    return source.open(decoding);
  }

  /** What was begun, as soon as it is done; fails as it would have failed here. */
  @Override
  public Optional<MnistImage> fitted(Fit fit) throws IOException {
    try {
      return fitting.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      if (e.getCause() instanceof Error failure) { // out of memory, or no native library
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  @Override
  public Optional<byte[]> thumbnail() {
    return source.thumbnail();
  }

  /** Waits for the end: a process that ended while a native library works could crash. */
  @Override
  public void close() {
    end.join();
  }
}
