package io.github.mnistfit.io;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Files and folders with all in them. */
public final class FolderTree {
  private FolderTree() {}

  /**
   * How much a file or folder takes; 0 if it isn't there.
   *
   * @throws IOException if it can't be listed
   */
  public static long bytes(Path path) throws IOException {
    if (!Files.exists(path)) {
      return 0;
    }
    try (Stream<Path> files = Files.walk(path)) {
      return files
          .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
          .map(Path::toFile)
          .mapToLong(File::length)
          .sum();
    }
  }

  /** Deletes a file, or a folder and all in it. A link is deleted, and not what it leads to. */
  public static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
