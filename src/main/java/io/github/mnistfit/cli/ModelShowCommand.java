package io.github.mnistfit.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.mnistfit.cli.option.ModelOption;
import io.github.mnistfit.cli.output.CannotWorkException;
import io.github.mnistfit.cli.output.Environment;
import io.github.mnistfit.cli.output.ModelDescription;
import io.github.mnistfit.network.InkModel;
import io.github.mnistfit.network.InkModelFile;
import io.github.mnistfit.network.LayerSummary;
import io.github.mnistfit.network.Model;
import io.github.mnistfit.network.ModelFile;
import io.github.mnistfit.network.ModelFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "show",
    header = "Shows what a model is.",
    description = {
      "Its layers, how it was trained, how accurate it is, and its checksums. The networks that find"
          + " ink have no accuracy in digits: what they find of held-out scenes is in their log.",
      "",
      "Examples:",
      "  mnistfit model show                     the one used if none is named",
      "  mnistfit model show theirs.zip --json"
    },
    mixinStandardHelpOptions = true)
final class ModelShowCommand implements Callable<Integer> {
  private final Environment environment;

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "The model (default: $MNISTFIT_MODEL, else the one that is shipped).")
  private Path file;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  ModelShowCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws CannotWorkException, JsonProcessingException {
    Path chosen = file == null ? ModelOption.standard(environment) : file;
    try {
      ModelDescription description =
          InkModelFile.isNamedIn(chosen) ? ofInk(chosen) : ofDigits(chosen);
      environment.answers().print(json ? description.json() : description.text());
      return ExitStatus.OK;
    } catch (ModelFileException | UnsatisfiedLinkError e) {
      throw new CannotWorkException(e.getMessage(), e);
    }
  }

  private static ModelDescription ofDigits(Path file) throws ModelFileException {
    Model model = ModelFile.read(file);
    return new ModelDescription(
        file,
        model.architecture().label(),
        LayerSummary.of(model.architecture()),
        ModelFile.sha256(model),
        Optional.of(model),
        ModelFile.readProvenance(file));
  }

  private static ModelDescription ofInk(Path file) throws ModelFileException {
    InkModel model = InkModelFile.read(file);
    return new ModelDescription(
        file,
        model.architecture().label(),
        LayerSummary.of(model.architecture()),
        InkModelFile.sha256(model),
        Optional.empty(),
        InkModelFile.readProvenance(file));
  }
}
