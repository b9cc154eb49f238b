package io.github.mnistfit.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mnistfit.mnist.LabelledImage;
import io.github.mnistfit.mnist.MnistImage;
import io.github.mnistfit.network.Architecture;
import io.github.mnistfit.network.ModelFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingSessionTest {
  private static final TrainingSettings SETTINGS = settings(1);
  private static final TrainingData DATA =
      new TrainingData(
          images(40),
          List.of(),
          images(10),
          Map.of("images", "0"),
          HardExamples.NONE,
          Teachers.NONE,
          Optional.empty());

  @TempDir private Path folder;
  private Path model;
  private Path checkpoint;

  @BeforeEach
  void name() {
    model = folder.resolve("model.zip");
    checkpoint = folder.resolve("model.zip.checkpoint");
  }

  @Test
  void aFinishedRunLeavesAModelAndNoCheckpoint() throws Exception {
    try (var session = TrainingSession.begin(SETTINGS, DATA, model, false)) {
      assertThat(session.resumedAfter()).isEmpty();
      write(session);
      assertThat(checkpoint).exists();
      session.finish();
    }
    assertThat(checkpoint).doesNotExist();
    assertThat(ModelFile.readProvenance(model).settings()).containsEntry("seed", 1);
  }

  /** The checkpoint of a run that wasn't finished is of behind the last of its two steps. */
  @Test
  void anUnfinishedRunIsResumedWithItsOwnSettingsOnly() throws Exception {
    try (var session = TrainingSession.begin(SETTINGS, DATA, model, false)) {
      write(session);
    }
    String weights = ModelFile.sha256(ModelFile.read(model));
    Files.delete(model);
    assertThatThrownBy(() -> TrainingSession.begin(SETTINGS, DATA, model, false))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining(checkpoint + " is the checkpoint of an unfinished run");
    assertThatThrownBy(() -> TrainingSession.resume(settings(2), DATA, model))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("other settings");
    try (var session = TrainingSession.resume(SETTINGS, DATA, model)) {
      assertThat(session.resumedAfter()).hasValue(2);
      write(session);
    }
    assertThat(ModelFile.sha256(ModelFile.read(model))).isEqualTo(weights);
  }

  @Test
  void aCheckpointOfAnotherNetworkIsRefusedInASentence() throws Exception {
    try (var session = TrainingSession.begin(SETTINGS, DATA, model, false)) {
      write(session);
    }
    Checkpoint good = Checkpoint.read(checkpoint);
    var few = new TrainingState(0, new float[3], new float[3], 0, 0, List.of());
    new Checkpoint(good.run(), few).write(checkpoint);
    try (var session = TrainingSession.resume(SETTINGS, DATA, model)) {
      assertThatThrownBy(() -> session.train(TrainingListener.NONE))
          .isInstanceOf(CheckpointException.class)
          .hasMessageContaining("it has 3 weights where the network needs 159254");
    }
  }

  private static void write(TrainingSession session) throws IOException, InterruptedException {
    Trainer.Result result = session.train(TrainingListener.NONE).orElseThrow();
    session.write(
        result, Trainer.score(result.model(), DATA.test()), "a test", Map.of("JVM", "17"), false);
  }

  private static TrainingSettings settings(long seed) {
    var sgd = new Optimization(1, 20, 0.01, LearningRateSchedule.CONSTANT, 0.9, 0);
    return new TrainingSettings(Architecture.ARTICLE, sgd, false, 0, 0, 0, seed);
  }

  private static List<LabelledImage> images(int n) {
    return IntStream.range(0, n)
        .mapToObj(
            i -> {
              byte[] pixels = new byte[MnistImage.PIXELS];
              pixels[i * 7] = -1;
              return new LabelledImage(MnistImage.of(pixels), i % 10);
            })
        .toList();
  }
}
