package io.github.mnistfit.training;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Keeps two runs from writing the same model: an empty file beside it, locked as long as the run
 * lasts. What is left of a run that was killed doesn't hinder the next, since the system frees its
 * lock.
 */
public final class RunLock implements Closeable {
  private final Path model;
  private final Path file;
  private final FileChannel channel;

  private RunLock(Path model, Path file, FileChannel channel) {
    this.model = model;
    this.file = file;
    this.channel = channel;
  }

  /**
   * Locks the model that a run is to write.
   *
   * @throws CheckpointException if another run has it, or a file that is no lock is in its place
   * @throws IOException if nothing can be written beside it
   */
  public static RunLock of(Path model) throws CheckpointException, IOException {
    Path file = model.resolveSibling(model.getFileName() + ".lock");
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (channel.size() > 0) { // somebody's, which would be deleted at the end
      channel.close();
      throw new CheckpointException(
          file + " is in the way, and no lock of a run: move it away, or rename it.");
    }
    if (isTaken(channel)) {
      channel.close();
      throw new CheckpointException(
          "Another run is about to write "
              + model
              + ": wait for its end, or choose another name with -o.");
    }
    file.toFile().deleteOnExit(); // an interrupted process may not get as far as close
    return new RunLock(model, file, channel);
  }

  private static boolean isTaken(FileChannel channel) {
    try {
      FileLock lock = channel.tryLock();
      return lock == null;
    } catch (OverlappingFileLockException e) {
      return true; // by this process
    } catch (IOException e) {
      return false; // some file systems have no locks
    }
  }

  /**
   * Finds before the data are there, which may have to be downloaded, that a run can begin, or that
   * there is one to resume: of either network.
   *
   * @param replace whether the checkpoint of an unfinished run may be lost
   * @throws CheckpointException if not
   */
  public void requireStart(boolean resume, boolean replace) throws CheckpointException {
    if (resume) {
      CheckpointFile.requireOne(model);
    } else if (!replace) {
      CheckpointFile.requireNone(model);
    }
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(file);
    channel.close();
  }
}
