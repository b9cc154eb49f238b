package io.github.mnistfit.training;

import io.github.mnistfit.mnist.LabelledImage;
import io.github.mnistfit.network.InkModel;
import io.github.mnistfit.network.InkNetwork;
import io.github.mnistfit.network.Nd4jRuntime;
import io.github.mnistfit.network.Provenance.Epoch;
import io.github.mnistfit.network.Provenance.Score;
import io.github.mnistfit.training.scenes.SceneSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Trains ink networks on drawn scenes. A seed gives the same weights every time. */
public final class InkTrainer {
  /** Scenes that each epoch is measured on. */
  private static final int MEASURED = 200;

  /** Scenes that the model is measured on at the end. */
  private static final int FINALLY_MEASURED = 2000;

  /** Keeps the scenes that are measured on apart from those learnt from. */
  private static final long MEASURED_SEED = 0x6d656173;

  private final InkTrainingSettings settings;
  private final TrainingListener listener;

  private final int measured;
  private final int finallyMeasured;

  /** Sets a training run up; {@link #train} does it. */
  public InkTrainer(InkTrainingSettings settings, TrainingListener listener) {
    this(settings, listener, MEASURED, FINALLY_MEASURED);
  }

  /** Sets one up that is measured on so many scenes after each epoch, and at the end. */
  InkTrainer(
      InkTrainingSettings settings, TrainingListener listener, int measured, int finallyMeasured) {
    this.settings = settings;
    this.listener = listener;
    this.measured = measured;
    this.finallyMeasured = finallyMeasured;
  }

  /**
   * What a training run gives.
   *
   * @param model of the weights' moving average after the last step
   * @param epochs the log
   * @param score in how many scenes of held-out images and another seed the digit is found
   */
  public record Result(InkModel model, List<Epoch> epochs, Score score) {}

  /**
   * Trains a network, or goes on with it.
   *
   * @param images MNIST's training images; the last ones are held out
   * @param from where an earlier run with the same settings and images stopped
   * @param control keeps the states to go on from, and can stop the run
   * @return what came out; empty if the run was stopped
   * @throws CheckpointException if the state has another number of weights
   * @throws IOException if the control couldn't keep a state
   * @throws InterruptedException if the thread was interrupted; nothing is left behind
   */
  public Optional<Result> train(
      List<LabelledImage> images, Optional<TrainingState> from, TrainingControl control)
      throws IOException, InterruptedException {
    Nd4jRuntime.start();
    int learnt = images.size() - settings.validation();
    SceneSource learning = settings.scenes().source(images.subList(0, learnt));
    SceneSource validation = settings.scenes().source(images.subList(learnt, images.size()));
    List<Epoch> log = new ArrayList<>();
    int step = from.map(TrainingState::step).orElse(0);
    try (var run = new InkTrainingRun(settings);
        var batches = new SceneBatches(learning, settings.batchSize(), settings.seed(), step)) {
      if (from.isPresent()) {
        run.goOnFrom(from.get());
        log.addAll(from.get().epochs());
      } else {
        // What can't be kept is found before hours of work.
        control.save(run.state(0, log));
      }
      while (step < settings.steps()) {
        Optional<Epoch> epoch = epoch(run, batches, validation, step, control);
        if (epoch.isEmpty()) {
          return Optional.empty(); // what was done since the last epoch is done again
        }
        step += settings.stepsAnEpoch();
        log.add(epoch.get());
        listener.epoch(epoch.get());
        control.save(run.state(step, log));
        if (control.stopRequested()) {
          return Optional.empty();
        }
      }
      InkModel model = run.model();
      Score score =
          score(
              model,
              validation,
              finallyMeasured,
              settings.seed() + 2 * MEASURED_SEED,
              new StoppableMeasuring(listener, control));
      return Optional.of(new Result(model, List.copyOf(log), score));
    } catch (StoppableMeasuring.StoppedException e) {
      return Optional.empty(); // measured again by whoever resumes the run
    }
  }

  /** Does the steps of an epoch; empty if the control stopped them. */
  private Optional<Epoch> epoch(
      InkTrainingRun run,
      SceneBatches batches,
      SceneSource validation,
      int first,
      TrainingControl control)
      throws InterruptedException {
    int number = first / settings.stepsAnEpoch() + 1;
    long start = System.nanoTime();
    long waited = batches.waited();
    double loss = 0;
    for (int i = 1; i <= settings.stepsAnEpoch(); i++) {
      double here = run.step(batches.next(), first + i - 1);
      loss += DivergedException.requireFinite(here, number, "Another --seed");
      listener.step(number, i * settings.batchSize(), loss / i);
      if (i < settings.stepsAnEpoch() && control.stopRequested()) {
        return Optional.empty();
      }
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    double waiting = (batches.waited() - waited) / 1e9 / seconds;
    Score score =
        score(run.model(), validation, measured, settings.seed() + MEASURED_SEED, listener);
    return Optional.of(new Epoch(number, loss / settings.stepsAnEpoch(), score, seconds, waiting));
  }

  private static Score score(
      InkModel model, SceneSource source, int scenes, long seed, TrainingListener told) {
    try (var network = InkNetwork.of(model)) {
      return InkScore.of(network, source, scenes, seed, told);
    }
  }
}
