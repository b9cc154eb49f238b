package io.github.mnistfit.fitter;

import io.github.mnistfit.fit.Fit;
import io.github.mnistfit.image.Decoding;
import io.github.mnistfit.image.Picture;
import io.github.mnistfit.image.PictureReader;
import io.github.mnistfit.image.PictureSource;
import io.github.mnistfit.image.PixelLimit;
import io.github.mnistfit.mnist.MnistImage;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Processes that decode and fit pictures. One that crashes or hangs is replaced, and its picture
 * tried once more in a fresh one: if the worker was killed by chance, nothing is lost; if the
 * picture did it, that is its answer. Processes are started when they are first needed, or {@link
 * #startAhead}.
 */
public final class ProcessFitter implements AutoCloseable {
  /** Enough for the largest picture on a machine that is busy with other work. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private static final int ATTEMPTS = 2;

  private final List<String> command;
  private final PixelLimit limit;
  private final Duration patience;
  private final int processes;
  private final Semaphore places;
  private final ConcurrentLinkedDeque<WorkerProcess> idle = new ConcurrentLinkedDeque<>();
  private volatile boolean closed;
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            var thread = new Thread(task, "mnistfit-watch");
            thread.setDaemon(true);
            return thread;
          });

  ProcessFitter(List<String> command, PixelLimit limit, int processes, Duration patience) {
    this.command = command;
    this.limit = limit;
    this.processes = processes;
    this.places = new Semaphore(processes);
    this.patience = patience;
  }

  /**
   * As many workers as the machine has processors, all with one fit.
   *
   * @param limit the most pixels that a picture may have
   * @param thumbnails whether a small JPEG of each picture is wanted
   */
  public static ProcessFitter of(Fit fit, PixelLimit limit, boolean thumbnails) {
    return new ProcessFitter(
        command(fit, limit, thumbnails),
        limit,
        Runtime.getRuntime().availableProcessors(),
        PATIENCE);
  }

  private static List<String> command(Fit fit, PixelLimit limit, boolean thumbnails) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // Without the optimising compiler, since most of a worker's time is OpenCV's: 10,000 pictures
    // take 12.7 s of processor time instead of 14.2, 30,000 take 35.9 instead of 36.7.
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-XX:-UsePerfData", "-Xlog:disable"));
    // The launcher's archive of classes, if it has one.
    command.add(System.getProperty("mnistfit.archive", "-Xshare:auto"));
    // A crash is reported by us, in one line, and not by a file in the user's folder.
    command.addAll(List.of("-XX:-CreateCoredumpOnCrash", "-XX:ErrorFile=" + nowhere()));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    String natives = System.getProperty("java.library.path");
    if (natives != null) {
      command.add("-Djava.library.path=" + natives);
    }
    command.add(FitWorker.class.getName());
    command.addAll(
        List.of(fit.name(), Long.toString(limit.pixels()), Boolean.toString(thumbnails)));
    return List.copyOf(command);
  }

  private static String nowhere() {
    return System.getProperty("os.name").startsWith("Windows") ? "NUL" : "/dev/null";
  }

  /**
   * Starts all workers in the background, while this process is busy with something else. Who wants
   * a picture fitted meanwhile waits for them.
   */
  public void startAhead() {
    for (int i = 0; i < processes; i++) {
      if (places.tryAcquire()) {
        var thread = new Thread(this::start, "mnistfit-start");
        thread.setDaemon(true);
        thread.start();
      }
    }
  }

  private void start() {
    try {
      idle.push(WorkerProcess.start(command));
    } catch (IOException | UnsatisfiedLinkError e) {
      // Whoever needs a worker tries again, and tells.
    } finally {
      places.release();
    }
    if (closed) {
      killIdle();
    }
  }

  /** A picture file that is fitted in a worker. */
  public PictureSource source(Path file) {
    return new Source(file);
  }

  private final class Source implements PictureSource {
    private final Path file;
    private volatile byte[] thumbnail;

    Source(Path file) {
      this.file = file;
    }

    @Override
    public Picture open(Decoding decoding) throws IOException {
      return PictureSource.of(file, limit).open(decoding);
    }

    /** The fit is the workers'. */
    @Override
    public Optional<MnistImage> fitted(Fit fit) throws IOException {
      FittedPicture fitted = fit(PictureReader.bytes(file));
      thumbnail = fitted.thumbnail().orElse(null);
      return fitted.image();
    }

    @Override
    public Optional<byte[]> thumbnail() {
      return Optional.ofNullable(thumbnail);
    }
  }

  /**
   * Has a picture fitted.
   *
   * @param picture a picture file's bytes
   * @throws IOException if it can't be read, with the reason in a few lower-case words
   * @throws UnsatisfiedLinkError if there is no native library for this machine
   */
  FittedPicture fit(byte[] picture) throws IOException {
    try {
      places.acquire();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
    try {
      for (int attempt = 1; ; attempt++) {
        WorkerProcess worker = idle.poll();
        if (worker == null) {
          worker = WorkerProcess.start(command);
        }
        Future<?> alarm = watch.schedule(worker::kill, patience.toMillis(), TimeUnit.MILLISECONDS);
        try {
          FittedPicture fitted = worker.fit(picture);
          idle.push(worker);
          return fitted;
        } catch (WorkerProcess.RefusedException e) {
          idle.push(worker);
          throw e;
        } catch (IOException e) {
          worker.kill();
          if (alarm.isDone()) {
            throw new IOException("takes longer than " + patience.toSeconds() + " seconds", e);
          }
          if (attempt == ATTEMPTS) {
            throw new IOException("brings its decoder down", e);
          }
        } finally {
          alarm.cancel(false);
        }
      }
    } finally {
      places.release();
    }
  }

  /** Ends all workers; none may be at work. */
  @Override
  public void close() {
    closed = true;
    watch.shutdownNow();
    killIdle();
  }

  private void killIdle() {
    for (WorkerProcess worker = idle.poll(); worker != null; worker = idle.poll()) {
      worker.kill();
    }
  }
}
