package io.github.mnistfit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistfit.SharedFolder;
import io.github.mnistfit.cli.output.Environment;
import io.github.mnistfit.network.ModelFile;
import io.github.mnistfit.network.Provenance;
import io.github.mnistfit.training.RunLock;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainCommandTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Map<String, String> variables = new HashMap<>();
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "--epochs, 0",
    "--batch-size, 0",
    "--learning-rate, 0",
    "--learning-rate, NaN",
    "--learning-rate, Infinity",
    "--hold-out, -1",
    "--hold-out, 60000",
    "--from, model.zip",
    "--curves, curves.png",
    "--architecture, unheard-of",
    "--seed, pi"
  })
  void refusesWrongSettings(String option, String value) throws IOException {
    assertThat(train(option, value)).isEqualTo(ExitStatus.USAGE);
    assertThat(messages()).contains(value.startsWith("un") ? value : option);
    assertNothingWritten();
  }

  @Test
  void picturesAloneFineTuneTheModelThatOtherCommandsUse() throws IOException {
    Path own = folder.resolve("own.zip");
    variables.put("MNISTFIT_MODEL", own.toString());
    assertThat(train("--pictures", "samples/labels.csv")).isEqualTo(ExitStatus.CANNOT_WORK);
    assertThat(messages()).isEqualTo("mnistfit: There is no model file " + own + ".\n");
    Path named = folder.resolve("named.zip");
    assertThat(train("--pictures", "samples/labels.csv", "--from", named.toString()))
        .isEqualTo(ExitStatus.CANNOT_WORK);
    assertThat(messages()).contains("There is no model file " + named);
    assertNothingWritten();
  }

  @Test
  void refusesToOverwriteBeforeItLooksForData() throws IOException {
    Path model = Files.writeString(folder.resolve("model.zip"), "dear");
    assertThat(train("-o", model.toString())).isEqualTo(ExitStatus.CANNOT_WORK);
    assertThat(messages()).contains(model + " is already there").contains("--force");
    assertThat(model).hasContent("dear");
  }

  @Test
  void refusesAPlaceThatCannotBeWrittenBeforeItLooksForData() throws IOException {
    assertThat(train("-o", folder.resolve("no/model.zip").toString()))
        .isEqualTo(ExitStatus.CANNOT_WORK);
    assertThat(messages()).contains("can't be written");
    assertThat(train("--force", "-o", folder.toString())).isEqualTo(ExitStatus.CANNOT_WORK);
    assertNothingWritten();
  }

  @Test
  void saysThatTheDataAreNotThere() throws IOException {
    assertThat(train("-o", folder.resolve("model.zip").toString()))
        .isEqualTo(ExitStatus.CANNOT_WORK);
    assertThat(messages()).startsWith("mnistfit: ").contains(folder.resolve("mnist").toString());
    assertNothingWritten();
  }

  /** Told before MNIST is looked for, which may have to be downloaded. */
  @Test
  void resumesNothingWhereThereIsNothing() throws IOException {
    String nowhere = folder.resolve("mnist").toString();
    String model = folder.resolve("model.zip").toString();
    assertThat(train("--data", nowhere, "--resume", "-o", model)).isEqualTo(ExitStatus.CANNOT_WORK);
    assertThat(messages()).contains("no run to resume: " + model + ".checkpoint");
    assertNothingWritten();
  }

  @Test
  void aCheckpointIsNeitherOverwrittenNorTrusted() throws IOException {
    String mnist = SharedFolder.require("mnist").toString();
    Path model = folder.resolve("model.zip");
    Path checkpoint = Files.writeString(folder.resolve("model.zip.checkpoint"), "dear");
    String nowhere = folder.resolve("mnist").toString();
    assertThat(train("--data", nowhere, "-o", model.toString())).isEqualTo(ExitStatus.CANNOT_WORK);
    assertThat(messages())
        .contains(checkpoint + " is the checkpoint of an unfinished run", "--resume");
    assertThat(train("--data", mnist, "--resume", "-o", model.toString()))
        .isEqualTo(ExitStatus.CANNOT_WORK);
    assertThat(messages()).contains(checkpoint + " can't be resumed: it is no checkpoint");
    assertThat(checkpoint).hasContent("dear");
  }

  @Test
  void twoRunsDoNotWriteTheSameModel() throws Exception {
    Path model = folder.resolve("model.zip");
    try (RunLock first = RunLock.of(model)) {
      first.requireStart(false, false);
      assertThat(train("-o", model.toString())).isEqualTo(ExitStatus.CANNOT_WORK);
      assertThat(messages())
          .isEqualTo(
              "mnistfit: Another run is about to write "
                  + model
                  + ": wait for its end, or choose another name with -o.\n");
    }
    assertNothingWritten();
  }

  @Test
  void aFileInTheLocksPlaceStays() throws IOException {
    Path lock = Files.writeString(folder.resolve("model.zip.lock"), "dear");
    assertThat(train("-o", folder.resolve("model.zip").toString()))
        .isEqualTo(ExitStatus.CANNOT_WORK);
    assertThat(messages()).contains(lock + " is in the way");
    assertThat(lock).hasContent("dear");
  }

  @Test
  void aTrainingThatDivergesSaysSo() {
    Path mnist = SharedFolder.require("mnist");
    Path model = folder.resolve("model.zip");
    int status =
        train("--data", mnist.toString(), "--epochs=1", "--learning-rate=1e30", "-o", "" + model);
    assertThat(status).isEqualTo(ExitStatus.CANNOT_WORK);
    assertThat(messages().lines().reduce((first, last) -> last))
        .hasValue(
            "mnistfit: The training has diverged: in epoch 1 its loss is no number any more."
                + " A lower --learning-rate may help.");
    assertThat(messages()).doesNotContain("Exception");
    assertThat(model).doesNotExist();
  }

  /** A run that is interrupted ends with 130, and can be gone on with. */
  @Tag("slow")
  @Test
  void isInterruptedAndGoesOn() throws Exception {
    Path mnist = SharedFolder.require("mnist");
    Path model = folder.resolve("model.zip");
    Path checkpoint = folder.resolve("model.zip.checkpoint");
    String[] options = {"--data", mnist.toString(), "--epochs", "1", "-o", model.toString()};
    Process process = process(options);
    while (!Files.exists(checkpoint)) {
      assertThat(process.isAlive()).isTrue();
      Thread.sleep(50);
    }
    Thread.sleep(2000);
    new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
    assertThat(process.waitFor()).isEqualTo(ExitStatus.INTERRUPTED);
    assertThat(Files.readString(folder.resolve("messages"))).contains("Interrupted", "--resume");
    assertThat(checkpoint).isNotEmptyFile();
    assertThat(model).doesNotExist();
    assertThat(folder.resolve("model.zip.lock")).doesNotExist();

    assertThat(train("--seed", "2", "--resume", "--data", mnist.toString(), "-o", model.toString()))
        .isEqualTo(ExitStatus.CANNOT_WORK);
    assertThat(messages()).contains("other settings or data");
    List<String> again = new ArrayList<>(List.of(options));
    again.add("--resume");
    assertThat(train(again.toArray(String[]::new))).isEqualTo(ExitStatus.OK);
    assertThat(messages()).containsPattern("resuming after step [1-9]");
    assertThat(ModelFile.readProvenance(model).test().accuracy()).isGreaterThan(0.9);
    assertThat(checkpoint).doesNotExist();
  }

  private Process process(String... options) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.library.path=" + System.getProperty("java.library.path"),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "train"));
    command.addAll(List.of(options));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("messages").toFile())
        .start();
  }

  @Tag("slow")
  @Test
  void trainsOnAPartAndWritesAModel() throws IOException {
    Path mnist = SharedFolder.require("mnist");
    Path model = folder.resolve("model.zip");
    String[] options = {"--data", mnist.toString(), "--epochs", "1", "--hold-out", "57000"};
    assertThat(
            train(
                Stream.concat(Stream.of(options), Stream.of("-o", model.toString()))
                    .toArray(String[]::new)))
        .isEqualTo(ExitStatus.OK);
    assertThat(messages())
        .contains("3000 training images, 57000 held out", "epoch 1/1", "wrote " + model);
    Provenance provenance = ModelFile.readProvenance(model);
    assertThat(provenance.settings()).containsEntry("heldOut", 57_000);
    assertThat(provenance.data()).hasSize(4);
    assertThat(provenance.epochs().get(0).validation().n()).isEqualTo(57_000);
    assertThat(provenance.test().n()).isEqualTo(10_000);
    // Chance is 0.1.
    assertThat(provenance.test().accuracy()).isGreaterThan(0.7);
  }

  private void assertNothingWritten() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
  }

  private String messages() {
    return err.toString(StandardCharsets.UTF_8);
  }

  private int train(String... options) {
    List<String> arguments = new ArrayList<>(List.of("train"));
    arguments.addAll(List.of(options));
    var stdout = new PrintStream(out, false, StandardCharsets.UTF_8);
    var stderr = new PrintStream(err, false, StandardCharsets.UTF_8);
    var stdin = new ByteArrayInputStream(new byte[0]);
    variables.put("MNISTFIT_DATA", folder.resolve("mnist").toString());
    int status =
        Main.run(
            new Environment(stdin, stdout, stderr, variables, false, false),
            arguments.toArray(String[]::new));
    stdout.flush();
    stderr.flush();
    return status;
  }
}
