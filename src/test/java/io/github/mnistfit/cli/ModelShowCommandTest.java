package io.github.mnistfit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.mnistfit.cli.output.Environment;
import io.github.mnistfit.network.Architecture;
import io.github.mnistfit.network.Model;
import io.github.mnistfit.network.ModelFile;
import io.github.mnistfit.network.Provenance;
import io.github.mnistfit.network.Provenance.Epoch;
import io.github.mnistfit.network.Provenance.Score;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelShowCommandTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void writeModel() throws IOException {
    var provenance =
        new Provenance(
            "2026-01-02T03:04:05Z",
            "mnistfit train\u001b[31m",
            Map.of("mnistfit", "0.1.0"),
            Map.of("t10k-images-idx3-ubyte", "0fa7898d".repeat(8)),
            Map.of("architecture", "article", "seed", 1, "weightDecay", 3e-4),
            List.of(new Epoch(1, 0.1299, null, 49.5, 1.5e-4)),
            50,
            new Score(9915, 10_000));
    var model = new Model(Architecture.ARTICLE, new float[159_254], 1);
    file = Files.write(folder.resolve("m.zip"), ModelFile.toBytes(model, provenance));
  }

  @Test
  void numbersAreWrittenInFull() throws IOException {
    var model = new Model(Architecture.ARTICLE, new float[159_254], 0.8024508209715017);
    Files.write(file, ModelFile.toBytes(model, ModelFile.readProvenance(file)));
    run(Map.of(), "model", "show", file.toString());
    String text = out.toString(StandardCharsets.UTF_8);
    assertThat(text)
        .containsPattern("\nweight decay +0\\.0003\n")
        .containsPattern("\ntemperature +0\\.802451\n");
    out.reset();
    run(Map.of(), "model", "show", "--json", file.toString());
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains(
            "\"weightDecay\":0.0003",
            "\"waiting\":0.00015}",
            "\"temperature\":0.8024508209715017,");
  }

  @Test
  void showsLayersTrainingAndAccuracyInEightyColumns() {
    assertThat(run(Map.of(), "model", "show", file.toString())).isEqualTo(ExitStatus.OK);
    String text = out.toString(StandardCharsets.UTF_8);
    assertThat(text)
        .containsPattern("convolution 3×3, relu +26×26×32 +320\n")
        .containsPattern("max pool 2×2 +13×13×32 +0\n")
        .containsPattern("dense, softmax +10 +1,010\n")
        .containsPattern("all +159,254\n")
        // Wilson's formula by hand: (0.9915 + 0.000192 ± 1.96 √(8.428e-7 + 9.6e-9)) / 1.000384
        .contains("99.15 % (9,915 of 10,000), 95 % interval 98.95 to 99.31\n")
        .containsPattern(" 1 +0\\.1299 +- +49\\.5\n")
        .containsOnlyOnce("\narchitecture ")
        .contains("0fa7898d".repeat(8));
    assertThat(text.lines().skip(1)).allMatch(line -> line.length() <= 80);
  }

  @Test
  void escapesWhatTheFileHolds() {
    run(Map.of(), "model", "show", file.toString());
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("mnistfit train\\x1b[31m")
        .doesNotContain("\u001b");
  }

  @Test
  void givesTheSameAsJson() throws IOException {
    run(Map.of(), "model", "show", "--json", file.toString());
    JsonNode json = new ObjectMapper().readTree(out.toByteArray());
    assertThat(json.get("architecture").asText()).isEqualTo("article");
    assertThat(json.get("layers")).hasSize(7);
    assertThat(json.get("layers").get(6).get("parameters").asInt()).isEqualTo(1010);
    assertThat(json.get("parameters").asInt()).isEqualTo(159_254);
    assertThat(json.get("test").get("accuracy").asDouble()).isEqualTo(0.9915);
    assertThat(json.get("provenance").get("epochs")).hasSize(1);
  }

  @Test
  void takesTheEnvironmentsModelWithoutOne() {
    assertThat(run(Map.of("MNISTFIT_MODEL", file.toString()), "model", "show"))
        .isEqualTo(ExitStatus.OK);
    assertThat(out.toString(StandardCharsets.UTF_8)).startsWith(file.toString());
  }

  @Test
  void showsANetworkThatFindsInk() throws IOException {
    assertThat(run(Map.of(), "model", "show", "models/ink.zip")).isEqualTo(ExitStatus.OK);
    String text = out.toString(StandardCharsets.UTF_8);
    assertThat(text)
        .containsPattern("stem, convolution 5×5 +48×48×16 +416\n") // 5×5×16 weights, 16 biases
        .containsPattern("bottom2, convolution 3×3 +6×6×80 +57,680\n")
        .containsPattern("logits, convolution 3×3 +48×48×16 +2,320\n")
        .containsPattern("all +231,264\n")
        .containsPattern("reads +no digits")
        .doesNotContain("accuracy");
    assertThat(text.lines()).allMatch(line -> line.length() <= 80);
    out.reset();
    run(Map.of(), "model", "show", "--json", "models/page-ink.zip");
    JsonNode json = new ObjectMapper().readTree(out.toByteArray());
    assertThat(json.get("architecture").asText()).isEqualTo("ink_wide");
    assertThat(json.get("parameters").asInt()).isEqualTo(257_056);
    assertThat(json.get("min_confidence").isNull()).isTrue();
  }

  @Test
  void saysWhatIsWrongWithAModel() {
    Path none = folder.resolve("none.zip");
    assertThat(run(Map.of(), "model", "show", none.toString())).isEqualTo(ExitStatus.CANNOT_WORK);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .isEqualToNormalizingNewlines("mnistfit: There is no model file " + none + ".\n");
    assertThat(out.size()).isZero();
  }

  private int run(Map<String, String> variables, String... arguments) {
    var stdout = new PrintStream(out, false, StandardCharsets.UTF_8);
    var stderr = new PrintStream(err, false, StandardCharsets.UTF_8);
    var stdin = new ByteArrayInputStream(new byte[0]);
    int status =
        Main.run(new Environment(stdin, stdout, stderr, variables, false, false), arguments);
    stdout.flush();
    stderr.flush();
    return status;
  }
}
