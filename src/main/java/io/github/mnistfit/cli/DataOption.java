package io.github.mnistfit.cli;

import io.github.mnistfit.training.MnistDataException;
import io.github.mnistfit.training.MnistFiles;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where a command takes MNIST from. */
final class DataOption {
  private final Environment environment;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "The folder with MNIST's four files, plain or .gz. Without it: the folder that the"
              + " environment variable MNISTFIT_DATA names, else they are downloaded once.")
  private Path folder;

  DataOption(Environment environment) {
    this.environment = environment;
  }

  /**
   * MNIST from where the user wants it; nothing is read yet.
   *
   * @throws MnistDataException if an environment variable holds what can't be a path
   */
  MnistFiles mnist() throws MnistDataException {
    return MnistFiles.of(
        Optional.ofNullable(folder),
        environment.variables(),
        MnistFiles.PUBLIC_MIRRORS,
        DownloadMessages.to(environment));
  }
}
