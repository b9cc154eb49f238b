package io.github.mnistfit;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** The optional folder beside the checkout with MNIST and strangers' pictures. */
public final class SharedFolder {
  private static final Path FOLDER = Path.of("..", "shared");

  private SharedFolder() {}

  /** A path in the folder; the test that asks is skipped, and says so, where it is missing. */
  public static Path require(String path) {
    Path required = FOLDER.resolve(path);
    Assumptions.assumeTrue(Files.exists(required), () -> "skipped: there is no " + required);
    return required;
  }
}
