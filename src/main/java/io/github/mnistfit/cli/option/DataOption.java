package io.github.mnistfit.cli.option;

import io.github.mnistfit.cli.output.DownloadMessages;
import io.github.mnistfit.cli.output.Environment;
import io.github.mnistfit.mnist.MnistDataException;
import io.github.mnistfit.mnist.MnistFiles;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where a command takes MNIST from. */
public final class DataOption {
  private final Environment environment;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "The folder with MNIST's own four files, plain or gzipped; no others are taken. Without it:"
              + " the folder that the environment variable MNISTFIT_DATA names, else they are"
              + " downloaded once.")
  private Path folder;

  public DataOption(Environment environment) {
    this.environment = environment;
  }

  /** Whether the user named a folder. */
  public boolean isGiven() {
    return folder != null;
  }

  /**
   * MNIST from where the user wants it; nothing is read yet.
   *
   * @param progress whether a download is told
   * @throws MnistDataException if an environment variable holds what can't be a path
   */
  public MnistFiles mnist(ProgressOption progress) throws MnistDataException {
    return MnistFiles.of(
        Optional.ofNullable(folder),
        environment.variables(),
        MnistFiles.PUBLIC_MIRRORS,
        DownloadMessages.to(environment, progress.isQuiet()));
  }
}
