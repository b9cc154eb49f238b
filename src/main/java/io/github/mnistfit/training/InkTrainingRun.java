package io.github.mnistfit.training;

import io.github.mnistfit.network.InkArchitecture;
import io.github.mnistfit.network.InkModel;
import io.github.mnistfit.network.Provenance.Epoch;
import io.github.mnistfit.training.scenes.Scene;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The weights of an ink network in training, and all that changes with them, step by step. */
final class InkTrainingRun implements AutoCloseable {
  /**
   * Replicas, whatever the machine: another number would add the gradients in another order, and
   * normalise batches of another size, and so give other weights for the same seed.
   */
  static final int REPLICAS = 4;

  /** DL4J's names for what batch normalisation remembers of its batches. */
  private static final Set<String> STATISTICS = Set.of("mean", "var");

  private final InkTrainingSettings settings;
  private final List<ExecutorService> threads;
  private final List<InkReplica> replicas = new ArrayList<>();
  private final AdamW optimiser;
  private final INDArray shared;
  private final float[] weights;

  /** Begins with the weights that the seed gives. */
  InkTrainingRun(InkTrainingSettings settings) throws InterruptedException {
    this.settings = settings;
    InkArchitecture architecture = settings.architecture();
    var first = new ComputationGraph(architecture.trained(settings.seed(), new InkLoss()));
    first.init();
    shared = first.params();
    weights = shared.dup().data().asFloat();
    threads =
        IntStream.range(0, REPLICAS)
            .mapToObj(i -> Executors.newSingleThreadExecutor(InkTrainingRun::daemon))
            .toList();
    for (int r = 0; r < REPLICAS; r++) {
      int scenes = settings.batchSize() * (r + 1) / REPLICAS - settings.batchSize() * r / REPLICAS;
      replicas.add(
          result(threads.get(r).submit(() -> new InkReplica(architecture, shared, scenes))));
    }
    InkReplica any = replicas.get(0);
    optimiser =
        new AdamW(
            weights,
            settings.weightDecay(),
            settings.averaging(),
            any.parametersNamed(Set.of("W")),
            any.parametersNamed(STATISTICS));
  }

  /**
   * One step.
   *
   * @param scenes as many as a batch has
   * @param step its number, from 0
   * @return the mean of the scenes' losses before it
   */
  double step(List<Scene> scenes, int step) throws InterruptedException {
    double[] losses = new double[REPLICAS];
    List<Future<float[]>> parts = new ArrayList<>();
    for (int r = 0; r < REPLICAS; r++) {
      int place = r;
      List<Scene> part =
          scenes.subList(scenes.size() * r / REPLICAS, scenes.size() * (r + 1) / REPLICAS);
      InkReplica replica = replicas.get(r);
      parts.add(threads.get(r).submit(() -> replica.gradient(part, losses, place)));
    }
    float[] mean = new float[weights.length];
    for (Future<float[]> part : parts) {
      float[] gradient = result(part);
      for (int i = 0; i < mean.length; i++) {
        mean[i] += gradient[i] / REPLICAS;
      }
    }
    optimiser.step(weights, mean, settings.learningRate(step), step + 1);
    put(weights);
    return Arrays.stream(losses).average().orElseThrow();
  }

  private void put(float[] values) {
    shared.data().asNioFloat().put(0, values);
  }

  /** The network so far, of the weights' moving average. */
  InkModel model() {
    put(optimiser.average());
    InkModel model = replicas.get(0).model();
    put(weights);
    return model;
  }

  /** Where the run is. Both of its arrays hold two: weights and average, the optimiser's means. */
  TrainingState state(int step, List<Epoch> log) {
    float[][] memory = optimiser.memory();
    return new TrainingState(
        step, joined(weights, memory[2]), joined(memory[0], memory[1]), 0, 0, log);
  }

  /**
   * Goes on from where another run was.
   *
   * @throws CheckpointException if the state has another number of weights
   */
  void goOnFrom(TrainingState state) throws CheckpointException {
    int n = weights.length;
    state.requireWeights(2 * n);
    float[][] memory = optimiser.memory();
    System.arraycopy(state.weights(), 0, weights, 0, n);
    System.arraycopy(state.weights(), n, memory[2], 0, n);
    System.arraycopy(state.velocity(), 0, memory[0], 0, n);
    System.arraycopy(state.velocity(), n, memory[1], 0, n);
    put(weights);
  }

  @Override
  public void close() {
    threads.forEach(ExecutorService::shutdownNow);
  }

  private static float[] joined(float[] first, float[] second) {
    float[] joined = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, joined, first.length, second.length);
    return joined;
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
