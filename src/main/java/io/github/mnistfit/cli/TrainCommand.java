package io.github.mnistfit.cli;

import io.github.mnistfit.cli.option.CurveFiles;
import io.github.mnistfit.cli.option.DataOption;
import io.github.mnistfit.cli.option.FineTuningOptions;
import io.github.mnistfit.cli.option.TrainingOptions;
import io.github.mnistfit.cli.output.CannotWorkException;
import io.github.mnistfit.cli.output.Environment;
import io.github.mnistfit.cli.output.OutputFiles;
import io.github.mnistfit.cli.output.Texts;
import io.github.mnistfit.cli.output.TrainingProgress;
import io.github.mnistfit.cli.output.Versions;
import io.github.mnistfit.mnist.MnistDataException;
import io.github.mnistfit.network.Model;
import io.github.mnistfit.network.Provenance.Score;
import io.github.mnistfit.training.CheckpointException;
import io.github.mnistfit.training.FineTuning;
import io.github.mnistfit.training.Trainer;
import io.github.mnistfit.training.TrainingData;
import io.github.mnistfit.training.TrainingSession;
import io.github.mnistfit.training.TrainingSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "train",
    header = "Trains the network on MNIST and writes a model.",
    description = {
      "Without options, the article's recipe, word for word. With --from and --pictures, a model"
          + " learns a person's own hand and forgets nothing.",
      "",
      "Examples:",
      "  mnistfit train --epochs 10",
      "  mnistfit train --recipe default -o mine.zip",
      "  mnistfit train --seed 7 --hold-out 5000 --curves curves.svg -o seed7.zip",
      "  mnistfit train --from models/default.zip --pictures my-labels.csv -o mine.zip"
    },
    mixinStandardHelpOptions = true)
final class TrainCommand implements Callable<Integer> {
  private final Environment environment;
  @Spec private CommandSpec spec;
  @Mixin private DataOption data;

  @Mixin private TrainingOptions options;
  @Mixin private FineTuningOptions fineTuning;
  @Mixin private CurveFiles curves;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "The model to write (default: model.zip).")
  private Path output = Path.of("model.zip");

  @Option(names = "--force", description = "Replace the model if it is already there.")
  private boolean force;

  @Option(
      names = "--resume",
      description =
          "Go on with a run that was interrupted; give the options that it had. Its checkpoint lies"
              + " beside the model.")
  private boolean resume;

  TrainCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws CannotWorkException, InterruptedException {
    Optional<Model> start = fineTuning.model();
    TrainingSettings settings = options.settings(start);
    curves.check();
    checkOutput();
    try {
      Optional<FineTuning> tuning = Optional.empty();
      if (start.isPresent()) {
        tuning = Optional.of(new FineTuning(start.get(), fineTuning.own(settings.seed())));
      }
      if (!train(settings, TrainingData.of(settings, data.mnist(), tuning))) {
        return ExitStatus.INTERRUPTED;
      }
      return fineTuning.leftSomeOut() ? ExitStatus.SOME_UNANSWERED : ExitStatus.OK;
    } catch (MnistDataException | CheckpointException | UnsatisfiedLinkError e) {
      throw new CannotWorkException(e.getMessage(), e);
    } catch (IOException e) {
      throw new CannotWorkException(
          "The model can't be written to " + output + ": " + Texts.reason(e), e);
    }
  }

  /** Trains and writes the model; returns false if the run was interrupted. */
  private boolean train(TrainingSettings settings, TrainingData training)
      throws IOException, InterruptedException {
    try (var session =
        resume
            ? TrainingSession.resume(settings, training, output)
            : TrainingSession.begin(settings, training, output, force)) {
      var progress = new TrainingProgress(environment, settings, training);
      progress.begin(session.resumedAfter());
      Optional<Trainer.Result> result = session.train(progress);
      if (result.isEmpty()) {
        progress.interrupted();
        return false;
      }
      Score test = progress.score(result.get().model());
      String arguments =
          String.join(" ", spec.root().commandLine().getParseResult().originalArgs());
      session.write(result.get(), test, "mnistfit " + arguments, Versions.all(), force);
      progress.wrote(output);
      curves.write(result.get().epochs());
      session.finish();
      return true;
    }
  }

  /** What would make the result of a long run unwritable is found before it. */
  private void checkOutput() throws CannotWorkException {
    if (Files.isRegularFile(output) && !force) {
      throw new CannotWorkException(
          output + " is already there: choose another name with -o, or replace it with --force.");
    }
    OutputFiles.requireWritable(output);
  }
}
