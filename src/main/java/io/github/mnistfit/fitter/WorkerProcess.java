package io.github.mnistfit.fitter;

import io.github.mnistfit.numbers.LineSegmenter.DigitTest;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** A running {@link FitWorker}, seen from outside; used by one thread at a time. */
final class WorkerProcess {
  /** 128 and the number of SIGKILL, and of SIGTERM. A crash ends by other signals. */
  private static final Set<Integer> KILLED = Set.of(137, 143);

  /** It has ended, or is just ending; on a very busy machine that takes a while. */
  private static final int SECONDS_TO_END = 10;

  /** Time enough to be given a processor, on a busy machine too. */
  private static final Duration MOMENT = Duration.ofMillis(500);

  private final Process process;
  private final DataInputStream in;
  private final DataOutputStream out;

  private WorkerProcess(Process process) {
    this.process = process;
    this.in = new DataInputStream(new BufferedInputStream(process.getInputStream()));
    this.out = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
  }

  /**
   * Starts a worker; it isn't ready before {@link #awaitReady}.
   *
   * @throws IOException if it can't be started
   */
  static WorkerProcess start(List<String> command) throws IOException {
    // The decoders write to standard error about damaged pictures: that is told in our words.
    return new WorkerProcess(new ProcessBuilder(command).redirectError(Redirect.DISCARD).start());
  }

  /**
   * Waits until the worker can be asked.
   *
   * @throws IOException if it ends before
   * @throws UnsatisfiedLinkError if it finds no native library
   */
  void awaitReady() throws IOException {
    int first = in.readUnsignedByte();
    if (first == WorkerProtocol.UNREADABLE) {
      throw new UnsatisfiedLinkError(in.readUTF());
    }
    if (first != WorkerProtocol.READY) {
      throw new IOException("a worker that begins with " + first);
    }
  }

  /**
   * Has a picture fitted.
   *
   * @throws IOException if the worker is no more
   */
  Fitted fit(FitOrder order, byte[] picture) throws IOException {
    request(WorkerProtocol.FIT, order, picture);
    return WorkerProtocol.readFitted(in);
  }

  /**
   * Has a picture segmented.
   *
   * @throws IOException if the worker is no more
   */
  Segmented segment(FitOrder order, byte[] picture, DigitTest test) throws IOException {
    request(WorkerProtocol.SEGMENT, order, picture);
    return WorkerProtocol.readSegmented(in, out, test);
  }

  private void request(int kind, FitOrder order, byte[] picture) throws IOException {
    out.write(kind);
    WorkerProtocol.write(order, out);
    out.writeInt(picture.length);
    out.write(picture);
    out.flush();
  }

  /** Whether it, of which nothing more is heard, was ended from outside, and not by a crash. */
  boolean wasKilled() throws InterruptedException {
    return process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)
        && KILLED.contains(process.exitValue());
  }

  /**
   * Looks for a moment whether it does nothing, and so doesn't decode: it was stopped, or its
   * machine was.
   */
  boolean isResting() {
    Optional<Duration> before = process.info().totalCpuDuration();
    try {
      Thread.sleep(MOMENT.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
    return before.isPresent() && before.equals(process.info().totalCpuDuration());
  }

  /** Ends it at once, whatever it does. */
  void kill() {
    process.destroyForcibly();
  }
}
