package io.github.mnistfit.cli.option;

import io.github.mnistfit.cli.output.CannotWorkException;
import io.github.mnistfit.cli.output.Environment;
import io.github.mnistfit.evaluation.LabelFile;
import io.github.mnistfit.evaluation.LabelledPicture;
import io.github.mnistfit.evaluation.LabelledPictures;
import io.github.mnistfit.fit.Fit;
import io.github.mnistfit.fitter.Fitted;
import io.github.mnistfit.fitter.ProcessFitter;
import io.github.mnistfit.image.PixelLimit;
import io.github.mnistfit.mnist.LabelledImage;
import io.github.mnistfit.network.Model;
import io.github.mnistfit.network.ModelFile;
import io.github.mnistfit.network.ModelFileException;
import io.github.mnistfit.training.UserPictures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Fine-tuning to a person's hand: the model, and pictures with labels. */
public final class FineTuningOptions {
  private final Environment environment;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--from",
      paramLabel = "MODEL",
      description =
          "The model that learns the hand of --pictures (default: $MNISTFIT_MODEL, else the one"
              + " that is shipped).")
  private Path from;

  @Option(
      names = "--pictures",
      paramLabel = "LABELS",
      description =
          "Learn from these pictures, mixed with MNIST's, and measure on every fifth of them: a CSV"
              + " file as evaluate takes it, or a folder with folders named 0 to 9.")
  private Path pictures;

  private int leftOut;

  /** Null before it was read. */
  private List<LabelledPicture> labelled;

  public FineTuningOptions(Environment environment) {
    this.environment = environment;
  }

  /**
   * Refuses the options for a recipe that can't go on with a model.
   *
   * @throws ParameterException if one of them is given
   */
  public void requireNone(String recipe) {
    if (from != null || pictures != null) {
      throw new ParameterException(
          spec.commandLine(), "--from and --pictures don't go with --recipe " + recipe + ".");
    }
  }

  /**
   * The list of pictures and what it lists, which may not be written over.
   *
   * @throws CannotWorkException if the list can't be read
   */
  public List<Path> read() throws CannotWorkException {
    if (pictures == null) {
      return List.of();
    }
    try {
      return Stream.concat(
              Stream.of(pictures), listed().stream().flatMap(picture -> picture.file().stream()))
          .toList();
    } catch (IOException e) {
      throw new CannotWorkException(e.getMessage(), e);
    }
  }

  /** What the list or folder names, read once. */
  private List<LabelledPicture> listed() throws IOException {
    if (labelled == null) {
      labelled = LabelFile.read(pictures, environment::complain);
    }
    return labelled;
  }

  /**
   * The model to begin with; empty without fine-tuning.
   *
   * @throws ParameterException if a model is named, but no pictures that it is to learn from
   * @throws CannotWorkException if there is no usable model
   */
  public Optional<Model> model() throws CannotWorkException {
    if (pictures == null) {
      if (from != null) {
        throw new ParameterException(spec.commandLine(), "--from needs --pictures.");
      }
      return Optional.empty();
    }
    try {
      return Optional.of(ModelFile.read(from == null ? ModelOption.standard(environment) : from));
    } catch (ModelFileException e) {
      throw new CannotWorkException(e.getMessage(), e);
    }
  }

  /**
   * Fits the pictures to MNIST; those that can't be are left out, with a message each.
   *
   * @throws CannotWorkException if the list can't be read or too few pictures are left
   */
  public UserPictures own(long seed, ProgressOption progress)
      throws CannotWorkException, InterruptedException {
    List<LabelledImage> images;
    try (var fitter = ProcessFitter.start(Fit.standard(), PixelLimit.STANDARD, Set.of())) {
      List<LabelledPicture> listed = listed();
      try (var bar = progress.bar("pictures", listed.size())) {
        images =
            LabelledPictures.fitted(
                fitter,
                listed,
                (picture, fitted) -> {
                  bar.step();
                  if (!(fitted instanceof Fitted.Image)) {
                    leftOut++;
                    environment.complain(picture.place(), reason(fitted));
                  }
                  if (!(fitted instanceof Fitted.Unreadable)) {
                    environment.tellOfFrames(picture.place(), picture.frames());
                  }
                });
      }
    } catch (IOException e) {
      throw new CannotWorkException(e.getMessage(), e);
    }
    if (images.size() < UserPictures.LEAST) {
      throw new CannotWorkException(
          "%s has too few pictures (usable: %d, left out: %d): at least %d are needed, ideally a hundred."
              .formatted(pictures, images.size(), leftOut, UserPictures.LEAST));
    }
    return UserPictures.split(images, seed);
  }

  /** Whether some of the pictures couldn't be used. */
  public boolean leftSomeOut() {
    return leftOut > 0;
  }

  private static String reason(Fitted fitted) {
    return fitted instanceof Fitted.Unreadable unreadable
        ? unreadable.reason()
        : "left out: " + ((Fitted.Nothing) fitted).reason();
  }
}
