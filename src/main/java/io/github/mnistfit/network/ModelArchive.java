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
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * The zip of three entries that every kind of model is kept in. What is read is bounded and
 * checked; messages are for the user.
 *
 * @param zip open while it is read
 * @param file where it is
 */
record ModelArchive(ZipFile zip, Path file) {
  private static final String PROPERTIES = "model.properties";
  private static final String WEIGHTS = "weights.bin";
  private static final String PROVENANCE = "provenance.json";

  private static final Set<String> ENTRIES = Set.of(PROPERTIES, WEIGHTS, PROVENANCE);

  /** More than any model needs, and little enough to read without care. */
  private static final int TEXT_LIMIT = 1 << 20;

  /** Twice what the largest weights and texts need: the zip's own list of entries is read whole. */
  private static final long FILE_LIMIT = 100_000_000;

  /** What is done with an open archive. */
  @FunctionalInterface
  interface Reading<T> {
    T from(ModelArchive archive) throws IOException;
  }

  /**
   * Opens an archive, reads from it and closes it.
   *
   * @throws ModelFileException if it can't be read or is none
   */
  static <T> T read(Path file, Reading<T> reading) throws ModelFileException {
    try {
      if (!Files.isRegularFile(file)) {
        throw Files.exists(file)
            ? new ModelFileException(file + " is not a file.")
            : new NoSuchFileException(file.toString());
      }
      if (Files.size(file) > FILE_LIMIT) {
        throw new ModelFileException(file + " is larger than any model's file.");
      }
      try (var zip = new ZipFile(file.toFile())) {
        var archive = new ModelArchive(zip, file);
        archive.checkEntries();
        return reading.from(archive);
      }
    } catch (ModelFileException e) {
      throw e;
    } catch (NoSuchFileException e) {
      throw new ModelFileException("There is no model file " + file + ".", e);
    } catch (ZipException | IllegalArgumentException e) {
      // The latter is the JDK's word for an entry's name that isn't UTF-8.
      throw new ModelFileException(noModel(file, ""), e);
    } catch (IOException e) {
      throw new ModelFileException(file + " can't be read: " + e.getMessage() + ".", e);
    }
  }

  /** Entries that aren't known, and two of one name, are not a model's. */
  private void checkEntries() throws ModelFileException {
    Set<String> names = zip.stream().map(ZipEntry::getName).collect(Collectors.toSet());
    if (zip.size() != ENTRIES.size() || !names.equals(ENTRIES)) {
      throw new ModelFileException(
          noModel(
              file,
              ": it must hold %s, %s and %s, and nothing else"
                  .formatted(PROPERTIES, WEIGHTS, PROVENANCE)));
    }
  }

  private static String noModel(Path file, String why) {
    boolean isOfKeras = file.toString().matches("(?i)(?s).*[.](keras|h5|hdf5)");
    return file
        + " is not a model that mnistfit train has written"
        + (isOfKeras ? "; mnistfit model import makes one of Keras' files" : why)
        + ".";
  }

  /** The properties. */
  Properties properties() throws IOException {
    var properties = new Properties();
    try {
      properties.load(new ByteArrayInputStream(bytes(PROPERTIES, TEXT_LIMIT)));
      return properties;
    } catch (IllegalArgumentException e) {
      throw damaged(PROPERTIES + " can't be understood", e);
    }
  }

  /**
   * The weights. They are held against the zip's own checksum alone: another one of two megabytes
   * would be a tenth of a single prediction's processor time.
   *
   * @param limit the most bytes that they may have
   */
  float[] weights(int limit) throws IOException {
    byte[] bytes = bytes(WEIGHTS, limit);
    if (bytes.length % Float.BYTES != 0) {
      throw damaged("its weights end within a number", null);
    }
    var weights = new float[bytes.length / Float.BYTES];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(weights);
    return weights;
  }

  /** Holds the weights against the SHA-256 that the properties state. */
  void verifyWeights(int limit) throws IOException {
    if (!Sha256.hex(bytes(WEIGHTS, limit)).equals(properties().getProperty("sha256"))) {
      throw damaged("its weights don't have the checksum that it states", null);
    }
  }

  /** Where the model comes from. */
  Provenance provenance() throws IOException {
    try {
      Provenance provenance =
          Json.MAPPER.readValue(bytes(PROVENANCE, TEXT_LIMIT), Provenance.class);
      if (provenance == null) { // what JSON's word null becomes
        throw damaged(PROVENANCE + " is empty", null);
      }
      return provenance;
    } catch (JsonProcessingException e) {
      throw damaged(PROVENANCE + " can't be understood", e);
    }
  }

  private byte[] bytes(String name, int limit) throws IOException {
    ZipEntry entry = zip.getEntry(name);
    try (var in = zip.getInputStream(entry)) {
      byte[] bytes = in.readNBytes(limit + 1);
      if (bytes.length > limit) {
        throw damaged(name + " is larger than any model's", null);
      }
      // The JDK checks it only where a zip is read as a stream.
      var sum = new CRC32();
      sum.update(bytes);
      if (sum.getValue() != entry.getCrc()) {
        throw damaged(name + " doesn't have the checksum that the zip states", null);
      }
      return bytes;
    }
  }

  /** What to throw where the file isn't what it says. */
  ModelFileException damaged(String what, Throwable cause) {
    return new ModelFileException(file + " is damaged: " + what + ".", cause);
  }

  /**
   * The bytes of an archive; the same contents give the same bytes.
   *
   * @throws IOException never for well-formed values
   */
  static byte[] toBytes(String properties, byte[] weights, Provenance provenance)
      throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      put(zip, entry(PROPERTIES), properties.getBytes(StandardCharsets.UTF_8));
      put(zip, asTheyAre(entry(WEIGHTS), weights), weights);
      put(zip, entry(PROVENANCE), Json.MAPPER.writeValueAsBytes(provenance));
    }
    return bytes.toByteArray();
  }

  private static ZipEntry entry(String name) {
    var entry = new ZipEntry(name);
    entry.setLastModifiedTime(FileTime.fromMillis(0));
    return entry;
  }

  /** Not compressed: weights lose a fifteenth by it, and each start would undo it. */
  private static ZipEntry asTheyAre(ZipEntry entry, byte[] bytes) {
    var sum = new CRC32();
    sum.update(bytes);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(bytes.length);
    entry.setCrc(sum.getValue());
    return entry;
  }

  private static void put(ZipOutputStream zip, ZipEntry entry, byte[] bytes) throws IOException {
    zip.putNextEntry(entry);
    zip.write(bytes);
    zip.closeEntry();
  }

  /** Weights as an archive holds them: little-endian 32-bit floats. */
  static byte[] toBytes(float[] weights) {
    var buffer = ByteBuffer.allocate(Float.BYTES * weights.length).order(ByteOrder.LITTLE_ENDIAN);
    buffer.asFloatBuffer().put(weights);
    return buffer.array();
  }

  /** Woken up only for the provenance: a prediction doesn't read it. */
  private static final class Json {
    private static final ObjectMapper MAPPER =
        new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
  }
}
