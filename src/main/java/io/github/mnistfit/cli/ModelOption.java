package io.github.mnistfit.cli;

import io.github.mnistfit.network.DigitNetwork;
import io.github.mnistfit.network.ModelFileException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** The model that a command uses: the option's, the environment's, or the one that is shipped. */
final class ModelOption {
  private final Environment environment;

  @Option(
      names = "--model",
      paramLabel = "FILE",
      description = "The model (default: $MNISTFIT_MODEL, else the one that is shipped).")
  private Path model;

  ModelOption(Environment environment) {
    this.environment = environment;
  }

  /**
   * The model's file.
   *
   * @throws CannotWorkException if none is named and none is shipped
   */
  Path file() throws CannotWorkException {
    if (model != null) {
      return model;
    }
    String variable = environment.variables().getOrDefault("MNISTFIT_MODEL", "");
    return variable.isEmpty() ? shipped() : Path.of(variable);
  }

  /**
   * Opens the model.
   *
   * @throws CannotWorkException if it is no usable model, or ND4J has no library for this machine
   */
  DigitNetwork open() throws CannotWorkException {
    try {
      return DigitNetwork.load(file());
    } catch (ModelFileException | UnsatisfiedLinkError e) {
      throw new CannotWorkException(e.getMessage(), e);
    }
  }

  /** The models folder of the installation, which the launcher names; else of the checkout. */
  static Path shipped() throws CannotWorkException {
    Path models = Path.of(System.getProperty("mnistfit.home", "."), "models");
    return Stream.of("default.zip", "article.zip")
        .map(models::resolve)
        .filter(Files::isRegularFile)
        .findFirst()
        .orElseThrow(
            () ->
                new CannotWorkException(
                    "There is no model in "
                        + models
                        + ": name one with --model, or make one with mnistfit train."));
  }
}
