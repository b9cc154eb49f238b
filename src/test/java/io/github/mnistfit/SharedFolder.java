package io.github.mnistfit;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** The optional folder beside the checkout, with data that isn't the project's own. */
public final class SharedFolder {
  private SharedFolder() {}

  /** A file or folder in it; the calling test is skipped where it is absent. */
  public static Path require(String name) {
    Path path = Path.of("..", "shared").resolve(name);
    Assumptions.assumeTrue(Files.exists(path), () -> path + " is absent: skipped");
    return path;
  }
}
