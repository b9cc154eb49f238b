package io.github.mnistfit.cli.output;

import java.nio.file.Files;
import java.nio.file.Path;

/** Files that a command is to write at its end. */
public final class OutputFiles {
  private OutputFiles() {}

  /**
   * Finds before the work what would make a file unwritable after it.
   *
   * @throws CannotWorkException if it can't be written
   */
  public static void requireWritable(Path file) throws CannotWorkException {
    Path folder = file.toAbsolutePath().getParent();
    if (Files.isDirectory(file)) {
      throw new CannotWorkException(
          file + " can't be written, since it is a folder: name a file in it.");
    }
    if (folder == null || !Files.isDirectory(folder) || !Files.isWritable(folder)) {
      throw new CannotWorkException(
          file + " can't be written: choose a file in a folder that is there and writable.");
    }
  }
}
