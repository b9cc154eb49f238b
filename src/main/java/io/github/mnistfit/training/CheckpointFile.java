package io.github.mnistfit.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The checkpoint beside the model that a run is to write. While it is open, an interrupt (Ctrl-C,
 * or a polite kill) lets the step that is being done come to its end, and waits for at most a
 * minute until the checkpoint is written, or the finished model is scored.
 */
final class CheckpointFile implements TrainingControl, AutoCloseable {
  /** A step takes a fraction of a second, on a very busy machine a few. */
  private static final int TIMEOUT_SECONDS = 60;

  private final Path file;
  private final String run;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread hook = new Thread(this::stopAndWait, "stop training");
  private volatile boolean stopRequested;

  /**
   * Waits for interrupts until it is closed.
   *
   * @param model the file that the run is to write
   * @param run the run's settings and data, as text
   */
  CheckpointFile(Path model, String run) {
    this.file = beside(model);
    this.run = run;
    try {
      Runtime.getRuntime().addShutdownHook(hook);
    } catch (IllegalStateException e) { // the process is ending
      stopRequested = true;
    }
  }

  /** Makes sure that no run that hasn't ended would be lost if another began. */
  static void requireNone(Path model) throws CheckpointException {
    Path file = beside(model);
    if (Files.exists(file)) {
      throw new CheckpointException(
          file
              + " is the checkpoint of an unfinished run: continue it with --resume, or start again"
              + " with --force.");
    }
  }

  /** Makes sure that there is a run to resume. */
  static void requireOne(Path model) throws CheckpointException {
    Path file = beside(model);
    if (!Files.exists(file)) {
      throw new CheckpointException("There is no run to resume: " + file + " isn't there.");
    }
  }

  /** The state that an earlier run with the same settings and data left. */
  static TrainingState read(Path model, String run) throws CheckpointException {
    requireOne(model);
    Path file = beside(model);
    if (!Files.isRegularFile(file)) {
      throw new CheckpointException(file + " can't be resumed: it is not a regular file.");
    }
    Checkpoint checkpoint;
    try {
      checkpoint = Checkpoint.read(file);
    } catch (IOException e) {
      throw new CheckpointException(file + " can't be resumed: " + e.getMessage() + ".", e);
    }
    if (!checkpoint.run().equals(run)) {
      throw new CheckpointException(
          file
              + " is of a run with other settings or data, or of another version of mnistfit: give the"
              + " options that it had, or begin anew with --force.");
    }
    return checkpoint.state();
  }

  private static Path beside(Path model) {
    return model.resolveSibling(model.getFileName() + ".checkpoint");
  }

  @Override
  public boolean stopRequested() {
    return stopRequested;
  }

  @Override
  public void save(TrainingState state) throws IOException {
    new Checkpoint(run, state).write(file);
  }

  /** The model is written: there is nothing to go on with. */
  void delete() throws IOException {
    Files.deleteIfExists(file);
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending, and the hook at work.
    }
  }

  private void stopAndWait() {
    stopRequested = true;
    try {
      if (!closed.await(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
        System.err.println(
            "mnistfit: Interrupted: to resume after the last checkpoint, give the same command with"
                + " --resume.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
