package io.github.mnistfit;

import io.github.mnistfit.mnist.DownloadListener;
import io.github.mnistfit.mnist.MnistDataException;
import io.github.mnistfit.mnist.MnistFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  /** MNIST's files in it; the calling test is skipped where they are absent. */
  public static MnistFiles mnist() throws MnistDataException {
    return MnistFiles.of(Optional.of(require("mnist")), Map.of(), List.of(), DownloadListener.NONE);
  }
}
