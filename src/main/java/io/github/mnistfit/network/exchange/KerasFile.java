package io.github.mnistfit.network.exchange;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.mnistfit.io.Sha256;
import io.github.mnistfit.network.Model;
import io.github.mnistfit.network.ModelFileException;
import io.github.mnistfit.network.Provenance;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Models of Keras. It reads what Keras has saved: HDF5 ({@code .h5}), or the zip of Keras 3 ({@code
 * .keras}). It must be Sequential, and of layers that an {@link
 * io.github.mnistfit.network.Architecture} can have; it takes images in [0, 1], white ink on black,
 * or their bytes if it begins with a Rescaling.
 *
 * <p>Only numbers, short strings and names of layers are read, and nothing is run. Sizes are
 * checked before arrays are read; links out of the file aren't followed.
 */
public final class KerasFile {
  /** The largest model's weights three times, as an optimiser keeps them, and some more. */
  private static final int FILE_LIMIT = 150_000_000;

  private static final int TEXT_LIMIT = 1 << 20;

  /** A good file takes less than a second, but the machine may have much else to do. */
  private static final Duration TIME_LIMIT = Duration.ofMinutes(1);

  private static final String NO_MODEL = "it isn't a model that Keras has saved as .h5 or .keras";

  private static final byte[] HDF5 = HexFormat.of().parseHex("894844460d0a1a0a");
  private static final byte[] ZIP = HexFormat.of().parseHex("504b0304");

  /** One value and no more, and no setting twice: else it is open which one Keras would take. */
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private KerasFile() {}

  /**
   * What was read.
   *
   * @param model at temperature 1 and without a rejection threshold, for Keras knows of neither,
   *     unless mnistfit has written the file
   * @param kerasVersion the version that has saved it; empty if it doesn't say
   * @param sha256 the file's, in hexadecimal
   */
  public record Imported(Model model, Optional<String> kerasVersion, String sha256) {
    /**
     * Where the model comes from.
     *
     * @param name the file's
     * @param command the command line that imports it
     * @param versions of mnistfit and what it runs on
     */
    public Provenance provenance(String name, String command, Map<String, String> versions) {
      return new Provenance(
          Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
          command,
          versions,
          Map.of(name, sha256),
          Map.of("from", kerasVersion.map(version -> "Keras " + version).orElse("Keras")),
          List.of(),
          0,
          null);
    }
  }

  /**
   * Reads a model.
   *
   * @throws ModelFileException if it can't be read, or is no model that mnistfit can have; the
   *     message is for the user
   */
  public static Imported read(Path file) throws ModelFileException {
    byte[] bytes = bytes(file);
    var task = new FutureTask<>(() -> read(file, bytes));
    var thread = new Thread(task, "keras-import");
    thread.setDaemon(true);
    thread.start();
    try {
      return task.get(TIME_LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RefusedException) {
        throw refused(file, e.getCause().getMessage(), e);
      }
      if (e.getCause() instanceof OutOfMemoryError) {
        throw refused(file, "it needs more memory than there is", e);
      }
      // Whatever its reader stumbled over, too deep or beyond its end, is damaged.
      throw refused(file, "it is damaged", e);
    } catch (TimeoutException | CancellationException e) {
      throw refused(file, "it takes longer than any model", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw refused(file, "the process was interrupted", e);
    }
  }

  /**
   * The bytes of a {@code .keras} file that Keras 3 loads. The model takes n×28×28×1 floats in [0,
   * 1] and gives calibrated probabilities; batch normalisation and dropout stay layers of their
   * own. The rejection threshold and the fit are told in its metadata, which Keras doesn't look at.
   *
   * @param version mnistfit's
   * @throws IOException if the temporary file that the weights go through can't be written
   */
  public static byte[] toBytes(Model model, String version) throws IOException {
    return KerasWriter.toBytes(model, version);
  }

  private static ModelFileException refused(Path file, String why, Throwable cause) {
    return new ModelFileException(file + " can't be imported: " + why + ".", cause);
  }

  private static byte[] bytes(Path file) throws ModelFileException {
    try {
      if (Files.isDirectory(file)) {
        throw refused(
            file, "it is a folder; a SavedModel can be saved as .keras from Python", null);
      }
      if (!Files.exists(file)) {
        throw new NoSuchFileException(file.toString());
      }
      if (!Files.isRegularFile(file)) {
        throw refused(file, "it is not a file", null);
      }
      if (Files.size(file) == 0) { // or it says so, and never ends
        throw refused(file, NO_MODEL, null);
      }
      if (Files.size(file) > FILE_LIMIT) {
        throw refused(file, "it is larger than any model's file", null);
      }
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw new ModelFileException("There is no file " + file + ".", e);
    } catch (ModelFileException e) {
      throw e;
    } catch (IOException e) {
      throw new ModelFileException(file + " can't be read: " + e.getMessage() + ".", e);
    }
  }

  private static Imported read(Path file, byte[] bytes) throws RefusedException, IOException {
    String sha256 = Sha256.hex(bytes);
    if (startsWith(bytes, HDF5)) {
      try (var weights = new KerasWeights(bytes)) {
        Optional<String> config = weights.text("model_config", TEXT_LIMIT);
        if (config.isEmpty()) {
          throw new RefusedException(
              "it holds weights and no layers: save the whole model from Python, with model.save");
        }
        Model model = KerasReader.read(KerasLayer.of(json(config.get())), weights);
        return new Imported(model, weights.text("keras_version", TEXT_LIMIT), sha256);
      }
    }
    if (!startsWith(bytes, ZIP)) {
      throw new RefusedException(NO_MODEL);
    }
    try (var zip = new ZipFile(file.toFile())) {
      Optional<byte[]> config = entry(zip, "config.json", TEXT_LIMIT);
      Optional<byte[]> arrays = entry(zip, "model.weights.h5", FILE_LIMIT);
      if (arrays.isPresent() && !startsWith(arrays.get(), HDF5)) {
        throw new RefusedException("its model.weights.h5 is damaged");
      }
      if (config.isEmpty() || arrays.isEmpty()) {
        throw new RefusedException(
            zip.getEntry("model.properties") != null
                ? "it is a model of mnistfit's already"
                : "it is a zip, but none that Keras has saved");
      }
      Optional<byte[]> metadata = entry(zip, "metadata.json", TEXT_LIMIT);
      JsonNode stated = metadata.isEmpty() ? MissingNode.getInstance() : json(text(metadata.get()));
      JsonNode version = stated.path("keras_version");
      try (var weights = new KerasWeights(arrays.get())) {
        Model model = KerasReader.read(KerasLayer.of(json(text(config.get()))), weights);
        return new Imported(
            own(model, stated.path("mnistfit")),
            version.isTextual() ? Optional.of(version.asText()) : Optional.empty(),
            sha256);
      }
    } catch (ZipException e) {
      throw new RefusedException("it is a damaged zip");
    }
  }

  /** What mnistfit itself said of a model when it wrote it, and Keras doesn't keep. */
  private static Model own(Model model, JsonNode stated) throws RefusedException {
    if (!stated.isObject()) {
      return model;
    }
    JsonNode threshold = stated.path("min_confidence");
    JsonNode fit = stated.path("fit");
    if (!(threshold.isMissingNode() || threshold.isNumber())
        || !(fit.isMissingNode() || fit.isTextual())) {
      throw new RefusedException("its metadata.json is damaged");
    }
    try {
      return new Model(
          model.architecture(),
          model.parameters(),
          model.temperature(),
          threshold.asDouble(0),
          Optional.ofNullable(fit.textValue()));
    } catch (IllegalArgumentException e) {
      throw new RefusedException(e.getMessage());
    }
  }

  private static boolean startsWith(byte[] bytes, byte[] signature) {
    return Arrays.equals(Arrays.copyOf(bytes, signature.length), signature);
  }

  /** An entry of a zip, held against its checksum; empty if it isn't there. */
  private static Optional<byte[]> entry(ZipFile zip, String name, int limit)
      throws RefusedException, IOException {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null) {
      return Optional.empty();
    }
    try (InputStream in = zip.getInputStream(entry)) {
      byte[] bytes = in.readNBytes(limit + 1);
      if (bytes.length > limit) {
        throw new RefusedException("its " + name + " is larger than any model's");
      }
      var sum = new CRC32(); // which the JDK checks only where a zip is read as a stream
      sum.update(bytes);
      if (sum.getValue() != entry.getCrc()) {
        throw new RefusedException("its " + name + " is damaged");
      }
      return Optional.of(bytes);
    }
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static JsonNode json(String text) throws RefusedException {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new RefusedException("what it says of its layers is no JSON that Keras writes");
    }
  }
}
