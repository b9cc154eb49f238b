package io.github.mnistfit.network;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.github.mnistfit.io.Sha256;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * mnistfit's model file: a zip of three entries.
 *
 * <ul>
 *   <li>{@code model.properties}: format, architecture, number of parameters, temperature,
 *       rejection threshold (named minConfidence; 0 where it is missing), SHA-256 of the weights
 *   <li>{@code weights.bin}: the parameters, little-endian 32-bit floats
 *   <li>{@code provenance.json}: a {@link Provenance}; read only when it is asked for
 * </ul>
 *
 * <p>DL4J's own format isn't used: reading it runs Java deserialisation on what the file holds.
 * Here nothing but numbers and short strings is read, each bounded and checked.
 */
public final class ModelFile {
  private static final String FORMAT = "1";
  private static final String PROPERTIES = "model.properties";
  private static final String WEIGHTS = "weights.bin";
  private static final String PROVENANCE = "provenance.json";

  private static final Set<String> ENTRIES = Set.of(PROPERTIES, WEIGHTS, PROVENANCE);

  /** More than any model needs, and little enough to read without care. */
  private static final int TEXT_LIMIT = 1 << 20;

  /** Ten million parameters, in bytes: twenty times the largest architecture. */
  private static final int WEIGHTS_LIMIT = 40_000_000;

  private ModelFile() {}

  /**
   * The bytes of a model file; the same model and provenance give the same bytes.
   *
   * @throws IOException never for well-formed values
   */
  public static byte[] toBytes(Model model, Provenance provenance) throws IOException {
    byte[] weights = toBytes(model.parameters());
    String properties =
        String.format(
            // Other locales have other digits.
            Locale.ROOT,
            """
            format=%s
            architecture=%s
            parameters=%d
            temperature=%s
            %ssha256=%s
            """,
            FORMAT,
            model.architecture().label(),
            model.parameters().length,
            model.temperature(),
            model.minConfidence() > 0 ? "minConfidence=" + model.minConfidence() + "\n" : "",
            Sha256.hex(weights));
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      put(zip, PROPERTIES, properties.getBytes(StandardCharsets.UTF_8));
      put(zip, WEIGHTS, weights);
      put(zip, PROVENANCE, Json.MAPPER.writeValueAsBytes(provenance));
    }
    return bytes.toByteArray();
  }

  /**
   * Reads a model.
   *
   * @throws ModelFileException if the file can't be read or isn't a model of this version
   */
  public static Model read(Path file) throws ModelFileException {
    return opened(file, zip -> model(zip, file));
  }

  /**
   * Reads where a model comes from.
   *
   * @throws ModelFileException if the file can't be read or isn't a model of this version
   */
  public static Provenance readProvenance(Path file) throws ModelFileException {
    return opened(
        file,
        zip -> {
          try {
            return Json.MAPPER.readValue(read(zip, PROVENANCE, TEXT_LIMIT, file), Provenance.class);
          } catch (JsonProcessingException e) {
            throw damaged(file, PROVENANCE + " can't be understood", e);
          }
        });
  }

  /** SHA-256 of a model's weights as the file holds them, in hexadecimal. */
  public static String sha256(Model model) {
    return Sha256.hex(toBytes(model.parameters()));
  }

  private static Model model(ZipFile zip, Path file) throws IOException {
    var properties = new Properties();
    try {
      properties.load(new ByteArrayInputStream(read(zip, PROPERTIES, TEXT_LIMIT, file)));
    } catch (IllegalArgumentException e) {
      throw damaged(file, PROPERTIES + " can't be understood", e);
    }
    if (!FORMAT.equals(properties.getProperty("format"))) {
      throw new ModelFileException(
          file
              + " has model format "
              + properties.getProperty("format")
              + "; this version of mnistfit reads format "
              + FORMAT
              + ".");
    }
    byte[] weights = read(zip, WEIGHTS, WEIGHTS_LIMIT, file);
    if (!Sha256.hex(weights).equals(properties.getProperty("sha256"))) {
      throw damaged(file, "its weights don't have the checksum that it states", null);
    }
    String label = properties.getProperty("architecture", "");
    Architecture architecture =
        Architecture.named(label)
            .orElseThrow(
                () ->
                    new ModelFileException(
                        label.equals(InkModelFile.ARCHITECTURE)
                            ? file + " is of a network that finds ink; it reads no digits."
                            : file
                                + " has an architecture that mnistfit doesn't know: "
                                + label
                                + "."));
    if (!Integer.toString(weights.length / Float.BYTES)
        .equals(properties.getProperty("parameters"))) {
      throw damaged(file, "it doesn't have as many weights as it states", null);
    }
    try {
      return new Model(
          architecture,
          toFloats(weights),
          Double.parseDouble(properties.getProperty("temperature", "")),
          Double.parseDouble(properties.getProperty("minConfidence", "0")));
    } catch (IllegalArgumentException e) {
      throw damaged(file, e.getMessage(), e);
    }
  }

  private interface Reading<T> {
    T from(ZipFile zip) throws IOException;
  }

  private static <T> T opened(Path file, Reading<T> reading) throws ModelFileException {
    try {
      if (!Files.isRegularFile(file)) {
        throw Files.exists(file)
            ? new ModelFileException(file + " is not a file.")
            : new NoSuchFileException(file.toString());
      }
      try (var zip = new ZipFile(file.toFile())) {
        checkEntries(zip, file);
        return reading.from(zip);
      }
    } catch (ModelFileException e) {
      throw e;
    } catch (NoSuchFileException e) {
      throw new ModelFileException("There is no model file " + file + ".", e);
    } catch (ZipException | IllegalArgumentException e) {
      // The latter is the JDK's word for an entry's name that isn't UTF-8.
      throw new ModelFileException(file + " is not a model that mnistfit train has written.", e);
    } catch (IOException e) {
      throw new ModelFileException(file + " can't be read: " + e.getMessage() + ".", e);
    }
  }

  /** Entries that aren't known, and two of one name, are not a model's. */
  private static void checkEntries(ZipFile zip, Path file) throws ModelFileException {
    Set<String> names = zip.stream().map(ZipEntry::getName).collect(Collectors.toSet());
    if (zip.size() != ENTRIES.size() || !names.equals(ENTRIES)) {
      throw new ModelFileException(
          file
              + " is not a model that mnistfit train has written: it must hold "
              + "%s, %s and %s, and nothing else.".formatted(PROPERTIES, WEIGHTS, PROVENANCE));
    }
  }

  private static byte[] read(ZipFile zip, String name, int limit, Path file) throws IOException {
    try (var in = zip.getInputStream(zip.getEntry(name))) {
      byte[] bytes = in.readNBytes(limit + 1);
      if (bytes.length > limit) {
        throw damaged(file, name + " is larger than any model's", null);
      }
      return bytes;
    }
  }

  private static ModelFileException damaged(Path file, String what, Throwable cause) {
    return new ModelFileException(file + " is damaged: " + what + ".", cause);
  }

  private static void put(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
    var entry = new ZipEntry(name);
    entry.setLastModifiedTime(FileTime.fromMillis(0));
    zip.putNextEntry(entry);
    zip.write(bytes);
    zip.closeEntry();
  }

  private static byte[] toBytes(float[] values) {
    var buffer = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    buffer.asFloatBuffer().put(values);
    return buffer.array();
  }

  private static float[] toFloats(byte[] bytes) {
    if (bytes.length % 4 != 0) {
      throw new IllegalArgumentException("its weights end within a number");
    }
    var values = new float[bytes.length / 4];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
    return values;
  }

  /** Woken up only for the provenance: a prediction doesn't read it. */
  private static final class Json {
    private static final ObjectMapper MAPPER =
        new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
  }
}
