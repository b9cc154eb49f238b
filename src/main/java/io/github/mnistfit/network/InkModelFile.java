package io.github.mnistfit.network;

import io.github.mnistfit.io.Sha256;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Properties;

/**
 * The file of an ink model: a zip of the same three entries as {@link ModelFile}'s, of which {@code
 * model.properties} says {@code architecture=ink} and has neither temperature nor confidence.
 * Nothing but numbers and short strings is read, each bounded and checked.
 */
public final class InkModelFile {
  private static final String FORMAT = "1";

  /** What stands where other models name their {@link Architecture}. */
  static final String ARCHITECTURE = "ink";

  private InkModelFile() {}

  /**
   * The bytes of a model file; the same model and provenance give the same bytes.
   *
   * @throws IOException never for well-formed values
   */
  public static byte[] toBytes(InkModel model, Provenance provenance) throws IOException {
    float[] parameters = model.parameters();
    byte[] weights = ModelArchive.toBytes(parameters);
    String properties =
        "format=%s\narchitecture=%s\nparameters=%s\nsha256=%s\n"
            .formatted(
                FORMAT, ARCHITECTURE, Integer.toString(parameters.length), Sha256.hex(weights));
    return ModelArchive.toBytes(properties, weights, provenance);
  }

  /**
   * Reads a model.
   *
   * @throws ModelFileException if the file can't be read or isn't an ink model of this version
   */
  public static InkModel read(Path file) throws ModelFileException {
    return ModelArchive.read(file, InkModelFile::model);
  }

  /**
   * Whether a file says that it is an ink model.
   *
   * @throws ModelFileException if it is no model at all
   */
  public static boolean isNamedIn(Path file) throws ModelFileException {
    return ModelArchive.read(
        file, archive -> ARCHITECTURE.equals(archive.properties().getProperty("architecture")));
  }

  /**
   * Reads where a model comes from.
   *
   * @throws ModelFileException if the file can't be read or isn't an ink model of this version
   */
  public static Provenance readProvenance(Path file) throws ModelFileException {
    return ModelArchive.read(file, ModelArchive::provenance);
  }

  private static InkModel model(ModelArchive archive) throws IOException {
    Properties properties = archive.properties();
    if (!FORMAT.equals(properties.getProperty("format"))
        || !ARCHITECTURE.equals(properties.getProperty("architecture"))) {
      throw new ModelFileException(
          archive.file() + " is no ink model that this version of mnistfit reads.");
    }
    float[] weights = archive.weights(Float.BYTES * InkModel.parameterCount());
    try {
      return new InkModel(weights);
    } catch (IllegalArgumentException e) {
      throw archive.damaged(e.getMessage(), e);
    }
  }
}
