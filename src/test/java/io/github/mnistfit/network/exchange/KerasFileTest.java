package io.github.mnistfit.network.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.mnistfit.io.Sha256;
import io.github.mnistfit.mnist.MnistImage;
import io.github.mnistfit.network.Architecture;
import io.github.mnistfit.network.DigitNetwork;
import io.github.mnistfit.network.Engine;
import io.github.mnistfit.network.Model;
import io.github.mnistfit.network.ModelFile;
import io.github.mnistfit.network.ModelFileException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Models from Keras and back. What Keras says of the images was written down beside them. */
class KerasFileTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "digit_model.h5, digit_model",
    "keras2.h5, keras2",
    "keras2.keras, keras2",
    "everything.h5, everything",
    "everything.keras, everything",
    "dense.keras, dense"
  })
  void aModelSaysWhatKerasSays(String file, String name) throws IOException {
    Model model = KerasFile.read(Fixtures.file(file, folder)).model();
    List<double[]> expected = Fixtures.probabilities(name);
    assertThat(expected).anyMatch(p -> Arrays.stream(p).max().orElseThrow() < 0.99);
    for (Engine engine : new Engine[] {Engine.JAVA, Engine.DL4J}) {
      try (var network = DigitNetwork.of(model, engine)) {
        List<double[]> answers = network.probabilities(Fixtures.images());
        for (int i = 0; i < expected.size(); i++) {
          assertThat(answers.get(i)).containsExactly(expected.get(i), within(1e-5));
        }
      }
    }
  }

  @Test
  void theArticlesModelHasTheArticlesArchitecture() throws IOException {
    Path file = Fixtures.file("digit_model.h5", folder);
    KerasFile.Imported imported = KerasFile.read(file);
    assertThat(imported.model().architecture()).isEqualTo(Architecture.ARTICLE);
    assertThat(imported.model().temperature()).isEqualTo(1);
    assertThat(imported.model().rejectionThreshold()).isZero();
    assertThat(imported.model().fit()).isEmpty();
    assertThat(imported.kerasVersion()).hasValueSatisfying(v -> assertThat(v).startsWith("3."));
    assertThat(imported.sha256()).isEqualTo(Sha256.hex(Files.readAllBytes(file)));
  }

  @Test
  void aModelOfOtherLayersIsKeptInAModelFile() throws IOException {
    KerasFile.Imported imported = KerasFile.read(Fixtures.FOLDER.resolve("everything.keras"));
    Path file = folder.resolve("mine.zip");
    Files.write(
        file,
        ModelFile.toBytes(
            imported.model(),
            imported.provenance("everything.keras", "mnistfit model import", Map.of())));
    Model read = ModelFile.read(file);
    assertThat(read.architecture().label())
        .isEqualTo("conv3x5n,pool,conv5x6n,pool,dense7nk0.7,dense10");
    assertThat(read.parameters()).isEqualTo(imported.model().parameters());
    assertThat(ModelFile.readProvenance(file).test()).isNull();
    assertThat(ModelFile.readProvenance(file).data())
        .isEqualTo(Map.of("everything.keras", imported.sha256()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"article.zip", "default.zip"})
  void thereAndBackNothingIsLost(String name) throws IOException {
    Model model = ModelFile.read(Path.of("models", name)).withFit("robust");
    Path file = Files.write(folder.resolve("m.keras"), KerasFile.toBytes(model, "1"));
    Model back = KerasFile.read(file).model();
    assertThat(back.architecture()).isEqualTo(model.architecture());
    assertThat(back.parameters()).isEqualTo(model.parameters());
    assertThat(back.temperature()).isCloseTo(model.temperature(), within(1e-12));
    assertThat(back.rejectionThreshold()).isEqualTo(model.rejectionThreshold());
    assertThat(back.fit()).isEqualTo(Optional.of("robust"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"article.zip", "default.zip"})
  void thereAndBackMnistsImagesAreReadAlike(String name) throws IOException {
    List<MnistImage> images = Fixtures.mnist();
    Model model = ModelFile.read(Path.of("models", name));
    Path file = Files.write(folder.resolve("m.keras"), KerasFile.toBytes(model, "1"));
    List<double[]> expected = Fixtures.probabilities(model, images);
    List<double[]> answers = Fixtures.probabilities(KerasFile.read(file).model(), images);
    for (int i = 0; i < images.size(); i++) {
      assertThat(answers.get(i)).containsExactly(expected.get(i), within(1e-9));
    }
  }

  /** Until 2.2.2, Keras wrote the layers themselves where it now writes what they are of. */
  @Test
  void theLayersOfOldMayBeAList() throws IOException {
    Map<String, byte[]> entries = entries("everything.keras");
    var json = new ObjectMapper();
    var config = (ObjectNode) json.readTree(entries.get("config.json"));
    config.set("config", config.get("config").get("layers"));
    entries.put("config.json", json.writeValueAsBytes(config));
    assertThat(KerasFile.read(zip(entries)).model().parameters())
        .isEqualTo(
            KerasFile.read(Fixtures.FOLDER.resolve("everything.keras")).model().parameters());
  }

  /** What an edit of the layers' description makes of a good model. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`\"padding\": \"valid\", \"data`|`\"padding\": \"same\", \"data`|(Conv2D) has padding",
        "`\"strides\": [1, 1]`|`\"strides\": [2, 2]`|(Conv2D) has strides [2,2]",
        "`\"dilation_rate\": [1, 1]`|`\"dilation_rate\": [2, 1]`|(Conv2D) has dilation_rate",
        "`\"groups\": 1`|`\"groups\": 2`|(Conv2D) has groups 2",
        "`\"channels_last\"`|`\"channels_first\"`|has data_format",
        "`\"kernel_size\": [3, 3]`|`\"kernel_size\": [3, 5]`|(Conv2D) has kernel_size [3,5]",
        "`\"kernel_size\": [3, 3]`|`\"kernel_size\": [99, 99]`|(Conv2D) has kernel_size",
        "`\"kernel_size\": [3, 3]`|`\"kernel_size\": \"x\"`|(Conv2D) has kernel_size",
        "`\"filters\": 5`|`\"filters\": 6`|(Conv2D) has its kernel in the shape [3, 3, 1, 5]",
        "`\"filters\": 5`|`\"filters\": 2000000000`|(Conv2D) has filters 2000000000",
        "`\"filters\": 5`|`\"filters\": -5`|(Conv2D) has filters -5",
        "`\"use_bias\": false`|`\"use_bias\": true`|(Conv2D) lacks its weights (bias)",
        "`\"pool_size\": [2, 2]`|`\"pool_size\": [3, 3]`|(MaxPooling2D) has pool_size",
        "`\"MaxPooling2D\"`|`\"AveragePooling2D\"`|(AveragePooling2D) is of a kind",
        "`\"activation\": \"relu\"`|`\"activation\": \"tanh\"`|(Activation) has activation",
        "`\"activation\": \"relu\"`|`\"activation\": {\"x\": 1}`|(Activation) has activation",
        "`\"negative_slope\": 0.0`|`\"negative_slope\": 0.1`|(ReLU) has negative_slope 0.1",
        "`\"ReLU\"`|`\"LeakyReLU\"`|(LeakyReLU) is of a kind",
        "`\"axis\": -1, \"m`|`\"axis\": 2, \"m`|(BatchNormalization) has axis 2",
        "`\"epsilon\": 0.001`|`\"epsilon\": -1`|(BatchNormalization) has epsilon -1",
        "`\"scale\": 0.00392156862745098`|`\"scale\": 2`|(Rescaling) has scale 2",
        "`\"rate\": 0.25`|`\"rate\": 1.5`|(Dropout) has rate 1.5",
        "`\"units\": 10`|`\"units\": 9`|(Dense) has its kernel in the shape [7, 10]",
        "`\"Flatten\"`|`\"Dropout\"`|(Dropout) has rate",
        "`\"Flatten\"`|`\"GlobalMaxPooling2D\"`|(GlobalMaxPooling2D) is of a kind",
        "`\"Softmax\"`|`\"Sigmoid\"`|(Sigmoid) is of a kind",
        "`[null, 28, 28, 1]`|`[null, 32, 32, 3]`|it takes [32, 32, 3], and not images of 28×28×1",
        "`\"class_name\": \"Sequential\"`|`\"class_name\": \"Functional\"`|of the kind Functional",
        "`\"layers\": [`|`\"layers\": 7, \"x\": [`|its last layer isn't a dense one",
        "`{\"module\": \"keras\"`|`{{\"module\": \"keras\"`|its layers is no JSON that Keras writes",
        "`\"filters\": 5`|`\"filters\": 5.7`|(Conv2D) has filters 5.7",
        "`\"filters\": 5`|`\"filters\": 5, \"filters\": 5`|its layers is no JSON that Keras writes",
        "`{\"module\": \"keras\"`|`{} {\"module\": \"keras\"`|its layers is no JSON",
        "`\"use_bias\": false`|`\"use_bias\": \"no\"`|(Conv2D) has use_bias \"no\"",
        "`\"padding\": \"valid\", \"data`|`\"padding\": 1, \"data`|(Conv2D) has padding 1",
        "`\"class_name\": \"Sequential\"`|`\"class\": \"Sequential\"`|doesn't say what kind of model",
        "`\"class_name\": \"ReLU\"`|`\"class\": \"ReLU\"`|has no class or no name"
      })
  void whatItCantHaveIsRefusedByName(String good, String bad, String reason) throws IOException {
    Map<String, byte[]> entries = entries("everything.keras");
    String config = new String(entries.get("config.json"), StandardCharsets.UTF_8);
    assertThat(config).contains(good);
    entries.put("config.json", config.replace(good, bad).getBytes(StandardCharsets.UTF_8));
    assertRefused(zip(entries), reason);
  }

  @Test
  void codeIsNeverRun() {
    assertRefused(
        Fixtures.FOLDER.resolve("lambda.keras"), "its layer lambda (Lambda) is code, which is");
  }

  @Test
  void whatIsNoModelIsToldByWhatItIs() throws IOException {
    assertRefused(Files.write(folder.resolve("empty.h5"), new byte[0]), "isn't a model that Keras");
    assertRefused(folder, "it is a folder");
    assertRefused(Path.of("samples/thin.jpg"), "isn't a model that Keras has saved");
    assertRefused(Path.of("models/article.zip"), "it is a model of mnistfit's already");
    assertRefused(Fixtures.FOLDER.resolve("only.weights.h5"), "it holds weights and no layers");
    assertRefused(zip(Map.of("x", new byte[9])), "it is a zip, but none that Keras has saved");
    Map<String, byte[]> broken = entries("everything.keras");
    broken.get("model.weights.h5")[0] ^= 1;
    assertRefused(zip(broken), "its model.weights.h5 is damaged");
    assertRefused(
        Files.write(folder.resolve("zip.keras"), new byte[] {'P', 'K', 3, 4, 0}),
        "it is a damaged zip");
    assertThatThrownBy(() -> KerasFile.read(folder.resolve("none.h5")))
        .isInstanceOf(ModelFileException.class)
        .hasMessage("There is no file " + folder.resolve("none.h5") + ".");
    Path sparse = folder.resolve("large.h5");
    try (var file = new RandomAccessFile(sparse.toFile(), "rw")) {
      file.setLength(1_900_000_000L);
    }
    assertRefused(sparse, "it is larger than any model's file");
  }

  /** 150 megabytes in 150 kilobytes, in the place of what is read. */
  @Test
  void aZipBombIsRefusedWithoutBeingUnpacked() throws IOException {
    for (String name : List.of("config.json", "model.weights.h5")) {
      Map<String, byte[]> entries = entries("everything.keras");
      entries.put(name, new byte[name.equals("config.json") ? 2_000_000 : 150_000_001]);
      assertRefused(
          zip(entries),
          name.equals("config.json")
              ? "its config.json is larger"
              : "its model.weights.h5 is larger");
    }
  }

  @Test
  void whatMnistfitSaysOfItsOwnIsChecked() throws IOException {
    Map<String, byte[]> entries = entries("everything.keras");
    entries.put(
        "metadata.json", "{\"mnistfit\":{\"min_confidence\":7}}".getBytes(StandardCharsets.UTF_8));
    assertRefused(zip(entries), "its least confidence is 7");
    entries.put(
        "metadata.json",
        "{\"mnistfit\":{\"fit\":\"\\u001b[31m\"}}".getBytes(StandardCharsets.UTF_8));
    assertRefused(zip(entries), "the name of its fit is no name");
    for (String stated : List.of("\"min_confidence\":\"0.5\"", "\"fit\":7")) {
      entries.put(
          "metadata.json", ("{\"mnistfit\":{" + stated + "}}").getBytes(StandardCharsets.UTF_8));
      assertRefused(zip(entries), "its metadata.json is damaged");
    }
  }

  @Test
  void aWeightThatIsNoNumberIsRefused() throws IOException {
    Map<String, byte[]> entries = entries("everything.keras");
    byte[] weights = entries.get("model.weights.h5");
    int changed = 0;
    for (int i = 0; i + 4 <= weights.length; i += 4) {
      if (weights[i + 3] == 0x3d && weights[i + 2] == (byte) 0x80) {
        weights[i + 3] = 0x7f; // 1/16 becomes infinite
        changed++;
      }
    }
    assertThat(changed).isPositive();
    assertRefused(zip(entries), "has a weight that is Infinity");
  }

  /** Every cut, and bytes changed anywhere: a model or a sentence, and soon. */
  @ParameterizedTest
  @ValueSource(strings = {"keras2.h5", "everything.h5"})
  void damageIsToldOrHarmless(String name) throws IOException {
    byte[] good = Files.readAllBytes(Fixtures.FOLDER.resolve(name));
    Path file = folder.resolve("damaged.h5");
    for (int length = 0; length < good.length; length += good.length / 40) {
      assertTold(Files.write(file, Arrays.copyOf(good, length)));
    }
    var random = new Random(28);
    for (int round = 0; round < 200; round++) {
      byte[] changed = good.clone();
      for (int n = random.nextInt(8); n >= 0; n--) {
        // Most of a file is weights; what leads to them is at its begin.
        int place = random.nextInt(round % 2 == 0 ? changed.length : 8192);
        changed[place] = (byte) (random.nextBoolean() ? 0xff : random.nextInt());
      }
      assertTold(Files.write(file, changed));
    }
  }

  private static void assertTold(Path file) {
    try {
      KerasFile.read(file);
    } catch (ModelFileException e) {
      assertThat(e).hasMessageStartingWith(file + " can't be imported: ");
      assertThat(e.getMessage()).doesNotContain("takes longer", "more memory");
    }
  }

  private static void assertRefused(Path file, String reason) {
    assertThatThrownBy(() -> KerasFile.read(file))
        .isInstanceOf(ModelFileException.class)
        .hasMessageStartingWith(file + " can't be imported: ")
        .hasMessageContaining(reason)
        .hasMessageEndingWith(".");
  }

  private static Map<String, byte[]> entries(String name) throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    try (var zip = new ZipFile(Fixtures.FOLDER.resolve(name).toFile())) {
      for (ZipEntry entry : zip.stream().map(ZipEntry.class::cast).toList()) {
        entries.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
      }
    }
    return entries;
  }

  private Path zip(Map<String, byte[]> entries) throws IOException {
    Path file = folder.resolve("made.keras");
    try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (var entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
      }
    }
    return file;
  }
}
