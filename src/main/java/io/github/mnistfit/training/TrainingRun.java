package io.github.mnistfit.training;

import io.github.mnistfit.mnist.LabelledImage;
import io.github.mnistfit.network.Model;
import io.github.mnistfit.network.Networks;
import io.github.mnistfit.network.Provenance.Epoch;
import io.github.mnistfit.network.Provenance.Score;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The training loop: the weights and all that changes with them, step by step. */
final class TrainingRun implements AutoCloseable {
  private final TrainingSettings settings;
  private final TrainingListener listener;
  private final List<LabelledImage> images;
  private final List<LabelledImage> validation;
  private final INDArray weights;
  private final List<ExecutorService> threads;
  private final List<Replica> replicas = new ArrayList<>();
  private final MomentumSgd optimiser;
  private final Batches batches;
  private final List<Epoch> log = new ArrayList<>();
  private int stepsDone;

  /** Of the current epoch's images so far. */
  private double loss;

  /** What the current epoch has taken before it was saved, or this run went on with it. */
  private double earlierSeconds;

  /** The share of its time in which the current epoch has waited for images. */
  private double waiting;

  /**
   * Begins with a model's weights, or with those that the seed gives.
   *
   * @param validation the validation set, only measured on; may be empty
   */
  TrainingRun(
      TrainingSettings settings,
      TrainingListener listener,
      Optional<Model> start,
      List<LabelledImage> images,
      HardExamples examples,
      Teachers teachers,
      List<LabelledImage> validation)
      throws InterruptedException {
    this.settings = settings;
    this.listener = listener;
    this.images = images;
    this.validation = validation;
    var first =
        new MultiLayerNetwork(
            Networks.trained(settings.architecture(), settings.seed(), CNN2DFormat.NCHW));
    first.init();
    weights = first.params();
    start.ifPresent(
        model -> weights.assign(Nd4j.create(model.parameters()).reshape(weights.shape())));
    threads =
        IntStream.range(0, Trainer.REPLICAS)
            .mapToObj(i -> Executors.newSingleThreadExecutor(TrainingRun::daemon))
            .toList();
    for (ExecutorService thread : threads) {
      long seed = settings.seed() * Trainer.REPLICAS + replicas.size();
      replicas.add(
          result(
              thread.submit(() -> new Replica(settings.architecture(), seed, weights, teachers))));
    }
    optimiser =
        new MomentumSgd(
            weights,
            settings.optimization().momentum(),
            settings.optimization().weightDecay(),
            replicas.get(0).statistics());
    batches = new Batches(images, examples.training(), settings);
  }

  /**
   * Resumes the run of a state.
   *
   * @throws CheckpointException if the state has another number of weights
   */
  void resume(TrainingState state) throws CheckpointException {
    state.requireWeights((int) weights.length());
    weights.assign(Nd4j.create(state.weights()).reshape(weights.shape()));
    System.arraycopy(state.velocity(), 0, optimiser.velocity(), 0, state.velocity().length);
    stepsDone = state.step();
    loss = state.loss();
    earlierSeconds = state.seconds();
    log.addAll(state.epochs());
  }

  /**
   * Does steps, and measures after each epoch, until all is done or the control stops the run.
   *
   * @return whether all is done
   * @throws StoppableMeasuring.StoppedException if the listener ends a measurement
   */
  boolean finish(TrainingControl control) throws IOException, InterruptedException {
    while (log.size() < settings.optimization().epochs()) {
      boolean isWhole = doSteps(control);
      control.save(state());
      if (!isWhole || control.stopRequested()) {
        return false;
      }
      finishEpoch();
    }
    return true;
  }

  /** Where the run is. */
  TrainingState state() {
    return new TrainingState(
        stepsDone,
        weights.dup().data().asFloat(),
        optimiser.velocity().clone(),
        loss,
        earlierSeconds,
        log);
  }

  /** The network so far, uncalibrated. */
  Model model() {
    return new Model(settings.architecture(), weights.data().asFloat(), 1);
  }

  List<Epoch> log() {
    return List.copyOf(log);
  }

  @Override
  public void close() {
    threads.forEach(ExecutorService::shutdownNow);
  }

  private int steps() {
    return batches.perEpoch() * settings.optimization().epochs();
  }

  /** Does the rest of the current epoch's steps; returns whether all are done. */
  private boolean doSteps(TrainingControl control) throws InterruptedException {
    int epoch = log.size() + 1;
    int skipped = stepsDone - log.size() * batches.perEpoch();
    int imagesDone = skipped * settings.optimization().batchSize();
    long start = System.nanoTime();
    long waited = batches.waited();
    for (List<LabelledImage> batch : batches.epoch(epoch, skipped)) {
      loss += DivergedException.requireFinite(step(batch), epoch, "A lower --learning-rate");
      imagesDone += Math.min(settings.optimization().batchSize(), images.size() - imagesDone);
      listener.step(epoch, imagesDone, loss / imagesDone);
      if (stepsDone % batches.perEpoch() != 0 && control.stopRequested()) {
        earlierSeconds += secondsSince(start);
        return false;
      }
    }
    waiting = (batches.waited() - waited) / 1e9 / secondsSince(start);
    earlierSeconds += secondsSince(start);
    return true;
  }

  /** Measures what the epoch's steps have given, and goes on to the next. */
  private void finishEpoch() {
    long start = System.nanoTime();
    Score score =
        validation.isEmpty() ? null : Trainer.score(model(), validation, "held out", listener);
    double seconds = earlierSeconds + secondsSince(start);
    var done = new Epoch(log.size() + 1, loss / images.size(), score, seconds, waiting);
    log.add(done);
    listener.epoch(done);
    loss = 0;
    earlierSeconds = 0;
  }

  /** One step; returns the sum of the images' losses before it. */
  private double step(List<LabelledImage> batch) throws InterruptedException {
    double learningRate =
        settings.optimization().learningRate()
            * settings.optimization().schedule().factor((double) stepsDone / steps());
    int number = stepsDone;
    List<Future<Double>> losses = new ArrayList<>();
    for (int r = 0; r < replicas.size(); r++) {
      Replica replica = replicas.get(r);
      List<LabelledImage> part =
          batch.subList(
              batch.size() * r / replicas.size(), batch.size() * (r + 1) / replicas.size());
      losses.add(threads.get(r).submit(() -> replica.computeGradient(part, number)));
    }
    double sum = 0;
    for (Future<Double> l : losses) {
      sum += result(l);
    }
    optimiser.step(replicas.stream().map(Replica::gradient).toList(), batch.size(), learningRate);
    stepsDone++;
    return sum;
  }

  private static double secondsSince(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  private static <T> T result(Future<T> future) throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a replica failed", e.getCause());
    }
  }

  private static Thread daemon(Runnable task) {
    var thread = new Thread(task, "replica");
    thread.setDaemon(true);
    return thread;
  }
}
