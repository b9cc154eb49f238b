package io.github.mnistfit.training;

import io.github.mnistfit.io.AtomicFile;
import io.github.mnistfit.network.ModelFile;
import io.github.mnistfit.network.Provenance;
import io.github.mnistfit.network.Provenance.Epoch;
import io.github.mnistfit.network.Provenance.Score;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Training or fine-tuning that ends in a model file, and can be interrupted and resumed: until it
 * is finished, its checkpoint lies beside that file. While it is open, an interrupt of the process
 * waits for the checkpoint.
 */
public final class TrainingSession implements AutoCloseable {
  private final TrainingSettings settings;
  private final TrainingData data;
  private final Path model;
  private final Optional<TrainingState> state;
  private final CheckpointFile checkpoint;

  private TrainingSession(
      TrainingSettings settings, TrainingData data, Path model, Optional<TrainingState> state) {
    this.settings = settings;
    this.data = data;
    this.model = model;
    this.state = state;
    this.checkpoint = new CheckpointFile(model, identity(settings, data));
  }

  /**
   * Begins a run.
   *
   * @param model the file that is to be written
   * @param replace whether the checkpoint of an unfinished run may be lost
   * @throws CheckpointException if there is one and it may not
   */
  public static TrainingSession begin(
      TrainingSettings settings, TrainingData data, Path model, boolean replace)
      throws CheckpointException {
    if (!replace) {
      CheckpointFile.requireNone(model);
    }
    return new TrainingSession(settings, data, model, Optional.empty());
  }

  /**
   * Resumes a run with the same settings and data.
   *
   * @param model the file that it was to write
   * @throws CheckpointException if its checkpoint isn't there, or is of another run
   */
  public static TrainingSession resume(TrainingSettings settings, TrainingData data, Path model)
      throws CheckpointException {
    TrainingState state = CheckpointFile.read(model, identity(settings, data));
    return new TrainingSession(settings, data, model, Optional.of(state));
  }

  private static String identity(TrainingSettings settings, TrainingData data) {
    String start = data.fineTuning().map(t -> "\n" + ModelFile.sha256(t.model())).orElse("");
    return settings.toMap() + "\n" + data.checksums() + start;
  }

  /** After which step it goes on; empty if it began with this session. */
  public OptionalInt resumedAfter() {
    return state.map(s -> OptionalInt.of(s.step())).orElseGet(OptionalInt::empty);
  }

  /**
   * Trains to the end.
   *
   * @return what came out; empty if the process was interrupted
   * @throws IOException if a checkpoint can't be written
   * @throws InterruptedException if the thread was interrupted
   */
  public Optional<Trainer.Result> train(TrainingListener listener)
      throws IOException, InterruptedException {
    return new Trainer(
            settings,
            listener,
            data.fineTuning().map(FineTuning::model),
            data.hardExamples(),
            data.teachers())
        .train(data.training(), data.validation(), state, checkpoint)
        .map(this::withFit);
  }

  /** What is calibrated says for which pictures. */
  private Trainer.Result withFit(Trainer.Result result) {
    return data.validation().isEmpty() || data.fit().isEmpty()
        ? result
        : new Trainer.Result(result.model().withFit(data.fit().get()), result.epochs());
  }

  /**
   * Writes the model.
   *
   * @param test its score on MNIST's test images
   * @param command the command line that made it
   * @param versions of mnistfit and what it runs on
   * @param replace whether a file that is there may be replaced
   */
  public void write(
      Trainer.Result result,
      Score test,
      String command,
      Map<String, String> versions,
      boolean replace)
      throws IOException {
    Map<String, Object> described = settings.toMap();
    data.fineTuning().ifPresent(t -> described.putAll(t.toMap()));
    if (!data.teachers().models().isEmpty()) {
      described.put("teachersShare", Teachers.SHARE);
    }
    var provenance =
        new Provenance(
            Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
            command,
            versions,
            data.checksums(),
            described,
            result.epochs(),
            result.epochs().stream().mapToDouble(Epoch::seconds).sum(),
            test);
    byte[] bytes = ModelFile.toBytes(result.model(), provenance);
    AtomicFile.write(model, replace, out -> out.write(bytes));
  }

  /** Deletes the checkpoint: there is nothing to go on with. */
  public void finish() throws IOException {
    checkpoint.delete();
  }

  @Override
  public void close() {
    checkpoint.close();
  }
}
