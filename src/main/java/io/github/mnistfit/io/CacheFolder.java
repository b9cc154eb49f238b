package io.github.mnistfit.io;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where mnistfit keeps what it can make or get again: {@code $XDG_CACHE_HOME/mnistfit} or {@code
 * ~/.cache/mnistfit}.
 */
public final class CacheFolder {
  private CacheFolder() {}

  /**
   * The folder, which needn't be there yet.
   *
   * @param variables the environment variables
   * @throws IllegalArgumentException as {@link #path} does, or if there is no home folder
   */
  public static Path in(Map<String, String> variables) {
    // The XDG base directory specification: a relative path there is to be ignored.
    Optional<Path> caches = path(variables, "XDG_CACHE_HOME").filter(Path::isAbsolute);
    return caches.orElseGet(() -> home(variables).resolve(".cache")).resolve("mnistfit");
  }

  /** For a user whom the system doesn't know, Java's home is a question mark. */
  private static Path home(Map<String, String> variables) {
    return path(variables, "HOME")
        .or(() -> Optional.of(Path.of(System.getProperty("user.home"))))
        .filter(Path::isAbsolute)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "There is no home folder for a cache: set HOME or XDG_CACHE_HOME."));
  }

  /**
   * The path that an environment variable holds; empty if it isn't set, or holds nothing.
   *
   * @throws IllegalArgumentException if it can't be a path; the message is a sentence for the user
   */
  public static Optional<Path> path(Map<String, String> variables, String name) {
    try {
      return Optional.ofNullable(variables.get(name)).filter(v -> !v.isEmpty()).map(Path::of);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException(
          "The environment variable %s can't be used as a path: %s.".formatted(name, e.getReason()),
          e);
    }
  }
}
