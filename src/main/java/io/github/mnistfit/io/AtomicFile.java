package io.github.mnistfit.io;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * A file that appears whole or not at all: it is written beside its place under another name, and
 * renamed at the end.
 */
public final class AtomicFile {
  private AtomicFile() {}

  /** What is written. */
  @FunctionalInterface
  public interface Content {
    /** Writes everything; the stream is closed by the caller. */
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Writes a file.
   *
   * @param file where a link is there, the file that it leads to
   * @param replace whether a file that is already there may be replaced
   * @throws FileAlreadyExistsException if it may not; nothing is changed then
   * @throws FileSystemException if what is there isn't a regular file
   * @throws IOException if it can't be written; what was there before stays as it was
   */
  public static void write(Path file, boolean replace, Content content) throws IOException {
    if (!replace && Files.exists(file)) {
      throw new FileAlreadyExistsException(file.toString());
    }
    Path target = Files.isSymbolicLink(file) ? file.toRealPath() : file;
    if (Files.exists(target) && !Files.isRegularFile(target)) {
      throw new FileSystemException(file.toString(), null, "is not a regular file");
    }
    Path folder = target.toAbsolutePath().getParent();
    // A name of its own, so that two processes or threads that write the same file don't meet.
    Path partial = folder.resolve(".mnistfit-" + UUID.randomUUID() + ".part");
    Unfinished.FILES.add(partial);
    try {
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(partial))) {
        content.writeTo(out);
      }
      Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(partial);
      Unfinished.FILES.remove(partial);
    }
  }

  /**
   * Files that are being written: an interrupted process runs no finally blocks. One hook for all,
   * since {@code File.deleteOnExit} remembers every name until the end.
   */
  private static final class Unfinished {
    private static final Set<Path> FILES = ConcurrentHashMap.newKeySet();

    /** A writer that waits, for a slow disk or for ever, mustn't hold up the end of the process. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final int POLL_MILLIS = 10;

    static {
      try {
        Runtime.getRuntime().addShutdownHook(new Thread(Unfinished::delete));
      } catch (IllegalStateException e) {
        // The process is ending, and what waits for this file, a checkpoint, is a hook itself.
      }
    }

    /** A file that is nearly there, a checkpoint for one, isn't lost: its writer may end first. */
    private static void delete() {
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      try {
        while (!FILES.isEmpty() && System.nanoTime() < deadline) {
          TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      for (Path file : FILES) {
        try {
          Files.deleteIfExists(file);
        } catch (IOException e) {
          // Nobody is left to be told.
        }
      }
    }
  }
}
