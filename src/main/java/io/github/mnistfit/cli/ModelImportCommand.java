package io.github.mnistfit.cli;

import io.github.mnistfit.cli.option.NewFileOption;
import io.github.mnistfit.cli.output.CannotWorkException;
import io.github.mnistfit.cli.output.Environment;
import io.github.mnistfit.cli.output.Versions;
import io.github.mnistfit.network.DigitNetwork;
import io.github.mnistfit.network.ModelFile;
import io.github.mnistfit.network.ModelFileException;
import io.github.mnistfit.network.exchange.KerasFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "import",
    header = "Makes a model from one that Keras has saved.",
    description = {
      "Reads .keras and .h5 files of Sequential models with the layers that mnistfit's networks can"
          + " have: valid Conv2D, MaxPooling2D of 2×2, Flatten, Dense, BatchNormalization, ReLU,"
          + " Dropout, and a softmax over ten digits at the end. Nothing in the file is run.",
      "",
      "Keras doesn't say how far a confidence can be trusted. So the model is not calibrated: it may"
          + " be too sure, and answers ? for want of confidence only with --min-confidence.",
      "",
      "Examples:",
      "  mnistfit model import digit_model.h5 -o mine.zip",
      "  mnistfit predict --model mine.zip seven.jpg"
    },
    mixinStandardHelpOptions = true)
final class ModelImportCommand implements Callable<Integer> {
  private final Environment environment;
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "The file that Keras has saved.")
  private Path file;

  @Mixin private NewFileOption output;

  ModelImportCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws CannotWorkException {
    Path target = output.file(file, "zip");
    try {
      KerasFile.Imported imported = KerasFile.read(file);
      DigitNetwork.requireNumbers(imported.model());
      String typed =
          "mnistfit " + String.join(" ", spec.root().commandLine().getParseResult().originalArgs());
      byte[] bytes =
          ModelFile.toBytes(
              imported.model(),
              imported.provenance(file.getFileName().toString(), typed, Versions.all()));
      output.write(target, bytes);
    } catch (ModelFileException e) {
      throw new CannotWorkException(e.getMessage(), e);
    } catch (IllegalArgumentException e) {
      throw new CannotWorkException(file + " can't be imported: " + e.getMessage() + ".", e);
    } catch (IOException e) {
      throw output.unwritable(target, e);
    }
    environment.tell("wrote " + target);
    return ExitStatus.OK;
  }
}
