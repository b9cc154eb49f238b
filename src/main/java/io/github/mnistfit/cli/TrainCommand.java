package io.github.mnistfit.cli;

import io.github.mnistfit.cli.Lesson.Teaching;
import io.github.mnistfit.evaluation.Tally;
import io.github.mnistfit.io.WholeFile;
import io.github.mnistfit.mnist.LabelledImage;
import io.github.mnistfit.network.Model;
import io.github.mnistfit.network.ModelFile;
import io.github.mnistfit.network.Provenance;
import io.github.mnistfit.network.Provenance.Epoch;
import io.github.mnistfit.network.Provenance.Score;
import io.github.mnistfit.training.InkTrainingSettings;
import io.github.mnistfit.training.MnistDataException;
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
import java.util.Map;
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
      "  mnistfit train --recipe ink -o ink.zip",
      "  mnistfit train --from models/default.zip --pictures my-labels.csv -o mine.zip"
    },
    mixinStandardHelpOptions = true)
final class TrainCommand implements Callable<Integer> {
  private final Environment environment;
  @Spec private CommandSpec spec;
  @Mixin private DataOption data;

  @Mixin private TrainingOptions options;
  @Mixin private TeachingOptions teaching;
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
    Optional<InkTrainingSettings> ink = options.ink();
    Optional<Model> start = ink.isPresent() ? Optional.empty() : teaching.model();
    TrainingSettings settings = ink.isPresent() ? null : options.settings(start);
    curves.check();
    checkOutput();
    try {
      if (ink.isPresent()) {
        return new InkLesson(environment, ink.get(), output)
            .give(data.mnist(), resume, force, spec.root().commandLine());
      }
      Optional<Teaching> pupil = Optional.empty();
      if (start.isPresent()) {
        pupil = Optional.of(new Teaching(start.get(), teaching.own(start.get(), settings.seed())));
      }
      Lesson lesson = Lesson.of(settings, data.mnist(), pupil);
      if (!train(settings, lesson)) {
        return ExitStatus.INTERRUPTED;
      }
      return teaching.leftSomeOut() ? ExitStatus.SOME_UNANSWERED : ExitStatus.OK;
    } catch (MnistDataException | UnsatisfiedLinkError e) {
      throw new CannotWorkException(e.getMessage(), e);
    } catch (IOException e) {
      throw new CannotWorkException(
          "The model can't be written to " + output + ": " + Texts.reason(e), e);
    }
  }

  /** Trains and writes the model; returns false if the run was interrupted. */
  private boolean train(TrainingSettings settings, Lesson lesson)
      throws CannotWorkException, IOException, InterruptedException {
    String run =
        settings.toMap()
            + "\n"
            + lesson.checksums()
            + lesson.teaching().map(t -> "\n" + ModelFile.sha256(t.model())).orElse("");
    try (var checkpoint = new CheckpointFile(output, run)) {
      Optional<TrainingState> from = checkpoint.earlier(resume, force);
      say("%d training images, %d held out", lesson.images().size(), lesson.heldOut().size());
      settings.toMap().forEach((name, value) -> say("  %-13s %s", name, value));
      from.ifPresent(state -> say("going on after step %d", state.step()));
      var progress = new TrainingProgress(environment, settings.epochs(), lesson.images().size());
      Optional<Trainer.Result> result =
          new Trainer(settings, progress, lesson.teaching().map(Teaching::model))
              .train(lesson.images(), lesson.heldOut(), from, checkpoint);
      if (result.isEmpty()) {
        progress.stop();
        say("interrupted; go on with the same command and --resume");
        return false;
      }
      write(result.get(), lesson, settings);
      checkpoint.delete();
    }
    return true;
  }

  private void write(Trainer.Result result, Lesson lesson, TrainingSettings settings)
      throws IOException {
    lesson.teaching().ifPresent(t -> compare(t, result.model(), lesson));
    Score score = Trainer.score(result.model(), lesson.test());
    say("MNIST's test images: %s", described(score));
    var provenance =
        new Provenance(
            Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
            "mnistfit "
                + String.join(" ", spec.root().commandLine().getParseResult().originalArgs()),
            Versions.all(),
            lesson.checksums(),
            described(settings, lesson),
            result.epochs(),
            result.epochs().stream().mapToDouble(Epoch::seconds).sum(),
            score);
    byte[] bytes = ModelFile.toBytes(result.model(), provenance);
    WholeFile.write(output, force, out -> out.write(bytes));
    say("wrote %s", output);
    curves.write(result.epochs());
  }

  /** What the lesson was worth, on pictures that weren't learnt from. */
  private void compare(Teaching teaching, Model taught, Lesson lesson) {
    List<LabelledImage> own = teaching.pictures().heldOut();
    say("the pictures held out, before: %s", described(Trainer.score(teaching.model(), own)));
    say("the pictures held out, after: %s", described(Trainer.score(taught, own)));
    say(
        "MNIST's test images, before: %s",
        described(Trainer.score(teaching.model(), lesson.test())));
  }

  private static Map<String, Object> described(TrainingSettings settings, Lesson lesson) {
    Map<String, Object> map = settings.toMap();
    lesson
        .teaching()
        .ifPresent(
            t -> {
              map.put("from", "weights with SHA-256 " + ModelFile.sha256(t.model()));
              map.put("ownPictures", t.pictures().learnt().size());
              map.put("ownHeldOut", t.pictures().heldOut().size());
            });
    return map;
  }

  private static String described(Score score) {
    var tally = new Tally(score.correct(), score.n());
    return String.format(
        Locale.ROOT,
        "%d of %d right, %.2f %% (95 %% interval %.2f to %.2f)",
        tally.correct(),
        tally.n(),
        100 * tally.accuracy(),
        100 * tally.interval().low(),
        100 * tally.interval().high());
  }

  /** What would make the result of a long run unwritable is found before it. */
  private void checkOutput() throws CannotWorkException {
    if (Files.isRegularFile(output) && !force) {
      throw new CannotWorkException(
          output + " is already there: choose another name with -o, or replace it with --force.");
    }
    OutputFiles.requireWritable(output);
  }

  private void say(String format, Object... arguments) {
    environment.err().println(String.format(Locale.ROOT, format, arguments));
    environment.err().flush();
  }
}
