package io.github.mnistfit.cli;

import io.github.mnistfit.evaluation.Tally;
import io.github.mnistfit.io.WholeFile;
import io.github.mnistfit.mnist.LabelledImage;
import io.github.mnistfit.network.ModelFile;
import io.github.mnistfit.network.Provenance;
import io.github.mnistfit.network.Provenance.Epoch;
import io.github.mnistfit.network.Provenance.Score;
import io.github.mnistfit.training.MnistDataException;
import io.github.mnistfit.training.MnistFiles;
import io.github.mnistfit.training.Trainer;
import io.github.mnistfit.training.TrainingSettings;
import io.github.mnistfit.training.TrainingState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "train",
    header = "Trains the network on MNIST and writes a model.",
    description = {
      "Without options, the article's recipe, word for word.",
      "",
      "Examples:",
      "  mnistfit train --epochs 10",
      "  mnistfit train --recipe default -o mine.zip",
      "  mnistfit train --seed 7 --hold-out 5000 --data mnist/ -o seed7.zip"
    },
    mixinStandardHelpOptions = true)
final class TrainCommand implements Callable<Integer> {
  private final Environment environment;
  @Spec private CommandSpec spec;
  @Mixin private DataOption data;

  @Mixin private TrainingOptions options;

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
    TrainingSettings settings = options.settings();
    checkOutput();
    try {
      return train(settings, data.mnist()) ? ExitStatus.OK : ExitStatus.INTERRUPTED;
    } catch (MnistDataException | UnsatisfiedLinkError e) {
      throw new CannotWorkException(e.getMessage(), e);
    } catch (IOException e) {
      throw new CannotWorkException("The model can't be written to " + output + ": " + e, e);
    }
  }

  /** Trains and writes the model; returns false if the run was interrupted. */
  private boolean train(TrainingSettings settings, MnistFiles mnist)
      throws CannotWorkException, IOException, InterruptedException {
    List<LabelledImage> all = mnist.training();
    List<LabelledImage> test = mnist.test();
    if (settings.heldOut() >= all.size()) {
      throw new ParameterException(
          spec.commandLine(), "--hold-out must leave some of the " + all.size() + " images.");
    }
    List<LabelledImage> images = all.subList(0, all.size() - settings.heldOut());
    List<LabelledImage> heldOut = all.subList(images.size(), all.size());
    try (var checkpoint = new CheckpointFile(output, settings.toMap() + "\n" + mnist.checksums())) {
      Optional<TrainingState> from = checkpoint.earlier(resume, force);
      say("%d training images, %d held out", images.size(), heldOut.size());
      settings.toMap().forEach((name, value) -> say("  %-13s %s", name, value));
      from.ifPresent(state -> say("going on after step %d", state.step()));
      var progress = new TrainingProgress(environment, settings.epochs(), images.size());
      Optional<Trainer.Result> result =
          new Trainer(settings, progress).train(images, heldOut, from, checkpoint);
      if (result.isEmpty()) {
        progress.stop();
        say("interrupted; go on with the same command and --resume");
        return false;
      }
      write(result.get(), test, mnist, settings);
      checkpoint.delete();
    }
    return true;
  }

  private void write(
      Trainer.Result result, List<LabelledImage> test, MnistFiles mnist, TrainingSettings settings)
      throws IOException {
    double seconds = result.epochs().stream().mapToDouble(Epoch::seconds).sum();
    Score score = Trainer.score(result.model(), test);
    var tally = new Tally(score.correct(), score.n());
    say(
        "MNIST's test images: %d of %d right, %.2f %% (95 %% interval %.2f to %.2f)",
        tally.correct(),
        tally.n(),
        100 * tally.accuracy(),
        100 * tally.interval().low(),
        100 * tally.interval().high());
    var provenance =
        new Provenance(
            Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
            "mnistfit "
                + String.join(" ", spec.root().commandLine().getParseResult().originalArgs()),
            Versions.all(),
            mnist.checksums(),
            settings.toMap(),
            result.epochs(),
            seconds,
            score);
    byte[] bytes = ModelFile.toBytes(result.model(), provenance);
    WholeFile.write(output, force, out -> out.write(bytes));
    say("wrote %s", output);
  }

  /** What would make the result of a long run unwritable is found before it. */
  private void checkOutput() throws CannotWorkException {
    Path folder = output.toAbsolutePath().getParent();
    if (Files.exists(output) && !force) {
      throw new CannotWorkException(
          output + " is already there: choose another name with -o, or replace it with --force.");
    }
    if (!Files.isDirectory(folder) || !Files.isWritable(folder) || Files.isDirectory(output)) {
      throw new CannotWorkException(
          output + " can't be written: choose a file in a folder that is there and writable.");
    }
  }

  private void say(String format, Object... arguments) {
    environment.err().println(String.format(Locale.ROOT, format, arguments));
    environment.err().flush();
  }
}
