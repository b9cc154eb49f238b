package io.github.mnistfit.training;

import io.github.mnistfit.mnist.LabelledImage;
import io.github.mnistfit.network.DigitNetwork;
import io.github.mnistfit.network.Model;
import io.github.mnistfit.network.Nd4jRuntime;
import io.github.mnistfit.network.Provenance.Epoch;
import io.github.mnistfit.network.Provenance.Score;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The training loop. Each batch is split between two replicas of the network, on a thread each;
 * their gradients are added in a fixed order, so that a seed gives the same weights every time.
 */
public final class Trainer {
  /**
   * Replicas, whatever the machine: another number would add the gradients in another order and so
   * give other weights for the same seed.
   */
  static final int REPLICAS = 2;

  private final TrainingSettings settings;
  private final TrainingListener listener;

  /** Sets a training run up; {@link #train} does it. */
  public Trainer(TrainingSettings settings, TrainingListener listener) {
    this.settings = settings;
    this.listener = listener;
  }

  /**
   * What a training run gives.
   *
   * @param model the network after the last epoch, calibrated on the held-out images if there are
   *     any
   * @param epochs the log
   */
  public record Result(Model model, List<Epoch> epochs) {}

  /**
   * Trains a network.
   *
   * @param images what it learns from
   * @param heldOut training images that it is only measured on after each epoch; may be empty
   * @throws InterruptedException if the thread was interrupted; nothing is left behind
   */
  public Result train(List<LabelledImage> images, List<LabelledImage> heldOut)
      throws InterruptedException {
    Nd4jRuntime.start();
    var first =
        new MultiLayerNetwork(
            settings.architecture().configuration(settings.seed(), CNN2DFormat.NCHW));
    first.init();
    INDArray weights = first.params();
    List<ExecutorService> threads =
        IntStream.range(0, REPLICAS)
            .mapToObj(i -> Executors.newSingleThreadExecutor(Trainer::daemon))
            .toList();
    try {
      return train(images, heldOut, weights, threads);
    } finally {
      threads.forEach(ExecutorService::shutdownNow);
    }
  }

  private Result train(
      List<LabelledImage> images,
      List<LabelledImage> heldOut,
      INDArray weights,
      List<ExecutorService> threads)
      throws InterruptedException {
    List<Replica> replicas = new ArrayList<>();
    for (ExecutorService thread : threads) {
      long seed = settings.seed() * REPLICAS + replicas.size();
      replicas.add(
          result(thread.submit(() -> new Replica(settings.architecture(), seed, weights))));
    }
    var optimiser =
        new MomentumSgd(
            weights, settings.momentum(), settings.weightDecay(), replicas.get(0).statistics());
    var batches = new Batches(images, settings);
    int steps = batches.anEpoch() * settings.epochs();
    int stepsDone = 0;
    List<Epoch> log = new ArrayList<>();
    for (int epoch = 1; epoch <= settings.epochs(); epoch++) {
      long start = System.nanoTime();
      double loss = 0;
      int imagesDone = 0;
      for (List<LabelledImage> batch : batches.epoch(epoch)) {
        double rate =
            settings.learningRate() * settings.schedule().factor((double) stepsDone / steps);
        loss += step(batch, stepsDone, rate, replicas, threads, optimiser);
        stepsDone++;
        imagesDone += Math.min(settings.batchSize(), images.size() - imagesDone);
        listener.step(epoch, imagesDone, loss / imagesDone);
      }
      Score score = heldOut.isEmpty() ? null : score(model(weights), heldOut);
      double seconds = (System.nanoTime() - start) / 1e9;
      var done = new Epoch(epoch, loss / images.size(), score, seconds);
      log.add(done);
      listener.epoch(done);
    }
    Model model = model(weights);
    return new Result(
        heldOut.isEmpty()
            ? model
            : Calibration.calibrated(model, heldOut, settings.nonDigits() > 0, settings.seed()),
        List.copyOf(log));
  }

  /**
   * How many of some images a model gets right.
   *
   * @param images at least one
   */
  public static Score score(Model model, List<LabelledImage> images) {
    try (var network = DigitNetwork.of(model)) {
      List<double[]> answers =
          network.probabilities(images.stream().map(LabelledImage::image).toList());
      int correct = 0;
      for (int i = 0; i < images.size(); i++) {
        if (mostProbable(answers.get(i)) == images.get(i).label()) {
          correct++;
        }
      }
      return new Score(correct, images.size());
    }
  }

  /** One step; returns the sum of the images' losses before it. */
  private double step(
      List<LabelledImage> batch,
      int number,
      double learningRate,
      List<Replica> replicas,
      List<ExecutorService> threads,
      MomentumSgd optimiser)
      throws InterruptedException {
    List<Future<Double>> losses = new ArrayList<>();
    for (int r = 0; r < REPLICAS; r++) {
      Replica replica = replicas.get(r);
      List<LabelledImage> part =
          batch.subList(batch.size() * r / REPLICAS, batch.size() * (r + 1) / REPLICAS);
      losses.add(threads.get(r).submit(() -> replica.computeGradient(part, number)));
    }
    double loss = 0;
    for (Future<Double> l : losses) {
      loss += result(l);
    }
    optimiser.step(replicas.stream().map(Replica::gradient).toList(), batch.size(), learningRate);
    return loss;
  }

  private Model model(INDArray weights) {
    return new Model(settings.architecture(), weights.data().asFloat(), 1);
  }

  private static int mostProbable(double[] probabilities) {
    return IntStream.range(0, probabilities.length)
        .reduce(0, (best, d) -> probabilities[d] > probabilities[best] ? d : best);
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
