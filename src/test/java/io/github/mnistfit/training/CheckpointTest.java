package io.github.mnistfit.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mnistfit.network.Provenance.Epoch;
import io.github.mnistfit.network.Provenance.Score;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointTest {
  private static final List<Epoch> EPOCHS =
      List.of(new Epoch(1, 0.5, new Score(9, 10), 31.5, 0.01), new Epoch(2, 0.25, null, 30, 0));

  @TempDir private Path folder;
  private Path file;
  private byte[] bytes;

  @BeforeEach
  void write() throws IOException {
    file = folder.resolve("checkpoint");
    float[] weights = {1.5f, -0.25f, 3e-8f};
    float[] velocity = {0, Float.MIN_VALUE, -7};
    var state = new TrainingState(7, weights, velocity, 12.5, 3.25, EPOCHS);
    new Checkpoint("seed 1", state).write(file);
    bytes = Files.readAllBytes(file);
  }

  @Test
  void readsWhatWasWritten() throws IOException {
    Checkpoint read = Checkpoint.read(file);
    assertThat(read.run()).isEqualTo("seed 1");
    assertThat(read.state().step()).isEqualTo(7);
    assertThat(read.state().weights()).containsExactly(1.5f, -0.25f, 3e-8f);
    assertThat(read.state().velocity()).containsExactly(0, Float.MIN_VALUE, -7);
    assertThat(read.state().loss()).isEqualTo(12.5);
    assertThat(read.state().seconds()).isEqualTo(3.25);
    assertThat(read.state().epochs()).isEqualTo(EPOCHS);
  }

  @Test
  void aRunThatBeginsWhileItsProcessEndsStopsAtOnce() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Latecomer.class.getName(),
                folder.resolve("model.zip").toString())
            .start();
    assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .isEqualTo("stop: true");
  }

  /** Begins a run when it is too late. */
  static final class Latecomer {
    private Latecomer() {}

    public static void main(String[] arguments) {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> begin(Path.of(arguments[0]))));
    }

    private static void begin(Path model) {
      try (var late = new CheckpointFile(model, "seed 1")) {
        System.out.print("stop: " + late.stopRequested());
        System.out.flush();
      }
    }
  }

  @Test
  void refusesWeightsThatAreNoNumbers() throws IOException {
    float[] weights = {1, Float.NaN};
    new Checkpoint("seed 1", new TrainingState(7, weights, new float[2], 0, 0, EPOCHS)).write(file);
    assertThatThrownBy(() -> Checkpoint.read(file))
        .isInstanceOf(IOException.class)
        .hasMessage("one of its weights is NaN");
  }

  @Test
  void refusesAFileThatEndsEarlyWhereverThatIs() throws IOException {
    for (int length = 0; length < bytes.length; length++) {
      Files.write(file, Arrays.copyOf(bytes, length));
      assertThatThrownBy(() -> Checkpoint.read(file)).isInstanceOf(IOException.class);
    }
  }

  /** Of what it is, of the run, of the weights' number, of the last weight. */
  @ParameterizedTest
  @ValueSource(ints = {0, 11, 28, 60, 100})
  void refusesAFileInWhichAByteIsWrong(int place) throws IOException {
    bytes[place] ^= 0x40;
    Files.write(file, bytes);
    assertThatThrownBy(() -> Checkpoint.read(file)).isInstanceOf(IOException.class);
  }
}
