package io.github.mnistfit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistfit.io.Sha256;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Model files from strangers: refused in a sentence, with exit status 3, by every command. */
class HostileModelTest {
  private static final Path GOOD = Path.of("models/article.zip");
  private static final int MANY = 1 << 26;

  @TempDir private Path folder;

  @Test
  void aGoodModelIsVerified() {
    CommandLineRun run = CommandLineRun.of("model", "verify", GOOD.toString());
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).isEqualTo(GOOD + ": OK\n");
    assertThat(run.status()).isEqualTo(ExitStatus.OK);
  }

  @Test
  void aNetworkThatFindsInkIsVerifiedToo() throws IOException {
    for (String name : new String[] {"models/ink.zip", "models/page-ink.zip"}) {
      CommandLineRun run = CommandLineRun.of("model", "verify", name);
      assertThat(run.err()).isEmpty();
      assertThat(run.out()).isEqualTo(name + ": OK\n");
      assertThat(run.status()).isEqualTo(ExitStatus.OK);
    }
    Map<String, byte[]> entries = entries(Path.of("models/ink.zip"));
    byte[] weights = entries.get("weights.bin").clone();
    weights[1000] ^= 1;
    entries.put("weights.bin", weights);
    assertInkRefused(entries, "checksum");
    Arrays.fill(weights, (byte) 0x7e); // numbers, and very large
    entries.put("weights.bin", weights);
    String properties = new String(entries.get("model.properties"), StandardCharsets.UTF_8);
    String sum = "sha256=" + Sha256.hex(weights);
    entries.put(
        "model.properties",
        properties.replaceFirst("sha256=.*", sum).getBytes(StandardCharsets.UTF_8));
    assertInkRefused(entries, "its weights are so large that it may answer no numbers");
  }

  @ParameterizedTest
  @CsvSource({"ink.zip, ink, ink_wide", "page-ink.zip, ink_wide, ink"})
  void anInkNetworkThatNamesAnotherArchitectureIsRefused(String name, String own, String other)
      throws IOException {
    Map<String, byte[]> entries = entries(Path.of("models", name));
    String properties = new String(entries.get("model.properties"), StandardCharsets.UTF_8);
    assertThat(properties).contains("architecture=" + own + "\n");
    entries.put(
        "model.properties",
        properties
            .replace("architecture=" + own, "architecture=" + other)
            .getBytes(StandardCharsets.UTF_8));
    assertInkRefused(entries, "weights where its architecture has");
  }

  private void assertInkRefused(Map<String, byte[]> entries, String reason) throws IOException {
    Path model = zip(entries);
    CommandLineRun run = CommandLineRun.of("model", "verify", model.toString());
    assertThat(run.status()).isEqualTo(ExitStatus.CANNOT_WORK);
    assertThat(run.out()).isEmpty();
    assertThat(run.err().lines()).singleElement().asString().contains(model.toString(), reason);
  }

  /** Though this picture would need neither: both are loaded for the first one in doubt. */
  @ParameterizedTest
  @CsvSource({"predict, ink.zip", "read, ink.zip", "read, page-ink.zip"})
  void aDamagedNetworkBesideTheModelIsToldAtOnce(String command, String damaged)
      throws IOException {
    for (String name : new String[] {"default.zip", "ink.zip", "page-ink.zip"}) {
      Files.copy(Path.of("models", name), folder.resolve(name));
    }
    Files.writeString(folder.resolve(damaged), "no model");
    CommandLineRun run =
        CommandLineRun.of(
            command, "--model", folder.resolve("default.zip").toString(), "samples/centred.png");
    assertThat(run.status()).isEqualTo(ExitStatus.CANNOT_WORK);
    assertThat(run.out()).isEmpty();
    assertThat(run.err().lines())
        .singleElement()
        .asString()
        .contains(folder.resolve(damaged) + " is not a model");
  }

  /** It would answer, and badly. */
  @ParameterizedTest
  @CsvSource({
    "ink.zip, page-ink.zip, pages; here the network that finds that of one digit is needed.",
    "page-ink.zip, ink.zip, one digit; here the network that finds that of pages is needed."
  })
  void theOtherNetworkInTheSamePlaceIsRefused(String place, String other, String reason)
      throws IOException {
    for (String name : new String[] {"default.zip", "ink.zip", "page-ink.zip"}) {
      Files.copy(Path.of("models", name.equals(place) ? other : name), folder.resolve(name));
    }
    CommandLineRun run =
        CommandLineRun.of(
            "read", "--model", folder.resolve("default.zip").toString(), "samples/ruled.jpg");
    assertThat(run.status()).isEqualTo(ExitStatus.CANNOT_WORK);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .isEqualTo("mnistfit: " + folder.resolve(place) + " finds the ink of " + reason + "\n");
  }

  /** DL4J's own reader deserialises such entries. */
  @Test
  void whatIsSerialisedInAModelIsNeverRun() throws Exception {
    byte[] marker = serialised(new Marker());
    for (String name : new String[] {"preprocessor.bin", "normalizer.bin", "weights.bin"}) {
      Map<String, byte[]> entries = entries(GOOD);
      entries.put(name, marker);
      assertRefused(zip(entries));
    }
    assertThat(Marker.READ).hasValue(0);
    try (var in = new ObjectInputStream(new ByteArrayInputStream(marker))) {
      in.readObject();
    }
    assertThat(Marker.READ).as("the marker works").hasValue(1);
  }

  @Test
  void anotherToolsModelIsRefused() throws IOException {
    Map<String, byte[]> dl4j = new LinkedHashMap<>();
    dl4j.put(
        "configuration.json",
        "{\"@class\":\"java.lang.ProcessBuilder\"}".getBytes(StandardCharsets.UTF_8));
    dl4j.put("coefficients.bin", new byte[100]);
    dl4j.put("noUpdaterMarker", new byte[0]);
    assertRefused(zip(dl4j));
  }

  @Test
  void aPathThatClimbsOutIsRefusedAndNothingIsWritten() throws IOException {
    Map<String, byte[]> entries = entries(GOOD);
    entries.put("../climbed", new byte[] {1});
    assertRefused(zip(entries));
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(folder.resolve("model.zip"));
    }
    assertThat(folder.resolveSibling("climbed")).doesNotExist();
  }

  /** 64 megabytes in 64 kilobytes, in each of the three parts: more than any may have. */
  @Test
  void aZipBombIsRefusedWithoutBeingUnpacked() throws IOException {
    for (String name : entries(GOOD).keySet()) {
      Map<String, byte[]> entries = entries(GOOD);
      entries.remove(name);
      Path bomb = folder.resolve("model.zip");
      try (var zip = new ZipOutputStream(Files.newOutputStream(bomb))) {
        put(zip, entries);
        zip.putNextEntry(new ZipEntry(name));
        byte[] zeros = new byte[1 << 20];
        for (int i = 0; i < MANY / zeros.length; i++) {
          zip.write(zeros);
        }
      }
      assertRefused(bomb, "larger than any model's");
    }
  }

  /** A central directory that lies of an entry's size. */
  @Test
  void everyTruncationAndEveryChangedByteOfTheDirectoryIsRefusedOrHarmless() throws IOException {
    byte[] good = Files.readAllBytes(GOOD);
    for (int length = 0; length < good.length; length += good.length / 40) {
      assertRefused(Files.write(folder.resolve("model.zip"), Arrays.copyOf(good, length)));
    }
    for (int i = good.length - 250; i < good.length; i += 7) {
      byte[] changed = good.clone();
      changed[i] ^= (byte) 0xff;
      Path file = Files.write(folder.resolve("model.zip"), changed);
      CommandLineRun run = CommandLineRun.of("model", "verify", file.toString());
      assertThat(run.status()).as("byte " + i).isIn(ExitStatus.OK, ExitStatus.CANNOT_WORK);
      assertThat(run.err().lines().count()).isEqualTo(run.status() == ExitStatus.OK ? 0 : 1);
    }
  }

  private void assertRefused(Path file) {
    assertRefused(file, "model");
  }

  private void assertRefused(Path file, String reason) {
    String model = file.toString();
    for (CommandLineRun run :
        new CommandLineRun[] {
          CommandLineRun.of("model", "verify", model),
          CommandLineRun.of("model", "show", model),
          CommandLineRun.of("predict", "--model", model, "samples/centred.png")
        }) {
      if (run.status() == ExitStatus.OK) {
        // Where a model comes from is of no use to predict, which doesn't read it.
        assertThat(run.out()).startsWith("2\t");
        continue;
      }
      assertThat(run.status()).isEqualTo(ExitStatus.CANNOT_WORK);
      assertThat(run.out()).isEmpty();
      assertThat(run.err().lines())
          .singleElement()
          .asString()
          .startsWith("mnistfit: ")
          .contains(model, reason);
    }
    assertThat(CommandLineRun.of("model", "verify", model).status())
        .isEqualTo(ExitStatus.CANNOT_WORK);
  }

  private static Map<String, byte[]> entries(Path model) throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    try (var zip = new ZipFile(model.toFile())) {
      for (ZipEntry entry : zip.stream().map(ZipEntry.class::cast).toList()) {
        entries.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
      }
    }
    return entries;
  }

  private Path zip(Map<String, byte[]> entries) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      put(zip, entries);
    }
    return Files.write(folder.resolve("model.zip"), bytes.toByteArray());
  }

  private static void put(ZipOutputStream zip, Map<String, byte[]> entries) throws IOException {
    for (var entry : entries.entrySet()) {
      zip.putNextEntry(new ZipEntry(entry.getKey()));
      zip.write(entry.getValue());
    }
  }

  private static byte[] serialised(Object object) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var out = new ObjectOutputStream(bytes)) {
      out.writeObject(object);
    }
    return bytes.toByteArray();
  }

  /** Counts how often it is read. */
  private static final class Marker implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final AtomicInteger READ = new AtomicInteger();

    private void readObject(ObjectInputStream in) {
      READ.incrementAndGet();
    }
  }
}
