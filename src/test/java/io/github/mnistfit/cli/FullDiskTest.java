package io.github.mnistfit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistfit.io.FolderTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that nobody will ever read are told of; those that nobody wants to read are not. */
class FullDiskTest {
  @TempDir private Path folder;

  /** As writable as a full disk. */
  private static final Path FULL = Path.of("/dev/full");

  @BeforeAll
  static void needsTheDevice() {
    Assumptions.assumeTrue(Files.isWritable(FULL), "no /dev/full here");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "predict --model=models/article.zip samples/thin.jpg",
        "predict --model=models/article.zip samples",
        "read --model=models/article.zip samples/thin.jpg",
        "evaluate --model=models/article.zip samples/labels.csv",
        "--help"
      })
  void aFullDiskBehindStandardOutputIsTold(String commandLine) throws Exception {
    Process process =
        CommandLineRun.process(commandLine.split(" ")).redirectOutput(FULL.toFile()).start();
    String complaints = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isEqualTo(ExitStatus.CANNOT_WORK);
    assertThat(complaints)
        .endsWith("mnistfit: Standard output can't be written: No space left on device.\n");
  }

  /** Whose folders are deleted while the command runs. */
  @Test
  void eachFileThatCannotBeWrittenIsTold() throws Exception {
    Path page = Files.createDirectory(folder.resolve("pages")).resolve("r.html");
    Path sheet = Files.createDirectory(folder.resolve("sheets")).resolve("s.png");
    Process process =
        CommandLineRun.process(
                "predict",
                "--model=models/article.zip",
                "--files-from=-",
                "--report=" + page,
                "--steps=" + sheet)
            .start();
    try (var paths = process.outputWriter(StandardCharsets.UTF_8)) {
      paths.write("samples/centred.png\n");
      paths.flush();
      assertThat(process.inputReader(StandardCharsets.UTF_8).readLine()).startsWith("2\t");
      FolderTree.delete(page.getParent());
      FolderTree.delete(sheet.getParent());
    }
    String complaints = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isEqualTo(ExitStatus.CANNOT_WORK);
    assertThat(complaints.lines())
        .hasSize(2)
        .allMatch(line -> line.startsWith("mnistfit: ") && line.contains("can't be written"))
        .anyMatch(line -> line.contains("r.html"))
        .anyMatch(line -> line.contains("s.png"));
  }

  @Test
  void aReaderThatHasHadEnoughIsNoFailure() throws IOException, InterruptedException {
    Process process =
        CommandLineRun.process("predict", "--model=models/article.zip", "samples").start();
    process.getInputStream().close();
    String complaints = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isEqualTo(ExitStatus.OK);
    assertThat(complaints).doesNotContain("standard output");
  }
}
