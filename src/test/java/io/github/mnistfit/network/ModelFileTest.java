package io.github.mnistfit.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mnistfit.network.Provenance.Epoch;
import io.github.mnistfit.network.Provenance.Score;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFileTest {
  private static final int ARTICLE_PARAMETERS = 159_254;

  private static final Provenance PROVENANCE =
      new Provenance(
          "2026-01-02T03:04:05Z",
          "mnistfit train --epochs 1",
          Map.of("mnistfit", "0.1.0"),
          Map.of("t10k-labels-idx1-ubyte", "ff7b"),
          Map.of("seed", 1, "learningRate", 0.01),
          List.of(new Epoch(1, 0.13, new Score(970, 1000), 31.5, 0.02)),
          32.5,
          new Score(9915, 10_000));

  @TempDir private Path folder;

  @Test
  void whatIsWrittenIsRead() throws IOException {
    Path file = write(ModelFile.toBytes(model(), PROVENANCE));
    Model read = ModelFile.read(file);
    assertThat(read.architecture()).isEqualTo(Architecture.ARTICLE);
    assertThat(read.parameters()).isEqualTo(model().parameters());
    assertThat(read.temperature()).isEqualTo(1.25);
    assertThat(ModelFile.readProvenance(file)).isEqualTo(PROVENANCE);
  }

  @Test
  void theSameModelGivesTheSameBytesInEveryLocale() throws IOException {
    byte[] bytes = ModelFile.toBytes(model(), PROVENANCE);
    Locale usual = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      assertThat(ModelFile.toBytes(model(), PROVENANCE)).isEqualTo(bytes);
    } finally {
      Locale.setDefault(usual);
    }
  }

  @Test
  void saysThatThereIsNoFile() {
    assertRefused(folder.resolve("none.zip"), "There is no model file " + folder);
  }

  @Test
  void refusesAFolder() {
    assertRefused(folder, folder + " is not a file.");
  }

  @Test
  void refusesWhatIsNoZip() throws IOException {
    assertRefused(write("no zip".getBytes(StandardCharsets.UTF_8)), "is not a model");
  }

  @Test
  void refusesAMissingAnUnknownAndATruncatedPart() throws IOException {
    var missing = entries();
    missing.remove("provenance.json");
    assertRefused(write(zip(missing)), "provenance.json");
    var unknown = entries();
    unknown.put("coefficients.bin", new byte[1]);
    assertRefused(write(zip(unknown)), "nothing else");
    byte[] whole = zip(entries());
    assertRefused(write(Arrays.copyOf(whole, whole.length / 2)), "is not a model");
  }

  @Test
  void refusesWeightsThatWereChanged() throws IOException {
    var entries = entries();
    entries.get("weights.bin")[1000] ^= 1;
    Path changed = write(zip(entries));
    assertThatThrownBy(() -> ModelFile.verifyWeights(changed))
        .isInstanceOf(ModelFileException.class)
        .hasMessageContaining("is damaged: its weights don't have the checksum");
  }

  @Test
  void refusesAnotherNumberOfWeightsThanStated() throws IOException {
    assertRefused(write(with("parameters", "7")), "as many weights as it states");
  }

  @Test
  void refusesFewerWeightsThanTheArchitectureHas() throws IOException {
    Path file =
        write(ModelFile.toBytes(new Model(Architecture.ARTICLE, new float[5], 1), PROVENANCE));
    assertThatThrownBy(() -> DigitNetwork.load(file))
        .isInstanceOf(ModelFileException.class)
        .hasMessageContaining("5 weights");
  }

  @Test
  void refusesWeightsThatAreNoNumbers() throws Exception {
    var entries = entries();
    byte[] weights = entries.get("weights.bin");
    ByteBuffer.wrap(weights).order(ByteOrder.LITTLE_ENDIAN).putFloat(400, Float.NaN);
    String sum = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(weights));
    entries.put(
        "model.properties",
        text(entries).replaceFirst("sha256=.*", "sha256=" + sum).getBytes(StandardCharsets.UTF_8));
    assertRefused(write(zip(entries)), "one of its weights is NaN");
  }

  @Test
  void refusesOtherFormatsArchitecturesAndTemperatures() throws IOException {
    assertRefused(write(with("temperature", "1\nfit=No name")), "the name of its fit is no name");
    for (String layers :
        new String[] {
          "conv3x32,pool,dense10,dense11",
          "dense10,conv3x3,dense10",
          "conv29x3,dense10",
          "pool,pool,pool,pool,pool,dense10",
          "conv3x0,dense10",
          "dense9999,dense9999,dense10",
          "conv3x999,conv9x999,dense10",
          "dense10n",
          "dense9k0.0001,dense10",
          "pool,".repeat(40) + "dense10"
        }) {
      assertRefused(write(with("architecture", layers)), "doesn't know: " + layers);
    }
    assertRefused(write(with("format", "2")), "has model format 2");
    assertRefused(write(with("architecture", "unheard-of")), "doesn't know: unheard-of");
    assertRefused(write(with("temperature", "0")), "its temperature is 0.0");
    assertRefused(write(with("temperature", "1e-310")), "its temperature is 1.0E-310");
    assertRefused(write(with("temperature", "1e300")), "its temperature is 1.0E300");
    assertRefused(write(with("temperature", "warm")), "is damaged");
    assertRefused(write(with("temperature", "\\\\u12")), "is damaged");
  }

  @Test
  void refusesWeightsLargerThanAnyModelsBeforeReadingThemAll() throws IOException {
    var entries = entries();
    entries.put("weights.bin", new byte[41_000_000]);
    assertRefused(write(zip(entries)), "larger than any model's");
  }

  @Test
  void refusesAProvenanceThatLacksSomething() throws IOException {
    for (String json : List.of("", "[]", "{}", "{\"created\":\"now\",\"surprise\":1}")) {
      var entries = entries();
      entries.put("provenance.json", json.getBytes(StandardCharsets.UTF_8));
      Path file = write(zip(entries));
      assertThatThrownBy(() -> ModelFile.readProvenance(file))
          .isInstanceOf(ModelFileException.class)
          .hasMessageContaining("provenance.json can't be understood");
    }
  }

  /**
   * Each of them, null where an object is due among them, is what some command would stumble on.
   */
  @Test
  void refusesAProvenanceThatIsNothing() throws IOException {
    String good = new String(entries().get("provenance.json"), StandardCharsets.UTF_8);
    for (String json :
        List.of(
            "null",
            good.replace("\"0.1.0\"", "null"),
            good.replace("\"ff7b\"", "null"),
            good.replace("32.5", "1e999"),
            good.replace("31.5", "1e999"))) {
      assertThat(json).isNotEqualTo(good);
      var entries = entries();
      entries.put("provenance.json", json.getBytes(StandardCharsets.UTF_8));
      Path file = write(zip(entries));
      assertThatThrownBy(() -> ModelFile.readProvenance(file))
          .isInstanceOf(ModelFileException.class)
          .hasMessageContaining("provenance.json");
    }
  }

  @Test
  void refusesWeightsThatGiveNoNumbers() throws IOException {
    var parameters = new float[ARTICLE_PARAMETERS];
    Arrays.fill(parameters, 1e30f);
    Path file =
        write(ModelFile.toBytes(new Model(Architecture.ARTICLE, parameters, 1), PROVENANCE));
    assertThatThrownBy(() -> DigitNetwork.load(file))
        .isInstanceOf(ModelFileException.class)
        .hasMessageContaining("its network answers NaN");
  }

  /** The JDK checks an entry's own checksum only where it reads a zip as a stream. */
  @Test
  void refusesAnEntryWithAnotherChecksumThanStated() throws IOException {
    byte[] whole = zip(entries());
    for (String name : entries().keySet()) {
      byte[] changed = whole.clone();
      // The last place that names it is in the central directory, where its checksum stands 30
      // before.
      int place = lastIndexOf(changed, name.getBytes(StandardCharsets.UTF_8)) - 30;
      changed[place] ^= 1;
      Path file = write(changed);
      assertThatThrownBy(
              () -> {
                ModelFile.read(file);
                ModelFile.readProvenance(file);
              })
          .isInstanceOf(ModelFileException.class)
          .hasMessageContaining(name + " doesn't have the checksum that the zip states");
    }
  }

  /** A sparse file whose central directory would be read into memory. */
  @Test
  void refusesAFileThatIsLargerThanAnyModelsUnread() throws IOException {
    Path file = folder.resolve("model.zip");
    try (var sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(1_900_000_000L);
    }
    assertRefused(file, "is larger than any model's file");
  }

  private static int lastIndexOf(byte[] bytes, byte[] part) {
    for (int i = bytes.length - part.length; i >= 0; i--) {
      if (Arrays.equals(bytes, i, i + part.length, part, 0, part.length)) {
        return i;
      }
    }
    throw new AssertionError("not there");
  }

  private static Model model() {
    var random = new Random(1);
    var parameters = new float[ARTICLE_PARAMETERS];
    for (int i = 0; i < parameters.length; i++) {
      parameters[i] = random.nextFloat() - 0.5f;
    }
    return new Model(Architecture.ARTICLE, parameters, 1.25);
  }

  private static void assertRefused(Path file, String reason) {
    assertThatThrownBy(() -> ModelFile.read(file))
        .isInstanceOf(ModelFileException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining(reason);
  }

  private Path write(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("model.zip"), bytes);
  }

  /** A good model file's bytes but for one property. */
  private static byte[] with(String key, String value) throws IOException {
    var entries = entries();
    String changed = text(entries).replaceFirst("(?m)^" + key + "=.*$", key + "=" + value);
    var properties = new Properties();
    properties.load(new ByteArrayInputStream(text(entries).getBytes(StandardCharsets.UTF_8)));
    assertThat(properties).containsKey(key);
    entries.put("model.properties", changed.getBytes(StandardCharsets.UTF_8));
    return zip(entries);
  }

  private static String text(Map<String, byte[]> entries) {
    return new String(entries.get("model.properties"), StandardCharsets.UTF_8);
  }

  private static Map<String, byte[]> entries() throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    var bytes = new ByteArrayInputStream(ModelFile.toBytes(model(), PROVENANCE));
    try (var zip = new ZipInputStream(bytes)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        entries.put(entry.getName(), zip.readAllBytes());
      }
    }
    return entries;
  }

  private static byte[] zip(Map<String, byte[]> entries) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      for (var entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
      }
    }
    return bytes.toByteArray();
  }
}
