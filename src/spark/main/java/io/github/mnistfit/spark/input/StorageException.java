package io.github.mnistfit.spark.input;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.hadoop.security.AccessControlException;

/**
 * The storage didn't give a file, and may do so later: the task fails, and Spark tries it again.
 * Unchecked, since parsers catch {@link IOException}, and some take one for the end of a file.
 */
public final class StorageException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** For these, too, Java says that a file isn't found. */
  private static final Set<String> PASSING =
      Set.of("(Too many open files)", "(Input/output error)", "(Stale file handle)");

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
    // Hadoop has the same exceptions where a machine couldn't authenticate itself.
    boolean isDenied = message.contains("Permission denied");
    if (isDenied
        && (failure instanceof AccessControlException
            || failure instanceof FileNotFoundException)) {
      return Optional.of("permission denied");
    }
    if (failure instanceof ChecksumException) {
      return Optional.of("is damaged: its checksum is wrong");
    }
    return failure instanceof FileNotFoundException && PASSING.stream().noneMatch(message::contains)
        ? Optional.of("no such file")
        : Optional.empty();
  }
}
