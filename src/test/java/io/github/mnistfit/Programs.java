package io.github.mnistfit;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Programs that some tests need, such as browsers and shells. Where one is missing, the calling
 * test is skipped; with the environment variable {@code REQUIRE_PROGRAMS}, as in CI, it fails.
 */
public final class Programs {
  private static final boolean ARE_REQUIRED =
      !System.getenv().getOrDefault("REQUIRE_PROGRAMS", "").isEmpty();

  private Programs() {}

  /** The program of this name on the {@code PATH}. */
  public static Path require(String name) {
    Optional<Path> program =
        Stream.of(System.getenv("PATH").split(File.pathSeparator))
            .map(folder -> Path.of(folder, name))
            .filter(Files::isExecutable)
            .findFirst();
    require(program.isPresent(), "there is no " + name + " on the PATH");
    return program.orElseThrow();
  }

  /** Whether what a test needs is there. */
  public static void require(boolean isThere, String otherwise) {
    require(isThere, otherwise, ARE_REQUIRED);
  }

  static void require(boolean isThere, String otherwise, boolean isRequired) {
    if (isRequired) {
      assertTrue(isThere, otherwise);
    } else {
      assumeTrue(isThere, otherwise);
    }
  }
}
