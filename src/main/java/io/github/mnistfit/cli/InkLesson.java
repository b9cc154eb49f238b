package io.github.mnistfit.cli;

import io.github.mnistfit.io.WholeFile;
import io.github.mnistfit.mnist.LabelledImage;
import io.github.mnistfit.network.InkModelFile;
import io.github.mnistfit.network.Provenance;
import io.github.mnistfit.network.Provenance.Epoch;
import io.github.mnistfit.training.InkTrainer;
import io.github.mnistfit.training.InkTrainingSettings;
import io.github.mnistfit.training.MnistDataException;
import io.github.mnistfit.training.MnistFiles;
import io.github.mnistfit.training.TrainingState;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine;

/** Trains an ink network and writes its model. */
final class InkLesson {
  private final Environment environment;
  private final InkTrainingSettings settings;
  private final Path output;

  /**
   * Sets a run up.
   *
   * @param output the model to write
   */
  InkLesson(Environment environment, InkTrainingSettings settings, Path output) {
    this.environment = environment;
    this.settings = settings;
    this.output = output;
  }

  /**
   * Does the run, or goes on with it.
   *
   * @param resume whether the user wants to go on
   * @param force whether what is there may be replaced
   * @param command what was typed
   * @return the exit status
   */
  int give(MnistFiles mnist, boolean resume, boolean force, CommandLine command)
      throws CannotWorkException, MnistDataException, IOException, InterruptedException {
    List<LabelledImage> images = mnist.training();
    String run = settings.toMap() + "\n" + mnist.checksums();
    try (var checkpoint = new CheckpointFile(output, run)) {
      Optional<TrainingState> from = checkpoint.earlier(resume, force);
      settings.toMap().forEach((name, value) -> say("  %-13s %s", name, value));
      from.ifPresent(state -> say("going on after step %d", state.step()));
      var progress = new TrainingProgress(environment, settings.epochs(), settings.scenesAnEpoch());
      Optional<InkTrainer.Result> result =
          new InkTrainer(settings, progress).train(images, from, checkpoint);
      if (result.isEmpty()) {
        progress.stop();
        say("interrupted; go on with the same command and --resume");
        return ExitStatus.INTERRUPTED;
      }
      write(result.get(), mnist, force, command);
      checkpoint.delete();
      return ExitStatus.OK;
    }
  }

  private void write(InkTrainer.Result result, MnistFiles mnist, boolean force, CommandLine command)
      throws MnistDataException, IOException {
    say(
        "scenes of held-out digits: ink found in %d of %d",
        result.score().correct(), result.score().n());
    var provenance =
        new Provenance(
            Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
            "mnistfit " + String.join(" ", command.getParseResult().originalArgs()),
            Versions.all(),
            mnist.checksums(),
            settings.toMap(),
            result.epochs(),
            result.epochs().stream().mapToDouble(Epoch::seconds).sum(),
            result.score());
    byte[] bytes = InkModelFile.toBytes(result.model(), provenance);
    WholeFile.write(output, force, out -> out.write(bytes));
    say("wrote %s", output);
  }

  private void say(String format, Object... arguments) {
    environment.err().println(String.format(Locale.ROOT, format, arguments));
    environment.err().flush();
  }
}
