package io.github.mnistfit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.mnistfit.network.Architecture;
import io.github.mnistfit.network.Model;
import io.github.mnistfit.network.ModelFile;
import io.github.mnistfit.network.Provenance;
import io.github.mnistfit.network.Provenance.Epoch;
import io.github.mnistfit.network.Provenance.Score;
import io.github.mnistfit.network.exchange.KerasFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code model import} and {@code model export}, and what {@code model show} says of them. */
class ModelExchangeTest {
  private static final Path ARTICLE = Path.of("models", "article.zip");
  private static final String KERAS =
      "src/test/resources/io/github/mnistfit/network/exchange/everything.keras";

  @TempDir private Path folder;

  @Test
  void anImportedModelReadsAndTellsWhereItComesFrom() throws IOException {
    Path model = folder.resolve("mine.zip");
    assertWrote(CommandLineRun.of("model", "import", KERAS, "-o", model.toString()), model);
    assertThat(CommandLineRun.of("model", "verify", model.toString()).status()).isZero();
    String shown = CommandLineRun.of("model", "show", model.toString()).out();
    assertThat(shown)
        .contains("calibrated         no: it may be too sure, and it rejects nothing\n")
        .contains("  not measured; run mnistfit evaluate --model FILE\n")
        .containsPattern("imported +20")
        .containsPattern("with +mnistfit model import " + KERAS)
        .containsPattern("from +Keras 3\\.")
        .containsPattern("everything\\.keras\n  [0-9a-f]{64}\n")
        .doesNotContain("epoch", "trained");
    assertThat(shown.lines().skip(1))
        .filteredOn(line -> !line.startsWith("with "))
        .allMatch(line -> line.length() <= 80);
    JsonNode json =
        new ObjectMapper()
            .readTree(CommandLineRun.of("model", "show", "--json", model.toString()).out());
    assertThat(json.get("fit").isNull()).isTrue();
    assertThat(json.get("test").isNull()).isTrue();
    CommandLineRun predicted =
        CommandLineRun.of("predict", "--model", model.toString(), "samples/thin.jpg");
    assertThat(predicted.err()).isEmpty();
    assertThat(predicted.out()).endsWith("\tsamples/thin.jpg\n");
  }

  @Test
  void theFitThatAModelIsCalibratedForIsShown() throws IOException {
    var model =
        new Model(Architecture.ARTICLE, new float[159_254], 0.8, 0.4, Optional.of("robust"));
    var provenance =
        new Provenance(
            "2026-01-02T03:04:05Z",
            "mnistfit train",
            Map.of(),
            Map.of(),
            Map.of(),
            List.of(new Epoch(1, 0.1, null, 1, 0)),
            1,
            new Score(1, 2));
    Path file = folder.resolve("m.zip");
    Files.write(file, ModelFile.toBytes(model, provenance));
    assertThat(ModelFile.read(file).fit()).contains("robust");
    assertThat(CommandLineRun.of("model", "show", file.toString()).out())
        .contains("calibrated         for pictures, by the fit robust\n");
    assertThat(CommandLineRun.of("model", "show", "--json", file.toString()).out())
        .contains("\"fit\":\"robust\"");
    assertThat(CommandLineRun.of("model", "show", "models/article.zip").out())
        .contains("calibrated         no");
    assertThat(CommandLineRun.of("predict", "--model", file.toString(), "samples/thin.jpg").err())
        .isEmpty();
  }

  /** What predict would refuse isn't handed on. */
  @Test
  void weightsThatOverflowAreRefusedBothWays() throws IOException {
    float[] huge = new float[159_254];
    Arrays.fill(huge, Float.MAX_VALUE);
    var model = new Model(Architecture.ARTICLE, huge, 1, 0, Optional.empty());
    Path keras = folder.resolve("huge.keras");
    Files.write(keras, KerasFile.toBytes(model, "1"));
    Path zip = folder.resolve("huge.zip");
    Files.write(zip, ModelFile.toBytes(model, ModelFile.readProvenance(ARTICLE)));
    Path output = folder.resolve("output");
    for (CommandLineRun run :
        List.of(
            CommandLineRun.of("model", "import", keras.toString(), "-o", output.toString()),
            export(zip.toString(), "onnx", output))) {
      assertThat(run.status()).isEqualTo(ExitStatus.CANNOT_WORK);
      assertThat(run.err()).endsWith("its network answers NaN.\n");
      assertThat(output).doesNotExist();
    }
  }

  @Test
  void aModelIsExportedBesideNothingElse() throws IOException {
    Path onnx = folder.resolve("a.onnx");
    Path keras = folder.resolve("a.keras");
    String article = ARTICLE.toString();
    assertWrote(export(article, "onnx", onnx), onnx);
    assertWrote(export(article, "keras", keras), keras);
    assertThat(Files.readAllBytes(onnx)).contains("mnistfit".getBytes(StandardCharsets.UTF_8));
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactlyInAnyOrder(onnx, keras);
    }
    byte[] before = Files.readAllBytes(onnx);
    CommandLineRun again = export("models/default.zip", "onnx", onnx);
    assertThat(again.status()).isEqualTo(ExitStatus.CANNOT_WORK);
    assertThat(again.err())
        .isEqualTo(
            "mnistfit: "
                + onnx
                + " is already there: choose another name with -o, or replace it with --force.\n");
    assertThat(Files.readAllBytes(onnx)).isEqualTo(before);
    assertWrote(
        CommandLineRun.of(
            "model", "export", article, "--to", "onnx", "-o", onnx.toString(), "--force"),
        onnx);
    assertThat(Files.readAllBytes(onnx)).as("the same bytes").isEqualTo(before);
  }

  @Test
  void thereAndBackAModelAnswersTheSame() throws IOException {
    Path keras = folder.resolve("a.keras");
    Path back = folder.resolve("back.zip");
    assertWrote(export("models/default.zip", "keras", keras), keras);
    assertThat(CommandLineRun.of("predict", "--model=" + keras, "samples/centred.png").err())
        .isEqualTo(
            "mnistfit: %s is not a model that mnistfit train has written; mnistfit model import"
                    .formatted(keras)
                + " makes one of Keras' files.\n");
    assertWrote(
        CommandLineRun.of("model", "import", keras.toString(), "-o", back.toString()), back);
    String line = CommandLineRun.of("predict", "--json", "samples").out();
    assertThat(CommandLineRun.of("predict", "--model", back.toString(), "--json", "samples").out())
        .isEqualTo(line);
  }

  @Test
  void whatCantBeDoneIsALine() throws IOException {
    assertRefused(export("none.zip", "onnx", folder.resolve("x")), "no model file none.zip", 3);
    assertRefused(export("models/ink.zip", "onnx", folder.resolve("x")), "reads no digits", 3);
    assertRefused(export("samples/thin.jpg", "onnx", folder.resolve("x")), "is not a model", 3);
    assertRefused(export("models/article.zip", "onnx", folder), "it is a folder", 3);
    assertRefused(
        export("models/article.zip", "onnx", folder.resolve("no/x")), "can't be written", 3);
    assertRefused(export("models/article.zip", "keras", folder.resolve("x.h5")), ".keras", 2);
    assertRefused(export("models/article.zip", "tflite", folder.resolve("x")), "tflite", 2);
    assertRefused(CommandLineRun.of("model", "export", "models/article.zip"), "--to", 2);
    assertRefused(CommandLineRun.of("model", "import"), "FILE", 2);
    Path copy = Files.copy(Path.of(KERAS), folder.resolve("m.keras"));
    assertRefused(
        CommandLineRun.of("model", "import", copy.toString(), "--force", "-o", copy.toString()),
        "it is read from",
        3);
    assertThat(copy).hasSameBinaryContentAs(Path.of(KERAS));
    Path five = folder.resolve("five.zip");
    Files.write(
        five,
        ModelFile.toBytes(
            new Model(Architecture.ARTICLE, new float[5], 1),
            new Provenance("", "", Map.of(), Map.of(), Map.of(), List.of(), 0, null)));
    for (String format : List.of("onnx", "keras")) {
      assertRefused(export(five.toString(), format, folder.resolve("x." + format)), "damaged", 3);
    }
    assertRefused(
        CommandLineRun.of("model", "import", "samples/thin.jpg", "-o", five.toString(), "--force"),
        "samples/thin.jpg can't be imported: it isn't a model that Keras has saved",
        3);
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactlyInAnyOrder(copy, five);
    }
  }

  private static CommandLineRun export(String model, String format, Path file) {
    return CommandLineRun.of("model", "export", model, "--to", format, "-o", file.toString());
  }

  private static void assertWrote(CommandLineRun run, Path file) {
    assertThat(run.err()).isEqualTo("mnistfit: wrote " + file + "\n");
    assertThat(run.status()).isZero();
    assertThat(run.out()).isEmpty();
  }

  private static void assertRefused(CommandLineRun run, String reason, int status) {
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("mnistfit: ").contains(reason);
    assertThat(run.err().lines()).hasSize(status == ExitStatus.USAGE ? 2 : 1);
    assertThat(run.status()).isEqualTo(status);
  }
}
