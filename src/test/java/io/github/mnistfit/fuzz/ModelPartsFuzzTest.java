package io.github.mnistfit.fuzz;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.mnistfit.io.Sha256;
import io.github.mnistfit.mnist.MnistImage;
import io.github.mnistfit.network.DigitNetwork;
import io.github.mnistfit.network.ModelFile;
import io.github.mnistfit.network.ModelFileException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/**
 * Any bytes as the parts of a model, in a zip whose checksums fit: {@link ModelFileFuzzTest} never
 * gets behind those.
 */
class ModelPartsFuzzTest {
  private static Path file;
  private static byte[] goodWeights;
  private static byte[] goodProvenance;

  @BeforeAll
  static void take() throws IOException {
    file = Files.createTempFile("model", ".zip");
    try (var zip = new ZipFile("models/article.zip")) {
      goodWeights = zip.getInputStream(zip.getEntry("weights.bin")).readAllBytes();
      goodProvenance = zip.getInputStream(zip.getEntry("provenance.json")).readAllBytes();
    }
  }

  @AfterAll
  static void remove() throws IOException {
    Files.delete(file);
  }

  @FuzzTest(maxDuration = "1m")
  void partsAreAModelOrRefused(FuzzedDataProvider data) throws IOException {
    byte[] weights = goodWeights.clone();
    if (data.consumeBoolean()) {
      int at = data.consumeInt(0, weights.length - 1);
      byte[] some = data.consumeBytes(64);
      // Over and over: a few odd weights of 580,000 change little.
      int times = data.consumeInt(1, 1000);
      for (int i = at; some.length > 0 && i < weights.length && times > 0; times--) {
        System.arraycopy(some, 0, weights, i, Math.min(some.length, weights.length - i));
        i += some.length;
      }
      weights = Arrays.copyOf(weights, weights.length - data.consumeInt(0, 5));
    }
    String numbers =
        "format=1\narchitecture=article\nparameters="
            + weights.length / Float.BYTES
            + "\nsha256="
            + Sha256.hex(weights)
            + "\ntemperature="
            + data.consumeString(30)
            + "\nminConfidence="
            + data.consumeString(30)
            + "\n";
    byte[] provenance =
        data.consumeBoolean()
            ? goodProvenance
            : data.consumeRemainingAsString().getBytes(StandardCharsets.UTF_8);
    write(numbers.getBytes(StandardCharsets.UTF_8), weights, provenance);
    try {
      ModelFile.readProvenance(file);
      try (DigitNetwork network = DigitNetwork.load(file)) {
        check(network);
      }
    } catch (ModelFileException refused) {
      if (!refused.getMessage().contains(file.toString())) {
        throw new IllegalStateException("names no file", refused);
      }
    }
  }

  private static void check(DigitNetwork network) {
    double threshold = network.rejectionThreshold();
    if (!(threshold >= 0 && threshold <= 1)) {
      throw new IllegalStateException("a threshold of " + threshold);
    }
    byte[] pixels = new byte[MnistImage.PIXELS];
    Arrays.fill(pixels, 300, 400, (byte) 255);
    double sum = Arrays.stream(network.probabilities(List.of(MnistImage.of(pixels))).get(0)).sum();
    if (!(Math.abs(sum - 1) < 1e-6)) {
      throw new IllegalStateException("probabilities that add up to " + sum);
    }
  }

  private static void write(byte[] properties, byte[] weights, byte[] provenance)
      throws IOException {
    try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.setLevel(0);
      put(zip, "model.properties", properties);
      put(zip, "weights.bin", weights);
      put(zip, "provenance.json", provenance);
    }
  }

  private static void put(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(bytes);
  }
}
