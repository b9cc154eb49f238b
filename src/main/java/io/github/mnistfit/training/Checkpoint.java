package io.github.mnistfit.training;

import io.github.mnistfit.io.AtomicFile;
import io.github.mnistfit.network.Provenance.Epoch;
import io.github.mnistfit.network.Provenance.Score;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;

/**
 * A {@link TrainingState} in a file: a line that says what it is, what run it belongs to, numbers,
 * and their CRC-32. Written whole or not at all, so that a run that is killed at any moment leaves
 * the last one. Nothing but numbers and one bounded string is read.
 *
 * @param run the settings and the data of the run, as text: a run of others can't go on from it
 * @param state where the run is
 */
record Checkpoint(String run, TrainingState state) {
  private static final int MAGIC = 0x6d666974; // "mfit"
  private static final int VERSION = 1;
  private static final int MAX_WEIGHTS = 10_000_000;
  private static final int MAX_EPOCHS = 1_000_000;

  /**
   * Writes it, replacing another.
   *
   * @throws IOException if it can't be written; the one before stays
   */
  void write(Path file) throws IOException {
    AtomicFile.write(
        file,
        true,
        stream -> {
          var sum = new CRC32();
          var out = new DataOutputStream(new CheckedOutputStream(stream, sum));
          out.writeInt(MAGIC);
          out.writeInt(VERSION);
          out.writeUTF(run);
          out.writeInt(state.step());
          out.writeDouble(state.loss());
          out.writeDouble(state.seconds());
          write(state.epochs(), out);
          write(state.weights(), out);
          write(state.velocity(), out);
          out.writeLong(sum.getValue());
          out.flush();
        });
  }

  /**
   * Reads one.
   *
   * @throws IOException if it can't be read or isn't whole; the message says why, in a few words
   */
  static Checkpoint read(Path file) throws IOException {
    var sum = new CRC32();
    try (var in =
        new DataInputStream(
            new CheckedInputStream(new BufferedInputStream(Files.newInputStream(file)), sum))) {
      if (in.readInt() != MAGIC || in.readInt() != VERSION) {
        throw new IOException("it is no checkpoint of this version");
      }
      String run = in.readUTF();
      int step = in.readInt();
      double loss = in.readDouble();
      double seconds = in.readDouble();
      if (!Double.isFinite(loss) || !Double.isFinite(seconds)) {
        throw new IOException("it is damaged");
      }
      List<Epoch> epochs = readEpochs(in);
      float[] weights = readFloats(in);
      float[] velocity = readFloats(in);
      long expected = sum.getValue();
      if (in.readLong() != expected) {
        throw new IOException("it is damaged");
      }
      return new Checkpoint(run, new TrainingState(step, weights, velocity, loss, seconds, epochs));
    } catch (EOFException e) {
      throw new IOException("it ends early", e);
    } catch (IllegalArgumentException e) {
      throw new IOException("it is damaged", e);
    }
  }

  private static void write(List<Epoch> epochs, DataOutputStream out) throws IOException {
    out.writeInt(epochs.size());
    for (Epoch epoch : epochs) {
      out.writeInt(epoch.epoch());
      out.writeDouble(epoch.loss());
      out.writeBoolean(epoch.validation() != null);
      if (epoch.validation() != null) {
        out.writeInt(epoch.validation().correct());
        out.writeInt(epoch.validation().n());
      }
      out.writeDouble(epoch.seconds());
      out.writeDouble(epoch.waiting());
    }
  }

  private static List<Epoch> readEpochs(DataInputStream in) throws IOException {
    int n = bounded(in.readInt(), MAX_EPOCHS);
    List<Epoch> epochs = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      int epoch = in.readInt();
      double loss = in.readDouble();
      Score validation = in.readBoolean() ? new Score(in.readInt(), in.readInt()) : null;
      epochs.add(new Epoch(epoch, loss, validation, in.readDouble(), in.readDouble()));
    }
    return epochs;
  }

  private static void write(float[] values, DataOutputStream out) throws IOException {
    out.writeInt(values.length);
    for (float value : values) {
      out.writeFloat(value);
    }
  }

  private static float[] readFloats(DataInputStream in) throws IOException {
    float[] values = new float[bounded(in.readInt(), MAX_WEIGHTS)];
    for (int i = 0; i < values.length; i++) {
      values[i] = in.readFloat();
      if (!Float.isFinite(values[i])) {
        throw new IOException("one of its weights is " + values[i]);
      }
    }
    return values;
  }

  private static int bounded(int n, int most) throws IOException {
    if (n < 0 || n > most) {
      throw new IOException("it is damaged");
    }
    return n;
  }
}
