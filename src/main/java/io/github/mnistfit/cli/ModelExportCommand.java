package io.github.mnistfit.cli;

import io.github.mnistfit.cli.option.ModelOption;
import io.github.mnistfit.cli.option.NewFileOption;
import io.github.mnistfit.cli.output.CannotWorkException;
import io.github.mnistfit.cli.output.Environment;
import io.github.mnistfit.cli.output.Versions;
import io.github.mnistfit.network.DigitNetwork;
import io.github.mnistfit.network.Model;
import io.github.mnistfit.network.ModelFile;
import io.github.mnistfit.network.ModelFileException;
import io.github.mnistfit.network.exchange.KerasFile;
import io.github.mnistfit.network.exchange.OnnxFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "export",
    header = "Writes a model for other tools.",
    description = {
      "onnx is for ONNX Runtime, in Python, a browser, and elsewhere: from images, n×1×28×28 floats,"
          + " to probabilities, n×10, calibrated as predict's are. keras is a .keras file that Keras 3"
          + " loads and trains on: from n×28×28×1 floats. Both take pictures in MNIST's form, ink 1"
          + " on paper 0: mnistfit fit makes them.",
      "",
      "Examples:",
      "  mnistfit model export --to onnx",
      "  mnistfit model export --to keras -o digits.keras"
    },
    mixinStandardHelpOptions = true)
final class ModelExportCommand implements Callable<Integer> {
  private final Environment environment;
  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "The model (default: $MNISTFIT_MODEL, else the one that is shipped).")
  private Path file;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "FORMAT",
      description = "The format: ${COMPLETION-CANDIDATES}.")
  private Format format;

  @Mixin private NewFileOption output;

  /** What a model is written as. */
  private enum Format {
    onnx,
    keras
  }

  ModelExportCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws CannotWorkException {
    Path chosen = file == null ? ModelOption.standard(environment) : file;
    Path target = output.file(chosen, format.name().toLowerCase(Locale.ROOT));
    if (format == Format.keras && !target.toString().endsWith(".keras")) {
      throw new ParameterException(
          spec.commandLine(), "Keras loads only files whose names end in .keras: change -o.");
    }
    try {
      Model model = ModelFile.read(chosen);
      DigitNetwork.requireNumbers(model);
      String version = Versions.all().get("mnistfit");
      output.write(
          target,
          format == Format.onnx
              ? OnnxFile.toBytes(model, version)
              : KerasFile.toBytes(model, version));
    } catch (ModelFileException e) {
      throw new CannotWorkException(e.getMessage(), e);
    } catch (IllegalArgumentException e) {
      throw new CannotWorkException(chosen + " is damaged: " + e.getMessage() + ".", e);
    } catch (IOException e) {
      throw output.unwritable(target, e);
    }
    environment.tell("wrote " + target);
    return ExitStatus.OK;
  }
}
