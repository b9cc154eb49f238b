package io.github.mnistfit.fitter;

import io.github.mnistfit.numbers.LineSegmenter.DigitTest;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Gives up a picture that takes too long in this process. Native code can't be stopped: it works on
 * until the process ends, and so this is for a single picture, behind which no other waits.
 */
public final class TimedFitter implements Fitter {
  private final Fitter fitter;
  private final Duration timeout;
  private volatile boolean isStuck;

  /** Gives a picture as much time as worker processes do. */
  public TimedFitter(Fitter fitter) {
    this(fitter, ProcessFitter.TIMEOUT);
  }

  TimedFitter(Fitter fitter, Duration timeout) {
    this.fitter = fitter;
    this.timeout = timeout;
  }

  @Override
  public Fitted fit(PictureSource picture) throws InterruptedException {
    try {
      PictureSource read = PictureSource.of(picture.bytes()); // may wait for standard input
      return inTime(new FutureTask<Fitted>(() -> fitter.fit(read)));
    } catch (IOException e) {
      return Fitted.Unreadable.because(e);
    }
  }

  @Override
  public Segmented segment(PictureSource picture, DigitTest test) throws InterruptedException {
    try {
      PictureSource read = PictureSource.of(picture.bytes());
      return inTime(new FutureTask<Segmented>(() -> fitter.segment(read, test)));
    } catch (IOException e) {
      return Fitted.Unreadable.because(e);
    }
  }

  private <T> T inTime(FutureTask<T> task) throws IOException, InterruptedException {
    var thread = new Thread(task, "mnistfit-picture");
    thread.setDaemon(true);
    thread.start();
    try {
      for (int part = 1; part < ProcessFitter.PARTS; part++) {
        try {
          return get(task);
        } catch (TimeoutException e) {
          // There are more: this process may have been stopped meanwhile.
        }
      }
      return get(task);
    } catch (TimeoutException e) {
      isStuck = true;
      throw new IOException("takes longer than " + timeout.toSeconds() + " seconds", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) { // no native library, for one
        throw error;
      }
      if (e.getCause() instanceof RuntimeException failure) { // of a network that can't be loaded
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  private <T> T get(FutureTask<T> task)
      throws ExecutionException, InterruptedException, TimeoutException {
    return task.get(timeout.toNanos() / ProcessFitter.PARTS, TimeUnit.NANOSECONDS);
  }

  /** Doesn't wait for a picture that was given up. */
  @Override
  public void close() {
    if (!isStuck) {
      fitter.close();
    }
  }
}
