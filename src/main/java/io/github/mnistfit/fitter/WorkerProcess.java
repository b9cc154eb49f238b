package io.github.mnistfit.fitter;

import io.github.mnistfit.mnist.MnistImage;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.List;
import java.util.Optional;

/** A running {@link FitWorker}, seen from outside; used by one thread at a time. */
final class WorkerProcess {
  private final Process process;
  private final DataInputStream in;
  private final DataOutputStream out;

  private WorkerProcess(Process process) {
    this.process = process;
    this.in = new DataInputStream(new BufferedInputStream(process.getInputStream()));
    this.out = new DataOutputStream(process.getOutputStream());
  }

  /**
   * Starts a worker and waits until it is ready.
   *
   * @throws IOException if it can't be started
   * @throws UnsatisfiedLinkError if it finds no native library
   */
  static WorkerProcess start(List<String> command) throws IOException {
    // The decoders write to standard error about damaged pictures: that is told in our words.
    var started = new ProcessBuilder(command).redirectError(Redirect.DISCARD).start();
    var worker = new WorkerProcess(started);
    if (worker.in.read() == FitWorker.READY) {
      return worker;
    }
    try {
      throw new UnsatisfiedLinkError(worker.in.readUTF());
    } finally {
      worker.kill();
    }
  }

  /**
   * Has a picture fitted.
   *
   * @throws RefusedException if the worker says why it can't be
   * @throws IOException if the worker is no more
   */
  FittedPicture fit(byte[] picture) throws IOException {
    out.writeInt(picture.length);
    out.write(picture);
    out.flush();
    return switch (in.read()) {
      case FitWorker.IMAGE -> {
        byte[] pixels = new byte[MnistImage.PIXELS];
        in.readFully(pixels);
        yield fitted(Optional.of(MnistImage.of(pixels)));
      }
      case FitWorker.NOTHING -> fitted(Optional.empty());
      case FitWorker.REASON -> throw new RefusedException(in.readUTF());
      default -> throw new IOException("the worker has ended");
    };
  }

  private FittedPicture fitted(Optional<MnistImage> image) throws IOException {
    byte[] thumbnail = in.readNBytes(in.readInt());
    return new FittedPicture(
        image, thumbnail.length == 0 ? Optional.empty() : Optional.of(thumbnail));
  }

  /** Ends it at once, whatever it does. */
  void kill() {
    process.destroyForcibly();
  }

  /** The worker lives, and says what is wrong with the picture. */
  static final class RefusedException extends IOException {
    private static final long serialVersionUID = 1L;

    RefusedException(String reason) {
      super(reason);
    }
  }
}
