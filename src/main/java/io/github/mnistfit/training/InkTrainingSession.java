package io.github.mnistfit.training;

import io.github.mnistfit.io.AtomicFile;
import io.github.mnistfit.mnist.LabelledImage;
import io.github.mnistfit.mnist.MnistDataException;
import io.github.mnistfit.mnist.MnistFiles;
import io.github.mnistfit.network.InkModelFile;
import io.github.mnistfit.network.Provenance;
import io.github.mnistfit.network.Provenance.Epoch;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Training of an ink network that ends in a model file, as {@link TrainingSession} is that of a
 * network that reads digits: it can be interrupted and resumed.
 */
public final class InkTrainingSession implements AutoCloseable {
  private final InkTrainingSettings settings;
  private final List<LabelledImage> images;
  private final Map<String, String> checksums;
  private final Path model;
  private final Optional<TrainingState> state;
  private final CheckpointFile checkpoint;

  private InkTrainingSession(
      InkTrainingSettings settings, MnistFiles mnist, Path model, Optional<TrainingState> state)
      throws MnistDataException {
    this.settings = settings;
    this.images = mnist.training();
    this.checksums = mnist.checksums();
    this.model = model;
    this.state = state;
    this.checkpoint = new CheckpointFile(model, identity(settings, checksums));
  }

  /**
   * Begins a run.
   *
   * @param model the file that is to be written
   * @param replace whether the checkpoint of an unfinished run may be lost
   * @throws CheckpointException if there is one and it may not
   * @throws MnistDataException if MNIST can't be had
   */
  public static InkTrainingSession begin(
      InkTrainingSettings settings, MnistFiles mnist, Path model, boolean replace)
      throws CheckpointException, MnistDataException {
    if (!replace) {
      CheckpointFile.requireNone(model);
    }
    return new InkTrainingSession(settings, mnist, model, Optional.empty());
  }

  /**
   * Resumes a run with the same settings and data.
   *
   * @param model the file that it was to write
   * @throws CheckpointException if its checkpoint isn't there, or is of another run
   * @throws MnistDataException if MNIST can't be had
   */
  public static InkTrainingSession resume(
      InkTrainingSettings settings, MnistFiles mnist, Path model)
      throws CheckpointException, MnistDataException {
    mnist.training(); // the checksums are known once the files are read
    TrainingState state = CheckpointFile.read(model, identity(settings, mnist.checksums()));
    return new InkTrainingSession(settings, mnist, model, Optional.of(state));
  }

  private static String identity(InkTrainingSettings settings, Map<String, String> checksums) {
    return settings.toMap() + "\n" + checksums;
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
  public Optional<InkTrainer.Result> train(TrainingListener listener)
      throws IOException, InterruptedException {
    return new InkTrainer(settings, listener).train(images, state, checkpoint);
  }

  /**
   * Writes the model and deletes the checkpoint.
   *
   * @param command the command line that made it
   * @param versions of mnistfit and what it runs on
   * @param replace whether a file that is there may be replaced
   */
  public void finish(
      InkTrainer.Result result, String command, Map<String, String> versions, boolean replace)
      throws IOException {
    var provenance =
        new Provenance(
            Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
            command,
            versions,
            checksums,
            settings.toMap(),
            result.epochs(),
            result.epochs().stream().mapToDouble(Epoch::seconds).sum(),
            result.score());
    byte[] bytes = InkModelFile.toBytes(result.model(), provenance);
    AtomicFile.write(model, replace, out -> out.write(bytes));
    checkpoint.delete();
  }

  @Override
  public void close() {
    checkpoint.close();
  }
}
