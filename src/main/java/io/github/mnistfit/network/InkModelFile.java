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
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * The file of an ink model: a zip of the same three entries as {@link ModelFile}'s, of which {@code
 * model.properties} says {@code architecture=ink} and has neither temperature nor confidence.
 * Nothing but numbers and short strings is read, each bounded and checked.
 */
public final class InkModelFile {
  private static final String FORMAT = "1";

  /** What stands where other models name their {@link Architecture}. */
  static final String ARCHITECTURE = "ink";

  private static final String PROPERTIES = "model.properties";
  private static final String WEIGHTS = "weights.bin";
  private static final String PROVENANCE = "provenance.json";
  private static final Set<String> ENTRIES = Set.of(PROPERTIES, WEIGHTS, PROVENANCE);

  /** More than any text in a model needs, and little enough to read without care. */
  private static final int TEXT_LIMIT = 1 << 20;

  private InkModelFile() {}

  /**
   * The bytes of a model file; the same model and provenance give the same bytes.
   *
   * @throws IOException never for well-formed values
   */
  public static byte[] toBytes(InkModel model, Provenance provenance) throws IOException {
    float[] parameters = model.parameters();
    var weights =
        ByteBuffer.allocate(Float.BYTES * parameters.length).order(ByteOrder.LITTLE_ENDIAN);
    weights.asFloatBuffer().put(parameters);
    String properties =
        "format=%s\narchitecture=%s\nparameters=%s\nsha256=%s\n"
            .formatted(
                FORMAT,
                ARCHITECTURE,
                Integer.toString(parameters.length),
                Sha256.hex(weights.array()));
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      put(zip, PROPERTIES, properties.getBytes(StandardCharsets.UTF_8));
      put(zip, WEIGHTS, weights.array());
      put(zip, PROVENANCE, mapper().writeValueAsBytes(provenance));
    }
    return bytes.toByteArray();
  }

  /**
   * Reads a model.
   *
   * @throws ModelFileException if the file can't be read or isn't an ink model of this version
   */
  public static InkModel read(Path file) throws ModelFileException {
    return opened(file, zip -> model(zip, file));
  }

  /**
   * Reads where a model comes from.
   *
   * @throws ModelFileException if the file can't be read or isn't an ink model of this version
   */
  public static Provenance readProvenance(Path file) throws ModelFileException {
    return opened(
        file,
        zip -> {
          try {
            return mapper().readValue(read(zip, PROVENANCE, TEXT_LIMIT, file), Provenance.class);
          } catch (JsonProcessingException e) {
            throw damaged(file, PROVENANCE + " can't be understood", e);
          }
        });
  }

  private static InkModel model(ZipFile zip, Path file) throws IOException {
    var properties = new Properties();
    try {
      properties.load(new ByteArrayInputStream(read(zip, PROPERTIES, TEXT_LIMIT, file)));
    } catch (IllegalArgumentException e) {
      throw damaged(file, PROPERTIES + " can't be understood", e);
    }
    if (!FORMAT.equals(properties.getProperty("format"))
        || !ARCHITECTURE.equals(properties.getProperty("architecture"))) {
      throw new ModelFileException(file + " is no ink model that this version of mnistfit reads.");
    }
    int length = Float.BYTES * InkModel.parameterCount();
    byte[] weights = read(zip, WEIGHTS, length, file);
    if (!Sha256.hex(weights).equals(properties.getProperty("sha256"))) {
      throw damaged(file, "its weights don't have the checksum that it states", null);
    }
    float[] parameters = new float[weights.length / Float.BYTES];
    ByteBuffer.wrap(weights).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(parameters);
    try {
      return new InkModel(parameters);
    } catch (IllegalArgumentException e) {
      throw damaged(file, e.getMessage(), e);
    }
  }

  private interface Reading<T> {
    T from(ZipFile zip) throws IOException;
  }

  private static <T> T opened(Path file, Reading<T> reading) throws ModelFileException {
    if (!Files.isRegularFile(file)) {
      throw new ModelFileException("There is no model file " + file + ".");
    }
    try (var zip = new ZipFile(file.toFile())) {
      Set<String> names = zip.stream().map(ZipEntry::getName).collect(Collectors.toSet());
      if (zip.size() != ENTRIES.size() || !names.equals(ENTRIES)) {
        throw new ModelFileException(file + " is not a model that mnistfit train has written.");
      }
      return reading.from(zip);
    } catch (ModelFileException e) {
      throw e;
    } catch (ZipException | IllegalArgumentException e) {
      // The latter is the JDK's word for an entry's name that isn't UTF-8.
      throw new ModelFileException(file + " is not a model that mnistfit train has written.", e);
    } catch (IOException e) {
      throw new ModelFileException(file + " can't be read: " + e.getMessage() + ".", e);
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

  private static ObjectMapper mapper() {
    return new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
  }
}
