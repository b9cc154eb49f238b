package io.github.mnistfit.spark.input;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.Optional;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.hadoop.security.AccessControlException;

/**
 * The storage didn't give a file, and may do so later: the task fails, and Spark tries it again.
 * Unchecked, since parsers catch {@link IOException}, and some take one for the end of a file.
 */
public final class StorageException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Says which file and why; the message is for the user. */
  StorageException(String path, IOException cause) {
    super(path + " can't be read: " + cause.getMessage(), cause);
  }

  /**
   * Why a file can't be read, where trying again wouldn't help.
   *
   * @return in a few lower-case words; empty where it may help
   */
  static Optional<String> lastingReason(Exception failure) {
    String message = String.valueOf(failure.getMessage());
    // Hadoop has the same exception where a machine couldn't authenticate itself.
    boolean isDenied = message.contains("Permission denied");
    if (failure instanceof AccessDeniedException
        || (isDenied
            && (failure instanceof AccessControlException
                || failure instanceof FileNotFoundException))) {
      return Optional.of("permission denied");
    }
    if (failure instanceof ChecksumException) {
      return Optional.of("is damaged: its checksum is wrong");
    }
    // Java has the same exception for a process that has too many files open.
    return failure instanceof FileNotFoundException && !message.contains("Too many open files")
        ? Optional.of("no such file")
        : Optional.empty();
  }
}
