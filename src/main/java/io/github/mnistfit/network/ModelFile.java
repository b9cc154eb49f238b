package io.github.mnistfit.network;

import io.github.mnistfit.io.Sha256;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;

/**
 * mnistfit's model file: a zip of three entries.
 *
 * <ul>
 *   <li>{@code model.properties}: format, architecture, number of parameters, temperature,
 *       rejection threshold (named minConfidence; 0 where it is missing), the fit of the pictures
 *       that both are for (none where it is missing), SHA-256 of the weights
 *   <li>{@code weights.bin}: the parameters, little-endian 32-bit floats
 *   <li>{@code provenance.json}: a {@link Provenance}; read only when it is asked for
 * </ul>
 *
 * <p>DL4J's own format isn't used: reading it runs Java deserialisation on what the file holds.
 * Here nothing but numbers and short strings is read, each bounded and checked.
 */
public final class ModelFile {
  private static final String FORMAT = "1";

  /** Ten million parameters, in bytes: twenty times the largest architecture. */
  private static final int WEIGHTS_LIMIT = 40_000_000;

  private ModelFile() {}

  /**
   * The bytes of a model file; the same model and provenance give the same bytes.
   *
   * @throws IOException never for well-formed values
   */
  public static byte[] toBytes(Model model, Provenance provenance) throws IOException {
    byte[] weights = ModelArchive.toBytes(model.parameters());
    String properties =
        String.format(
            // Other locales have other digits.
            Locale.ROOT,
            """
            format=%s
            architecture=%s
            parameters=%d
            temperature=%s
            %s%ssha256=%s
            """,
            FORMAT,
            model.architecture().label(),
            model.parameters().length,
            model.temperature(),
            model.rejectionThreshold() > 0
                ? "minConfidence=" + model.rejectionThreshold() + "\n"
                : "",
            model.fit().map(fit -> "fit=" + fit + "\n").orElse(""),
            Sha256.hex(weights));
    return ModelArchive.toBytes(properties, weights, provenance);
  }

  /**
   * Reads a model.
   *
   * @throws ModelFileException if the file can't be read or isn't a model of this version
   */
  public static Model read(Path file) throws ModelFileException {
    return ModelArchive.read(file, ModelFile::model);
  }

  /**
   * Reads where a model comes from.
   *
   * @throws ModelFileException if the file can't be read or isn't a model of this version
   */
  public static Provenance readProvenance(Path file) throws ModelFileException {
    return ModelArchive.read(file, ModelArchive::provenance);
  }

  /**
   * Holds the weights of a model of any kind against the SHA-256 that it states, which reading it
   * leaves out: the zip's own checksum tells damage, too, and costs less.
   *
   * @throws ModelFileException if they differ, or the file is no model's
   */
  public static void verifyWeights(Path file) throws ModelFileException {
    ModelArchive.read(
        file,
        archive -> {
          archive.verifyWeights(WEIGHTS_LIMIT);
          return null;
        });
  }

  /** SHA-256 of a model's weights as the file holds them, in hexadecimal. */
  public static String sha256(Model model) {
    return Sha256.hex(ModelArchive.toBytes(model.parameters()));
  }

  private static Model model(ModelArchive archive) throws IOException {
    Path file = archive.file();
    Properties properties = archive.properties();
    if (!FORMAT.equals(properties.getProperty("format"))) {
      throw new ModelFileException(
          file
              + " has model format "
              + properties.getProperty("format")
              + "; this version of mnistfit reads format "
              + FORMAT
              + ".");
    }
    float[] weights = archive.weights(WEIGHTS_LIMIT);
    String label = properties.getProperty("architecture", "");
    Architecture architecture =
        Architecture.of(label)
            .orElseThrow(
                () ->
                    new ModelFileException(
                        InkArchitecture.of(label).isPresent()
                            ? file + " is of a network that finds ink; it reads no digits."
                            : file
                                + " has an architecture that mnistfit doesn't know: "
                                + label
                                + "."));
    if (!Integer.toString(weights.length).equals(properties.getProperty("parameters"))) {
      throw archive.damaged("it doesn't have as many weights as it states", null);
    }
    try {
      return new Model(
          architecture,
          weights,
          Double.parseDouble(properties.getProperty("temperature", "")),
          Double.parseDouble(properties.getProperty("minConfidence", "0")),
          Optional.ofNullable(properties.getProperty("fit")));
    } catch (IllegalArgumentException e) {
      throw archive.damaged(e.getMessage(), e);
    }
  }
}
