package io.github.mnistfit.cli;

import io.github.mnistfit.cli.option.CurveFiles;
import io.github.mnistfit.cli.option.DataOption;
import io.github.mnistfit.cli.option.FineTuningOptions;
import io.github.mnistfit.cli.option.ProgressOption;
import io.github.mnistfit.cli.option.TrainingOptions;
import io.github.mnistfit.cli.output.CannotWorkException;
import io.github.mnistfit.cli.output.Environment;
import io.github.mnistfit.cli.output.OutputFiles;
import io.github.mnistfit.cli.output.Texts;
import io.github.mnistfit.cli.output.TrainingProgress;
import io.github.mnistfit.cli.output.Versions;
import io.github.mnistfit.fit.Fit;
import io.github.mnistfit.mnist.MnistDataException;
import io.github.mnistfit.network.Model;
import io.github.mnistfit.network.Provenance.Score;
import io.github.mnistfit.training.CheckpointException;
import io.github.mnistfit.training.DivergedException;
import io.github.mnistfit.training.FineTuning;
import io.github.mnistfit.training.InkTrainer;
import io.github.mnistfit.training.InkTrainingSession;
import io.github.mnistfit.training.InkTrainingSettings;
import io.github.mnistfit.training.RunLock;
import io.github.mnistfit.training.Teachers;
import io.github.mnistfit.training.Trainer;
import io.github.mnistfit.training.TrainingData;
import io.github.mnistfit.training.TrainingSession;
import io.github.mnistfit.training.TrainingSettings;
import io.github.mnistfit.training.scenes.SceneKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
      "Without options, it follows the recipe of the article \"Fitting to MNIST dataset\" to the"
          + " letter. With --pictures, the shipped model, or that of --from, learns one person's"
          + " handwriting and forgets little else. The recipes ink and page_ink make the networks that"
          + " find one digit's ink and a page's, for predict and read; put them next to the model as"
          + " ink.zip and page-ink.zip.",
      "",
      "Examples:",
      "  mnistfit train --epochs 10",
      "  mnistfit train --recipe default -o mine.zip",
      "  mnistfit train --seed 7 --hold-out 5000 --curves curves.svg -o seed7.zip",
      "  mnistfit train --recipe ink -o ink.zip",
      "  mnistfit train --pictures labels.csv -o mine.zip"
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
          "Resume an interrupted run; give the options that it had. Its checkpoint is beside the"
              + " model.")
  private boolean resume;

  @Mixin private ProgressOption progress;

  TrainCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws CannotWorkException, InterruptedException {
    Optional<InkTrainingSettings> ink = options.ink();
    if (ink.isPresent()) {
      fineTuning.requireNone(ink.get().scenes() == SceneKind.PAGE ? "page_ink" : "ink");
    }
    Optional<Model> start = fineTuning.model();
    Teachers teachers = options.teachers();
    TrainingSettings settings = ink.isPresent() ? null : options.settings(start);
    checkOutputs();
    // Held from here on: the data may have to be downloaded, and hard examples drawn, for minutes.
    try (RunLock lock = RunLock.of(output)) {
      lock.requireStart(resume, force);
      if (ink.isPresent()) {
        return train(ink.get()) ? ExitStatus.OK : ExitStatus.INTERRUPTED;
      }
      Optional<FineTuning> tuning = Optional.empty();
      if (start.isPresent()) {
        tuning =
            Optional.of(
                new FineTuning(
                    start.get(), fineTuning.own(settings.seed(), progress), Fit.standard().name()));
      }
      TrainingData training =
          TrainingData.of(settings, data.mnist(progress), tuning).with(teachers);
      if (settings.hardExamples() > 0) {
        training = training.with(HardExampleDrawing.draw(training, settings.seed(), progress));
      }
      if (!train(settings, training)) {
        return ExitStatus.INTERRUPTED;
      }
      return fineTuning.leftSomeOut() ? ExitStatus.SOME_UNANSWERED : ExitStatus.OK;
    } catch (MnistDataException
        | CheckpointException
        | DivergedException
        | UnsatisfiedLinkError e) {
      throw new CannotWorkException(e.getMessage(), e);
    } catch (IOException e) {
      throw new CannotWorkException(
          "The model can't be written to " + output + ": " + Texts.reason(e) + ".", e);
    }
  }

  /** Trains and writes the model; returns false if the run was interrupted. */
  private boolean train(TrainingSettings settings, TrainingData training)
      throws IOException, InterruptedException {
    try (var session =
        resume
            ? TrainingSession.resume(settings, training, output)
            : TrainingSession.begin(settings, training, output, force)) {
      int images = training.training().size();
      var told = told(settings.optimization().epochs(), images);
      told.begin(
          images + " training images, " + training.validation().size() + " held out",
          settings.toMap(),
          session.resumedAfter());
      Optional<Trainer.Result> result = session.train(told);
      if (result.isEmpty()) {
        told.interrupted();
        return false;
      }
      Score test = told.score(result.get().model(), training);
      session.write(result.get(), test, typed(), Versions.all(), force);
      told.wrote(output);
      curves.write(result.get().epochs()).forEach(told::wrote);
      session.finish();
      return true;
    }
  }

  /** The same for an ink network. */
  private boolean train(InkTrainingSettings settings)
      throws CannotWorkException, IOException, InterruptedException {
    try (var session =
        resume
            ? InkTrainingSession.resume(settings, data.mnist(progress), output)
            : InkTrainingSession.begin(settings, data.mnist(progress), output, force)) {
      var told = told(settings.epochs(), settings.scenesAnEpoch());
      told.begin("drawn scenes of MNIST's digits", settings.toMap(), session.resumedAfter());
      Optional<InkTrainer.Result> result = session.train(told);
      if (result.isEmpty()) {
        told.interrupted();
        return false;
      }
      told.scoreOfInk(result.get().score());
      session.finish(result.get(), typed(), Versions.all(), force);
      told.wrote(output);
      curves.write(result.get().epochs()).forEach(told::wrote);
      return true;
    }
  }

  private TrainingProgress told(int epochs, int imagesAnEpoch) {
    return new TrainingProgress(environment, progress, epochs, imagesAnEpoch);
  }

  /** The command line, for the model's provenance. */
  private String typed() {
    return "mnistfit "
        + String.join(" ", spec.root().commandLine().getParseResult().originalArgs());
  }

  /** What would make the result of a long run unwritable is found before it. */
  private void checkOutputs() throws CannotWorkException {
    List<Path> read = new ArrayList<>(options.read());
    read.addAll(fineTuning.read());
    curves.check(output, read);
    if (Files.isRegularFile(output) && !force) {
      throw new CannotWorkException(
          output + " is already there: choose another name with -o, or replace it with --force.");
    }
    OutputFiles.requireOther(output, read);
    OutputFiles.requireWritable(output);
  }
}
