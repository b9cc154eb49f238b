package io.github.mnistfit.training;

import io.github.mnistfit.mnist.LabelledImage;
import io.github.mnistfit.network.DigitNetwork;
import io.github.mnistfit.network.Model;
import io.github.mnistfit.network.Nd4jRuntime;
import io.github.mnistfit.network.Provenance.Epoch;
import io.github.mnistfit.network.Provenance.Score;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Trains networks. Each batch is split between two replicas of the network, on a thread each; their
 * gradients are added in a fixed order, so that a seed gives the same weights every time.
 */
public final class Trainer {
  /**
   * Replicas, whatever the machine: another number would add the gradients in another order and so
   * give other weights for the same seed.
   */
  static final int REPLICAS = 2;

  /** After so many images it is told how far a measurement is: a tenth of a second. */
  private static final int TOLD = 256;

  private final TrainingSettings settings;
  private final TrainingListener listener;
  private final Optional<Model> start;
  private final HardExamples examples;
  private final Teachers teachers;

  /** Sets up a training run that begins with random weights; {@link #train} does it. */
  public Trainer(TrainingSettings settings, TrainingListener listener) {
    this(settings, listener, Optional.empty(), HardExamples.NONE, Teachers.NONE);
  }

  /**
   * Sets a training run up; {@link #train} does it.
   *
   * @param start the model whose weights it begins with, of the settings' architecture; random ones
   *     if there is none
   * @param examples join the images, as many as the settings say
   * @param teachers what they say of the images is learnt, too; may be none
   * @throws IllegalArgumentException if the model is of another architecture
   */
  public Trainer(
      TrainingSettings settings,
      TrainingListener listener,
      Optional<Model> start,
      HardExamples examples,
      Teachers teachers) {
    if (start.isPresent() && !start.get().architecture().equals(settings.architecture())) {
      throw new IllegalArgumentException("a model of another architecture");
    }
    this.settings = settings;
    this.listener = listener;
    this.start = start;
    this.examples = examples;
    this.teachers = teachers;
  }

  /**
   * What a training run gives.
   *
   * @param model the network after the last epoch, calibrated on the validation set if there is one
   * @param epochs the log
   */
  public record Result(Model model, List<Epoch> epochs) {}

  /**
   * Trains a network from the beginning to the end.
   *
   * @param images what it learns from
   * @param validation the validation set, which it is only measured on after each epoch; may be
   *     empty
   * @throws InterruptedException if the thread was interrupted; nothing is left behind
   */
  public Result train(List<LabelledImage> images, List<LabelledImage> validation)
      throws InterruptedException {
    try {
      return train(images, validation, Optional.empty(), TrainingControl.NONE).orElseThrow();
    } catch (IOException e) {
      throw new IllegalStateException("nothing was to be kept", e);
    }
  }

  /**
   * Trains a network, or resumes that. A run that was stopped and resumed ends at the same weights,
   * bit for bit, as one that wasn't.
   *
   * @param images what it learns from
   * @param validation the validation set, which it is only measured on after each epoch; may be
   *     empty
   * @param from where an earlier run with the same settings and images stopped
   * @param control keeps the states to go on from, and can stop the run
   * @return what came out; empty if the run was stopped
   * @throws CheckpointException if the state has another number of weights
   * @throws IOException if the control couldn't keep a state
   * @throws InterruptedException if the thread was interrupted; nothing is left behind
   */
  Optional<Result> train(
      List<LabelledImage> images,
      List<LabelledImage> validation,
      Optional<TrainingState> from,
      TrainingControl control)
      throws IOException, InterruptedException {
    Nd4jRuntime.start();
    var stoppable = new StoppableMeasuring(listener, control);
    try (var run =
        new TrainingRun(settings, stoppable, start, images, examples, teachers, validation)) {
      if (from.isPresent()) {
        run.resume(from.get());
      } else {
        // What can't be kept is found before hours of work.
        control.save(run.state());
      }
      if (!run.finish(control)) {
        return Optional.empty();
      }
      Model model = run.model();
      boolean rejects = settings.nonDigits() > 0;
      return Optional.of(
          new Result(
              validation.isEmpty()
                  ? model
                  : Calibration.calibrated(
                      model,
                      validation,
                      examples.validation(),
                      rejects,
                      settings.seed(),
                      stoppable),
              run.log()));
    } catch (StoppableMeasuring.StoppedException e) {
      return Optional.empty(); // measured again by whoever resumes the run
    }
  }

  /**
   * How many of some images a model gets right.
   *
   * @param images at least one
   */
  public static Score score(Model model, List<LabelledImage> images) {
    return score(model, images, "", TrainingListener.NONE);
  }

  /**
   * The same, telling how far it is.
   *
   * @param called what the images are called
   */
  public static Score score(
      Model model, List<LabelledImage> images, String called, TrainingListener listener) {
    List<double[]> answers = probabilities(model, images, called, listener);
    int correct = 0;
    for (int i = 0; i < images.size(); i++) {
      if (mostProbable(answers.get(i)) == images.get(i).label()) {
        correct++;
      }
    }
    return new Score(correct, images.size());
  }

  /** What a model says of each image, telling how far it is. */
  static List<double[]> probabilities(
      Model model, List<LabelledImage> images, String called, TrainingListener listener) {
    List<double[]> all = new ArrayList<>(images.size());
    try (var network = DigitNetwork.of(model)) {
      while (all.size() < images.size()) {
        List<LabelledImage> some =
            images.subList(all.size(), Math.min(all.size() + TOLD, images.size()));
        all.addAll(network.probabilities(some.stream().map(LabelledImage::image).toList()));
        listener.measuring(called, all.size(), images.size());
      }
    }
    return all;
  }

  private static int mostProbable(double[] probabilities) {
    return IntStream.range(0, probabilities.length)
        .reduce(0, (best, d) -> probabilities[d] > probabilities[best] ? d : best);
  }
}
