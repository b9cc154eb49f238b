package io.github.mnistfit.training;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.mnistfit.network.Provenance.Epoch;
import io.github.mnistfit.network.Provenance.Score;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes as a checkpoint, as they are and with the checksum that they need. */
class CheckpointFuzzTest {
  private static final int HEADER = 8;

  /** A good one, without its first bytes and its checksum. */
  static Stream<Arguments> good() throws IOException {
    Path file = Files.createTempFile("good", ".checkpoint");
    List<Epoch> epochs = List.of(new Epoch(1, 0.5, new Score(9, 10), 31.5, 0.01));
    new Checkpoint("", new TrainingState(7, new float[3], new float[3], 1, 1, epochs)).write(file);
    byte[] bytes = Files.readAllBytes(file);
    Files.delete(file);
    return Stream.of(Arguments.of(Arrays.copyOfRange(bytes, HEADER, bytes.length - Long.BYTES)));
  }

  @MethodSource("good")
  @FuzzTest(maxDuration = "1m")
  void bytesAreACheckpointOrRefused(byte[] bytes) throws IOException {
    Path model = Files.createTempFile("model", ".zip");
    Path file = model.resolveSibling(model.getFileName() + ".checkpoint");
    try {
      Files.write(file, bytes);
      read(model, file);
      Files.write(file, whole(bytes));
      read(model, file);
    } finally {
      Files.deleteIfExists(file);
      Files.delete(model);
    }
  }

  private static void read(Path model, Path file) throws IOException {
    try {
      CheckpointFile.read(model, "").requireWeights(3);
    } catch (CheckpointException refused) {
      if (refused.getMessage().lines().count() != 1) {
        throw new IllegalStateException("not one line", refused);
      }
    }
    try {
      Checkpoint checkpoint = Checkpoint.read(file);
      if (checkpoint.state().step() < 0) {
        throw new IllegalStateException("step " + checkpoint.state().step());
      }
    } catch (IOException refused) {
      if (refused.getMessage() == null) {
        throw new IllegalStateException("says nothing", refused);
      }
    }
  }

  /** With the first bytes of a checkpoint and, behind everything, the checksum. */
  private static byte[] whole(byte[] body) throws IOException {
    var bytes = new ByteArrayOutputStream();
    var out = new DataOutputStream(bytes);
    out.writeInt(0x6d666974);
    out.writeInt(1);
    out.write(body);
    var sum = new CRC32();
    sum.update(bytes.toByteArray());
    out.writeLong(sum.getValue());
    return bytes.toByteArray();
  }
}
