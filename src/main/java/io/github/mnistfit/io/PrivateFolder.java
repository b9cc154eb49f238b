package io.github.mnistfit.io;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;

/**
 * Folders that code may be loaded from: nobody but the user and root can have put it there. The
 * launcher asks the same of its archives of classes.
 */
public final class PrivateFolder {
  private static final String VIEW = "unix";

  /** The bits of a mode that let the group or all others write. */
  private static final int WRITABLE = 022;

  /** Others may write there, but not touch what is another's, as in /tmp. */
  private static final int STICKY = 01000;

  private PrivateFolder() {}

  /**
   * A folder of the user's cache, made if it isn't there. Where the cache, or a folder above it,
   * belongs to somebody else or can be written by others, and where it can't be made: a new folder
   * that is removed when the process ends.
   *
   * @param variables the environment variables
   * @param path where in the cache
   * @throws IOException if there can be neither
   */
  public static Path inCache(Map<String, String> variables, String path) throws IOException {
    try {
      Path wanted = CacheFolder.in(variables).resolve(path).toAbsolutePath();
      if (!hasOwners()) { // Windows: a profile is its user's own
        return Files.createDirectories(wanted);
      }
      if (!Files.isDirectory(wanted)) {
        Files.createDirectories(
            wanted,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      }
      Path real = wanted.toRealPath();
      if (isPrivate(real) && (real.equals(wanted) || isPrivate(wanted))) {
        return real;
      }
    } catch (IOException | IllegalArgumentException e) {
      // No home, or none that can be written.
    }
    return fresh();
  }

  /**
   * Whether a folder and all above it are the user's or root's, and nobody else can write there.
   */
  static boolean isPrivate(Path folder) throws IOException {
    List<Integer> trusted = List.of(0, (int) new UnixSystem().getUid());
    for (Path path = folder; path != null; path = path.getParent()) {
      Map<String, Object> attributes = Files.readAttributes(path, VIEW + ":uid,mode");
      int mode = (Integer) attributes.get("mode");
      boolean isKept = !path.equals(folder) && (mode & STICKY) != 0;
      if (!trusted.contains((Integer) attributes.get("uid"))
          || ((mode & WRITABLE) != 0 && !isKept)) {
        return false;
      }
    }
    return true;
  }

  private static boolean hasOwners() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains(VIEW);
  }

  private static Path fresh() throws IOException {
    Path folder = Files.createTempDirectory("mnistfit-");
    try {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder), "remove " + folder));
      return folder;
    } catch (IllegalStateException e) {
      delete(folder);
      throw new IOException("the process is ending", e);
    }
  }

  private static void delete(Path folder) {
    try {
      FolderTree.delete(folder);
    } catch (IOException | UncheckedIOException e) {
      // Nobody is left to be told.
    }
  }
}
