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
import io.github.mnistfit.training.Trainer;
import io.github.mnistfit.training.TrainingSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
    description = "Without options, the article's recipe, word for word.",
    mixinStandardHelpOptions = true)
final class TrainCommand implements Callable<Integer> {
  private final Environment environment;
  @Spec private CommandSpec spec;
  @Mixin private DataOption data;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "Passes over the images (default: 10).")
  private int epochs = 10;

  @Option(names = "--batch-size", paramLabel = "N", description = "Images a step (default: 32).")
  private int batchSize = 32;

  @Option(names = "--learning-rate", paramLabel = "R", description = "Step size (default: 0.01).")
  private double learningRate = 0.01;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Of the first weights and the order of the images (default: 1).")
  private long seed = 1;

  @Option(names = "--architecture", paramLabel = "NAME", description = "The network: article.")
  private String architecture = Architecture.ARTICLE.label();

  @Option(
      names = "--hold-out",
      paramLabel = "N",
      description = "Keep the last N training images apart and measure on them after each epoch.")
  private int holdOut;

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
    if (holdOut >= all.size()) {
      throw new ParameterException(
          spec.commandLine(), "--hold-out must leave some of the " + all.size() + " images.");
    }
    List<LabelledImage> images = all.subList(0, all.size() - holdOut);
    List<LabelledImage> heldOut = all.subList(images.size(), all.size());
    say(
        "training %s: %d images, %d held out, %d epochs of batches of %d, SGD %s with momentum %s,"
            + " seed %d",
        settings.architecture().label(),
        images.size(),
        heldOut.size(),
        epochs,
        batchSize,
        learningRate,
        settings.momentum(),
        seed);
    long start = System.nanoTime();
    Trainer.Result result =
        new Trainer(settings, new TrainingProgress(environment, epochs, images.size()))
            .train(images, heldOut);
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
    Map<String, Object> allSettings = new LinkedHashMap<>(settings.toMap());
    allSettings.put("heldOut", holdOut);
    var provenance =
        new Provenance(
            Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
            "mnistfit "
                + String.join(" ", spec.root().commandLine().getParseResult().originalArgs()),
            Versions.all(),
            mnist.checksums(),
            allSettings,
            result.epochs(),
            seconds,
            score);
    byte[] bytes = ModelFile.toBytes(result.model(), provenance);
    WholeFile.write(output, force, out -> out.write(bytes));
    say("wrote %s", output);
  }

  private TrainingSettings settings() {
    require(epochs > 0, "--epochs must be at least 1.");
    require(batchSize > 0, "--batch-size must be at least 1.");
    require(
        learningRate > 0 && Double.isFinite(learningRate),
        "--learning-rate must be more than 0, and finite.");
    require(holdOut >= 0, "--hold-out must be at least 0.");
    Architecture chosen =
        Architecture.named(architecture)
            .orElseThrow(
                () ->
                    new ParameterException(
                        spec.commandLine(), "There is no architecture " + architecture + "."));
    return new TrainingSettings(
        chosen, epochs, batchSize, learningRate, TrainingSettings.ARTICLE_MOMENTUM, seed);
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
