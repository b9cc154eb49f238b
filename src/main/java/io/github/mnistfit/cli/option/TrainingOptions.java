package io.github.mnistfit.cli.option;

import io.github.mnistfit.cli.output.CannotWorkException;
import io.github.mnistfit.network.Architecture;
import io.github.mnistfit.network.Model;
import io.github.mnistfit.network.ModelFile;
import io.github.mnistfit.network.ModelFileException;
import io.github.mnistfit.training.InkTrainingSettings;
import io.github.mnistfit.training.Optimization;
import io.github.mnistfit.training.Recipe;
import io.github.mnistfit.training.Teachers;
import io.github.mnistfit.training.TrainingSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A recipe, and the options that change it. */
public final class TrainingOptions {
  private static final int MNIST_IMAGES = 60_000;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--recipe",
      paramLabel = "NAME",
      description =
          "The settings to start from: ${COMPLETION-CANDIDATES} (default: article; fine_tune with"
              + " --pictures).")
  private Recipe recipe;

  @Option(
      names = "--architecture",
      paramLabel = "NAME",
      description =
          "The network: ${COMPLETION-CANDIDATES} (default: article for the recipe article, wide"
              + " for the others; with --pictures, that of the model, which can't be changed).",
      completionCandidates = ArchitectureLabels.class)
  private String architecture;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description =
          "Passes over the images (default: 10 for the recipe article, 20 for default, 3 for"
              + " fine_tune, 40 for ink, 48 for page_ink).")
  private Integer epochs;

  @Option(
      names = "--batch-size",
      paramLabel = "N",
      description =
          "Images per step (default: 32 for the recipe article, 64 for default and fine_tune; fixed"
              + " for ink and page_ink).")
  private Integer batchSize;

  @Option(
      names = "--learning-rate",
      paramLabel = "R",
      description =
          "The largest step size (default: 0.01 for the recipes article and fine_tune, 0.05 for"
              + " default; fixed for ink and page_ink).")
  private Double learningRate;

  @Option(
      names = "--hold-out",
      paramLabel = "N",
      description =
          "Keep the last N training images apart and measure on them after each epoch (default:"
              + " 0 for the recipe article, 5000 for default and fine_tune; ink and page_ink have"
              + " no choice).")
  private Integer validation;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of the first weights and of everything else that is random (default: 1).")
  private Long seed;

  @Option(
      names = "--teacher",
      paramLabel = "MODEL",
      description =
          "Learn what this model says of each image, beside its label. Repeat it to average"
              + " several models.")
  private List<Path> teachers = List.of();

  /**
   * The models to learn from; may be none.
   *
   * @throws CannotWorkException if one is no usable model
   */
  public Teachers teachers() throws CannotWorkException {
    List<Model> models = new ArrayList<>();
    try {
      for (Path file : teachers) {
        models.add(ModelFile.read(file));
      }
    } catch (ModelFileException e) {
      throw new CannotWorkException(e.getMessage(), e);
    }
    return new Teachers(models);
  }

  /** The files of the models to learn from, which may not be written over. */
  public List<Path> read() {
    return teachers;
  }

  /**
   * The settings of an ink network, changed as the options say; empty if another recipe is wanted.
   *
   * @throws ParameterException if an option is given that doesn't change them
   */
  public Optional<InkTrainingSettings> ink() {
    if (recipe != Recipe.INK && recipe != Recipe.PAGE_INK) {
      return Optional.empty();
    }
    require(
        architecture == null
            && batchSize == null
            && learningRate == null
            && validation == null
            && teachers.isEmpty(),
        "--recipe " + recipe + " takes only --epochs and --seed.");
    require(epochs == null || epochs > 0, "--epochs must be at least 1.");
    InkTrainingSettings base =
        recipe == Recipe.INK ? InkTrainingSettings.DIGIT : InkTrainingSettings.PAGE;
    return Optional.of(
        base.with(epochs == null ? base.epochs() : epochs, seed == null ? base.seed() : seed));
  }

  /**
   * The recipe's settings, changed as the options say.
   *
   * @param start the model that training begins with, if there is one
   * @throws ParameterException if one is out of range
   */
  public TrainingSettings settings(Optional<Model> start) {
    require(epochs == null || epochs > 0, "--epochs must be at least 1.");
    require(batchSize == null || batchSize > 0, "--batch-size must be at least 1.");
    require(
        learningRate == null || (learningRate > 0 && Double.isFinite(learningRate)),
        "--learning-rate must be more than 0, and finite.");
    require(
        validation == null || (validation >= 0 && validation < MNIST_IMAGES),
        "--hold-out must be at least 0, and leave some of the " + MNIST_IMAGES + " images.");
    TrainingSettings base = recipe(start).settings();
    Optimization sgd = base.optimization();
    return new TrainingSettings(
        architecture(start, base.architecture()),
        new Optimization(
            epochs == null ? sgd.epochs() : epochs,
            batchSize == null ? sgd.batchSize() : batchSize,
            learningRate == null ? sgd.learningRate() : learningRate,
            sgd.schedule(),
            sgd.momentum(),
            sgd.weightDecay()),
        base.augmented(),
        // A model that rejects nothing isn't trained to reject on the way.
        start.isPresent() && start.get().rejectionThreshold() == 0 ? 0 : base.nonDigits(),
        base.hardExamples(),
        validation == null ? base.validation() : validation,
        seed == null ? base.seed() : seed);
  }

  private Recipe recipe(Optional<Model> start) {
    if (recipe != null) {
      return recipe;
    }
    return start.isPresent() ? Recipe.FINE_TUNE : Recipe.ARTICLE;
  }

  private Architecture architecture(Optional<Model> start, Architecture usual) {
    Architecture chosen = architecture == null ? usual : named(architecture);
    if (start.isEmpty()) {
      return chosen;
    }
    Architecture given = start.get().architecture();
    require(
        architecture == null || chosen.equals(given),
        "--architecture can't be changed: the model that is fine-tuned is " + given.label() + ".");
    return given;
  }

  private Architecture named(String architecture) {
    return Architecture.named().stream()
        .filter(known -> known.label().equals(architecture))
        .findFirst()
        .orElseThrow(
            () ->
                new ParameterException(
                    spec.commandLine(),
                    "there is no such architecture", // told by what there is, as of every option
                    spec.findOption("--architecture"),
                    architecture));
  }

  private void require(boolean condition, String message) {
    if (!condition) {
      throw new ParameterException(spec.commandLine(), message);
    }
  }

  private static final class ArchitectureLabels implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Architecture.named().stream().map(Architecture::label).iterator();
    }
  }
}
