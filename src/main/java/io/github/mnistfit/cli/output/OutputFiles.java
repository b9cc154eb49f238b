package io.github.mnistfit.cli.output;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;

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
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new CannotWorkException(file + " can't be written, since it is not a regular file.");
    }
    if (folder == null || !Files.isDirectory(folder) || !Files.isWritable(folder)) {
      throw new CannotWorkException(
          file + " can't be written: choose a file in a folder that is there and writable.");
    }
  }

  /**
   * Finds before the work what would be lost by it: a file is written over one that is read.
   *
   * @param file that is to be written; null if there is none
   * @throws CannotWorkException if it is one of those that are read
   */
  public static void requireOther(Path file, Collection<Path> read) throws CannotWorkException {
    if (file == null || !Files.exists(file)) {
      return;
    }
    for (Path one : read) {
      if (isSame(file, one)) {
        throw new CannotWorkException(isReadFrom(file) + ".");
      }
    }
  }

  /** Why a file isn't written over what is read, without a full stop. */
  public static String isReadFrom(Path file) {
    return file + " can't be written, since it is read from: name another file";
  }

  /** Whether two paths lead to one file that is there. */
  public static boolean isSame(Path file, Path other) {
    try {
      return Files.exists(other) && Files.isSameFile(file, other);
    } catch (IOException e) {
      return false; // it can't be read then, which is told where it is
    }
  }
}
