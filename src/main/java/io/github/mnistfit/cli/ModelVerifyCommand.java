package io.github.mnistfit.cli;

import io.github.mnistfit.cli.output.CannotWorkException;
import io.github.mnistfit.cli.output.Environment;
import io.github.mnistfit.cli.output.Texts;
import io.github.mnistfit.network.DigitNetwork;
import io.github.mnistfit.network.InkModelFile;
import io.github.mnistfit.network.InkNetwork;
import io.github.mnistfit.network.ModelFile;
import io.github.mnistfit.network.ModelFileException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "verify",
    header = "Checks a model file that comes from somebody else.",
    description = {
      "Reads all of it and builds the network, as predict and read do: the parts that it must have"
          + " and no others, their sizes, the zip's checksums, that every weight is a number, and"
          + " that there are as many as the layers need. Then, unlike them, it compares the weights"
          + " with the SHA-256 that the file states. Nothing in a model file is ever run.",
      "",
      "Examples:",
      "  mnistfit model verify theirs.zip"
    },
    mixinStandardHelpOptions = true)
final class ModelVerifyCommand implements Callable<Integer> {
  private final Environment environment;

  @Parameters(paramLabel = "FILE", description = "The model file.")
  private Path file;

  ModelVerifyCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws CannotWorkException {
    try {
      if (InkModelFile.isNamedIn(file)) {
        InkNetwork.load(file).close();
      } else {
        DigitNetwork.load(file).close();
      }
      ModelFile.verifyWeights(file);
      ModelFile.readProvenance(file);
      environment.out().println(Texts.printable(file.toString()) + ": OK");
      return ExitStatus.OK;
    } catch (ModelFileException | UnsatisfiedLinkError e) {
      throw new CannotWorkException(e.getMessage(), e);
    }
  }
}
