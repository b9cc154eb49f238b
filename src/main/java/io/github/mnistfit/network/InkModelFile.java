package io.github.mnistfit.network;

import io.github.mnistfit.io.Sha256;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/**
 * The file of an ink model: a zip of the same three entries as {@link ModelFile}'s, of which {@code
 * model.properties} names an {@link InkArchitecture} and has neither temperature nor confidence.
 * Nothing but numbers and short strings is read, each bounded and checked.
 */
public final class InkModelFile {
  private static final String FORMAT = "1";

  private static final String ARCHITECTURE = "architecture";

  /** Bytes of the largest network's weights. */
  private static final int WEIGHTS_LIMIT =
      Float.BYTES
          * InkArchitecture.ALL.stream()
              .mapToInt(InkArchitecture::parameterCount)
              .max()
              .orElseThrow();

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
                FORMAT,
                model.architecture().label(),
                Integer.toString(parameters.length),
                Sha256.hex(weights));
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
        file,
        archive -> InkArchitecture.of(archive.properties().getProperty(ARCHITECTURE)).isPresent());
  }

  /**
   * Reads where a model comes from.
   *
   * @throws ModelFileException if the file can't be read or isn't an ink model of this version
   */
  public static Provenance readProvenance(Path file) throws ModelFileException {
    return ModelArchive.read(file, ModelArchive::provenance);
  }

  /** SHA-256 of a model's weights as the file holds them, in hexadecimal. */
  public static String sha256(InkModel model) {
    return Sha256.hex(ModelArchive.toBytes(model.parameters()));
  }

  private static InkModel model(ModelArchive archive) throws IOException {
    Properties properties = archive.properties();
    Optional<InkArchitecture> architecture =
        InkArchitecture.of(properties.getProperty(ARCHITECTURE));
    if (!FORMAT.equals(properties.getProperty("format")) || architecture.isEmpty()) {
      throw new ModelFileException(
          archive.file() + " is no ink model that this version of mnistfit reads.");
    }
    float[] weights = archive.weights(WEIGHTS_LIMIT);
    try {
      return new InkModel(architecture.get(), weights);
    } catch (IllegalArgumentException e) {
      throw archive.damaged(e.getMessage(), e);
    }
  }
}
