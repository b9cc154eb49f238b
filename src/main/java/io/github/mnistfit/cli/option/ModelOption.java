package io.github.mnistfit.cli.option;

import io.github.mnistfit.DigitRecognizer;
import io.github.mnistfit.NumberReader;
import io.github.mnistfit.cli.output.CannotWorkException;
import io.github.mnistfit.cli.output.Environment;
import io.github.mnistfit.network.DigitNetwork;
import io.github.mnistfit.network.Engine;
import io.github.mnistfit.network.InkModelCheck;
import io.github.mnistfit.network.ModelFileException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** The models that a command uses: the option's, the environment's, or the one that is shipped. */
public final class ModelOption {
  private final Environment environment;

  @Option(
      names = "--model",
      paramLabel = "FILE",
      description =
          "The model (default: $MNISTFIT_MODEL, else the one that is shipped). Repeat it to"
              + " average several models.")
  private List<Path> models = List.of();

  @Option(
      names = "--engine",
      paramLabel = "NAME",
      description =
          "What runs the digit network: ${COMPLETION-CANDIDATES}. java starts at once, dl4j is faster"
              + " per image. auto takes java for the first 32 images, then dl4j; read and serve take"
              + " dl4j from the start (default: auto).")
  private Engine engine = Engine.AUTO;

  public ModelOption(Environment environment) {
    this.environment = environment;
  }

  /**
   * The models' files, mostly one.
   *
   * @throws CannotWorkException if none is named and none is shipped
   */
  public List<Path> files() throws CannotWorkException {
    return models.isEmpty() ? List.of(standard(environment)) : models;
  }

  /**
   * The network that finds ink: beside the first model, else the one that is shipped; none if there
   * is none.
   *
   * @throws CannotWorkException as {@link #files} does, or if it is no usable model
   */
  public Optional<Path> ink() throws CannotWorkException {
    return beside(DigitRecognizer.INK_MODEL, InkModelCheck::requireOfDigit);
  }

  /**
   * The network that finds the ink of pages, likewise.
   *
   * @throws CannotWorkException as {@link #files} does, or if it is no usable model
   */
  public Optional<Path> pageInk() throws CannotWorkException {
    return beside(NumberReader.INK_MODEL, InkModelCheck::requireOfPages);
  }

  /** Looks at a model's file. */
  @FunctionalInterface
  private interface Check {
    void require(Path file) throws ModelFileException;
  }

  /**
   * It is loaded when a picture is in doubt, perhaps the thousandth: whether it is damaged must be
   * known at the first.
   */
  private Optional<Path> beside(String name, Check check) throws CannotWorkException {
    Optional<Path> file =
        Stream.of(files().get(0).resolveSibling(name), shippedFolder().resolve(name))
            .filter(Files::isRegularFile)
            .findFirst();
    if (file.isPresent()) {
      try {
        check.require(file.get());
      } catch (ModelFileException e) {
        throw new CannotWorkException(e.getMessage(), e);
      }
    }
    return file;
  }

  /**
   * Opens the models.
   *
   * @throws CannotWorkException if one is no usable model, or ND4J has no library for this machine
   */
  public DigitNetwork open() throws CannotWorkException {
    return open(engine);
  }

  /**
   * Opens the models for many pictures: what is slow to start is started now.
   *
   * @throws CannotWorkException as {@link #open()} does
   */
  public DigitNetwork openForMany() throws CannotWorkException {
    return open(engine == Engine.AUTO ? Engine.DL4J : engine);
  }

  private DigitNetwork open(Engine by) throws CannotWorkException {
    try {
      return DigitNetwork.load(files(), by);
    } catch (ModelFileException | UnsatisfiedLinkError e) {
      throw new CannotWorkException(e.getMessage(), e);
    }
  }

  /**
   * The model that is used if the command line names none.
   *
   * @throws CannotWorkException if the environment names none either, and none is shipped
   */
  public static Path standard(Environment environment) throws CannotWorkException {
    String variable = environment.variables().getOrDefault("MNISTFIT_MODEL", "");
    try {
      return variable.isEmpty() ? shipped() : Path.of(variable);
    } catch (InvalidPathException e) {
      throw new CannotWorkException("MNISTFIT_MODEL is not a path: " + e.getReason() + ".", e);
    }
  }

  /** The models folder of the installation, or of the checkout. */
  public static Path shippedFolder() {
    return Path.of(System.getProperty("mnistfit.home", "."), "models");
  }

  /** From the models folder of the installation, which the launcher names; else of the checkout. */
  private static Path shipped() throws CannotWorkException {
    Path models = shippedFolder();
    return Stream.of("default.zip", "article.zip")
        .map(models::resolve)
        .filter(Files::isRegularFile)
        .findFirst()
        .orElseThrow(
            () ->
                new CannotWorkException(
                    "There is no model in "
                        + models
                        + ": name one, or make one with mnistfit train."));
  }
}
