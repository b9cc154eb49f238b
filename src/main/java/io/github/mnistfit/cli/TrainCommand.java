package io.github.mnistfit.cli;

import io.github.mnistfit.evaluation.Tally;
import io.github.mnistfit.io.WholeFile;
import io.github.mnistfit.mnist.LabelledImage;
import io.github.mnistfit.network.Architecture;
import io.github.mnistfit.network.ModelFile;
import io.github.mnistfit.network.Provenance;
import io.github.mnistfit.network.Provenance.Score;
import io.github.mnistfit.training.MnistDataException;
import io.github.mnistfit.training.MnistFiles;
import io.github.mnistfit.training.Recipe;
import io.github.mnistfit.training.Trainer;
import io.github.mnistfit.training.TrainingSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
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

  @Option(
      names = "--recipe",
      paramLabel = "NAME",
      description = "The settings to start from: ${COMPLETION-CANDIDATES} (default: article).")
  private Recipe recipe = Recipe.ARTICLE;

  @Option(names = "--architecture", paramLabel = "NAME", description = "The network.")
  private String architecture;

  @Option(names = "--epochs", paramLabel = "N", description = "Passes over the images.")
  private Integer epochs;

  @Option(names = "--batch-size", paramLabel = "N", description = "Images a step.")
  private Integer batchSize;

  @Option(names = "--learning-rate", paramLabel = "R", description = "The largest step size.")
  private Double learningRate;

  @Option(
      names = "--hold-out",
      paramLabel = "N",
      description = "Keep the last N training images apart and measure on them after each epoch.")
  private Integer heldOut;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Of the first weights and of everything else that is random.")
  private Long seed;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "The model to write (default: model.zip).")
  private Path output = Path.of("model.zip");

  @Option(names = "--force", description = "Replace the model if it is already there.")
  private boolean force;

  TrainCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws CannotWorkException, InterruptedException {
    TrainingSettings settings = settings();
    checkOutput();
    try {
      train(settings, data.mnist());
    } catch (MnistDataException | UnsatisfiedLinkError e) {
      throw new CannotWorkException(e.getMessage(), e);
    } catch (IOException e) {
      throw new CannotWorkException("The model can't be written to " + output + ": " + e, e);
    }
    return ExitStatus.OK;
  }

  private void train(TrainingSettings settings, MnistFiles mnist)
      throws IOException, InterruptedException {
    List<LabelledImage> all = mnist.training();
    List<LabelledImage> test = mnist.test();
    require(
        settings.heldOut() < all.size(),
        "--hold-out must leave some of the " + all.size() + " images.");
    List<LabelledImage> images = all.subList(0, all.size() - settings.heldOut());
    List<LabelledImage> heldOutImages = all.subList(images.size(), all.size());
    say("%d training images, %d held out", images.size(), heldOutImages.size());
    settings.toMap().forEach((name, value) -> say("  %-13s %s", name, value));
    long start = System.nanoTime();
    Trainer.Result result =
        new Trainer(settings, new TrainingProgress(environment, settings.epochs(), images.size()))
            .train(images, heldOutImages);
    double seconds = (System.nanoTime() - start) / 1e9;
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

  /** The recipe's settings, changed as the options say. */
  private TrainingSettings settings() {
    TrainingSettings base = recipe.settings();
    require(epochs == null || epochs > 0, "--epochs must be at least 1.");
    require(batchSize == null || batchSize > 0, "--batch-size must be at least 1.");
    require(
        learningRate == null || (learningRate > 0 && Double.isFinite(learningRate)),
        "--learning-rate must be more than 0, and finite.");
    require(heldOut == null || heldOut >= 0, "--hold-out must be at least 0.");
    return new TrainingSettings(
        architecture == null ? base.architecture() : architecture(),
        epochs == null ? base.epochs() : epochs,
        batchSize == null ? base.batchSize() : batchSize,
        learningRate == null ? base.learningRate() : learningRate,
        base.schedule(),
        base.momentum(),
        base.weightDecay(),
        base.augmented(),
        base.nonDigits(),
        heldOut == null ? base.heldOut() : heldOut,
        seed == null ? base.seed() : seed);
  }

  private Architecture architecture() {
    return Architecture.named(architecture)
        .orElseThrow(
            () ->
                new ParameterException(
                    spec.commandLine(),
                    "There is no architecture "
                        + architecture
                        + "; choose one of "
                        + Arrays.stream(Architecture.values())
                            .map(Architecture::label)
                            .collect(Collectors.joining(", "))
                        + "."));
  }

  private void require(boolean condition, String message) {
    if (!condition) {
      throw new ParameterException(spec.commandLine(), message);
    }
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
