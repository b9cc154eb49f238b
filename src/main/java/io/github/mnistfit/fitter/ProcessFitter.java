package io.github.mnistfit.fitter;

import io.github.mnistfit.fit.Fit;
import io.github.mnistfit.image.PixelLimit;
import io.github.mnistfit.numbers.LineSegmenter.DigitTest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Pattern;

/**
 * Decodes and fits in worker processes, so that a picture that crashes a decoder takes nothing
 * along. A worker that crashes or hangs is replaced. Its picture is tried once more, in a process
 * that was started for it; if that crashes, too, the picture did it, and that is its answer. A
 * worker that was killed from outside is no fault of the picture's: it is tried more often.
 */
public final class ProcessFitter implements Fitter {
  /** Enough for the largest picture on a machine that is busy with other work. */
  public static final Duration TIMEOUT = Duration.ofMinutes(5);

  /**
   * Parts in which a timeout passes: while this process is stopped with its workers (Ctrl-Z), no
   * more than one does.
   */
  static final int PARTS = 100;

  private static final int ATTEMPTS = 2;

  private static final Pattern ARCHIVE = Pattern.compile("-XX:(SharedArchiveFile|AOTCache)=.*");
  private static final String NO_ARCHIVE = "-Xshare:auto";

  /**
   * The same where workers are killed from outside. Bounded, since a machine without enough memory
   * kills, too, and does so again.
   */
  private static final int ATTEMPTS_IF_KILLED = 8;

  private final List<String> command;
  private final FitOrder order;
  private final Duration timeout;
  private final int processes;
  private final Semaphore places;
  private final ConcurrentLinkedDeque<WorkerProcess> idle = new ConcurrentLinkedDeque<>();
  private final LongAdder losses = new LongAdder();
  private volatile boolean closed;
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(task -> daemon("mnistfit-watch", task));

  /**
   * Makes a pool of workers, none of which is started yet.
   *
   * @param command starts one
   * @param order what is done with pictures
   * @param timeout for a start, and for a picture
   */
  ProcessFitter(List<String> command, FitOrder order, int processes, Duration timeout) {
    this.command = command;
    this.order = order;
    this.processes = processes;
    this.places = new Semaphore(processes);
    this.timeout = timeout;
  }

  /**
   * As many workers as the machine has processors, started in the background at once: meanwhile
   * this process can load a network.
   *
   * @param limit pictures of more pixels are refused
   * @param extras what is made beside the results
   */
  public static ProcessFitter start(Fit fit, PixelLimit limit, Set<Extra> extras) {
    return start(fit, limit, extras, TIMEOUT);
  }

  /**
   * The same with another time for a picture.
   *
   * @param timeout for a start, and for a picture
   */
  public static ProcessFitter start(
      Fit fit, PixelLimit limit, Set<Extra> extras, Duration timeout) {
    var fitter =
        new ProcessFitter(
            command(FitWorker.arguments(limit)),
            FitOrder.of(fit, extras),
            Runtime.getRuntime().availableProcessors(),
            timeout);
    fitter.startAhead();
    return fitter;
  }

  /**
   * Starts a worker as this process was started, with options that keep its standard output for
   * answers.
   */
  static List<String> command(List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // Without the optimising compiler, since most of a worker's time is OpenCV's: 10,000 pictures
    // take 12.7 s of processor time instead of 14.2, 30,000 take 35.9 instead of 36.7.
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    // A sixty-fourth of the machine's memory would be filled before anything is collected.
    command.addAll(List.of("-Xms32m", "-XX:-UsePerfData", "-Xlog:disable"));
    // The launcher's archive of classes, if it has one.
    command.add(System.getProperty("mnistfit.archive", NO_ARCHIVE));
    command.add("-XX:+VerifySharedSpaces"); // one that is damaged isn't used
    // A crash is reported by us, in one line, and neither among the answers on standard output nor
    // in files in the user's folder.
    command.addAll(List.of("-XX:+SuppressFatalErrorMessage", "-XX:-CreateCoredumpOnCrash"));
    command.add("-XX:+DisplayVMOutputToStderr"); // SIGQUIT has threads listed
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    String natives = System.getProperty("java.library.path");
    if (natives != null) {
      command.add("-Djava.library.path=" + natives);
    }
    command.add(FitWorker.class.getName());
    command.addAll(arguments);
    return List.copyOf(command);
  }

  /** Starts all workers in the background; who wants a picture fitted meanwhile waits for them. */
  void startAhead() {
    for (int i = 0; i < processes; i++) {
      if (places.tryAcquire()) {
        daemon("mnistfit-start", this::startIdle).start();
      }
    }
  }

  private void startIdle() {
    try {
      idle.push(started());
    } catch (IOException | UnsatisfiedLinkError e) {
      // Whoever needs a worker tries again, and tells.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      places.release();
    }
    if (closed) {
      killIdle();
    }
  }

  /**
   * The same workers for another fit, or other extras. Closing it closes nothing: the workers are
   * this fitter's.
   */
  public Fitter with(Fit fit, Set<Extra> extras) {
    return new Sharing(FitOrder.of(fit, extras));
  }

  /** How many workers there are at most, and so how many pictures are in work at once. */
  public int processes() {
    return processes;
  }

  /** How many pictures cost a worker its life so far, since they crashed it or took too long. */
  public long losses() {
    return losses.sum();
  }

  /** A fitter whose pictures go to this one's workers. */
  private final class Sharing implements Fitter {
    private final FitOrder other;

    Sharing(FitOrder other) {
      this.other = other;
    }

    @Override
    public Fitted fit(PictureSource picture) throws InterruptedException {
      return ProcessFitter.this.fit(other, picture);
    }

    @Override
    public Segmented segment(PictureSource picture, DigitTest test) throws InterruptedException {
      return ProcessFitter.this.segment(other, picture, test);
    }

    @Override
    public void close() {}
  }

  @Override
  public Fitted fit(PictureSource picture) throws InterruptedException {
    return fit(order, picture);
  }

  private Fitted fit(FitOrder what, PictureSource picture) throws InterruptedException {
    try {
      byte[] bytes = picture.bytes();
      return inWorker(worker -> worker.fit(what, bytes));
    } catch (IOException e) {
      return unreadable(e);
    }
  }

  @Override
  public Segmented segment(PictureSource picture, DigitTest test) throws InterruptedException {
    return segment(order, picture, test);
  }

  private Segmented segment(FitOrder what, PictureSource picture, DigitTest test)
      throws InterruptedException {
    try {
      byte[] bytes = picture.bytes();
      return inWorker(worker -> worker.segment(what, bytes, test));
    } catch (IOException e) {
      return unreadable(e);
    }
  }

  private static Fitted.Unreadable unreadable(IOException e) {
    return e instanceof NoWorkerException
        ? new Fitted.Unreadable(e.getMessage(), true)
        : Fitted.Unreadable.because(e);
  }

  /** There is no worker for a picture, which has no part in that. */
  private static final class NoWorkerException extends IOException {
    private static final long serialVersionUID = 1;

    NoWorkerException(String message, Exception cause) {
      super(message, cause);
    }

    static NoWorkerException notStarted(IOException cause) {
      return new NoWorkerException("a process to decode it in can't be started", cause);
    }
  }

  /** What a worker is asked. */
  @FunctionalInterface
  private interface Request<T> {
    T send(WorkerProcess worker) throws IOException;
  }

  /** How often workers have ended at one task. */
  private static final class Ends {
    private int crashes;
    private int kills;

    /** Counts one; returns whether there may be another attempt. */
    boolean mayGoOn(boolean wasKilled) {
      if (wasKilled) {
        kills++;
      } else {
        crashes++;
      }
      return crashes < ATTEMPTS && kills < ATTEMPTS_IF_KILLED;
    }
  }

  /** A worker is no more. */
  private static final class WorkerEndedException extends Exception {
    private static final long serialVersionUID = 1;
    private final boolean wasKilled;

    WorkerEndedException(boolean wasKilled, IOException cause) {
      super(cause);
      this.wasKilled = wasKilled;
    }
  }

  private <T> T inWorker(Request<? extends T> request) throws IOException, InterruptedException {
    places.acquire();
    try {
      var ends = new Ends();
      WorkerProcess worker = idle.poll();
      while (true) {
        try {
          return attempt(request, worker == null ? started() : worker);
        } catch (WorkerEndedException e) {
          if (!ends.mayGoOn(e.wasKilled)) {
            throw e.wasKilled
                ? new NoWorkerException("its process was killed again and again", e)
                : new IOException("crashes the decoder", e);
          }
          worker = null;
        }
      }
    } finally {
      places.release();
    }
  }

  /**
   * Asks a worker.
   *
   * @throws WorkerEndedException if it is no more
   * @throws IOException if the picture takes too long
   */
  private <T> T attempt(Request<? extends T> request, WorkerProcess worker)
      throws IOException, WorkerEndedException, InterruptedException {
    boolean isAlive = false;
    var isTimeUp = new AtomicBoolean();
    var wasResting = new AtomicBoolean();
    Future<?> alarm =
        afterTimeout(
            () -> {
              isTimeUp.set(true);
              wasResting.set(!closed && worker.isResting());
              worker.kill();
            });
    try {
      T result = request.send(worker);
      isAlive = true;
      idle.push(worker);
      if (closed) {
        killIdle(); // closed meanwhile: nobody else would
      }
      return result;
    } catch (IOException e) {
      if (isTimeUp.get() && !wasResting.get()) {
        throw new IOException("takes longer than " + timeout.toSeconds() + " seconds", e);
      }
      throw new WorkerEndedException(wasResting.get() || worker.wasKilled(), e);
    } finally {
      alarm.cancel(false);
      if (!isAlive) {
        worker.kill();
        losses.increment();
      }
    }
  }

  /** A worker that is ready. One that ends or hangs before is tried again. */
  private WorkerProcess started() throws IOException, InterruptedException {
    var ends = new Ends();
    for (boolean isAgain = false; ; isAgain = true) {
      WorkerProcess worker;
      try {
        worker = WorkerProcess.start(isAgain ? withoutArchive(command) : command);
      } catch (IOException e) { // what starts it may have been killed, too; or there is no memory
        if (!ends.mayGoOn(true)) {
          throw NoWorkerException.notStarted(e);
        }
        continue;
      }
      boolean isReady = false;
      var isTimeUp = new AtomicBoolean();
      Future<?> alarm =
          afterTimeout(
              () -> {
                isTimeUp.set(true);
                worker.kill();
              });
      try {
        worker.awaitReady();
        isReady = true;
        return worker;
      } catch (IOException e) {
        if (!ends.mayGoOn(!isTimeUp.get() && worker.wasKilled())) {
          throw NoWorkerException.notStarted(e);
        }
      } finally {
        alarm.cancel(false);
        if (!isReady) {
          worker.kill();
        }
      }
    }
  }

  /** The JVM ends at once if its archive of classes was cut off since this process was started. */
  private static List<String> withoutArchive(List<String> command) {
    return command.stream()
        .map(word -> ARCHIVE.matcher(word).matches() ? NO_ARCHIVE : word)
        .toList();
  }

  private Future<?> afterTimeout(Runnable end) {
    var left = new AtomicInteger(PARTS);
    Runnable part =
        () -> {
          if (left.decrementAndGet() == 0) {
            end.run();
          }
        };
    long nanos = timeout.toNanos() / PARTS;
    try {
      return watch.scheduleWithFixedDelay(part, nanos, nanos, TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) { // closed while the worker was starting
      end.run();
      return CompletableFuture.completedFuture(null);
    }
  }

  /** Ends all workers; one that is at work ends behind it. */
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

  private static Thread daemon(String name, Runnable task) {
    var thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }
}
