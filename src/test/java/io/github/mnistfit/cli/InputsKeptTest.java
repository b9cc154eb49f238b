package io.github.mnistfit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/** No output replaces what is read, and none what an earlier run wrote, unless that is meant. */
class InputsKeptTest {
  private static final String MODEL = "--model=models/article.zip";
  private static final String TWO = "samples/centred.png";

  @TempDir private Path folder;

  @Test
  void thePathsBesideAnIdxFileAreNotTheListThatIsRead() throws IOException {
    Path list = Files.writeString(folder.resolve("t.idx.paths.txt"), TWO + "\n");
    Path idx = folder.resolve("t.idx");
    assertRefused(list, "fit", "--idx=" + idx, "--force", "--files-from=" + list);
    assertThat(idx).doesNotExist();
  }

  @Test
  void neitherCurvesNorAModelReplaceThePicturesThatAreLearntFrom() throws IOException {
    Path picture = folder.resolve("7.jpg");
    Files.copy(Path.of("samples/thin.jpg"), picture);
    Path list = Files.writeString(folder.resolve("labels.csv"), "path,label\n7.jpg,4\n");
    String[] tuning = {"train", "--from=models/article.zip", "--pictures=" + list, "--force"};
    String elsewhere = "-o=" + folder.resolve("model.zip");
    assertRefused(list, tuning[0], tuning[1], tuning[2], tuning[3], elsewhere, "--curves=" + list);
    assertRefused(picture, tuning[0], tuning[1], tuning[2], tuning[3], "-o=" + picture);
  }

  @Test
  void noReportReplacesTheListOnStandardInput() throws Exception {
    Assumptions.assumeTrue(Files.exists(Path.of("/dev/stdin")), "a system that names it");
    Path list = Files.writeString(folder.resolve("list.html"), TWO + "\n");
    Process process =
        CommandLineRun.process("predict", MODEL, "--report=" + list, "--files-from=-")
            .redirectInput(list.toFile())
            .start();
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(err).isEqualTo(ExitStatus.CANNOT_WORK);
    assertThat(err).contains(list + " can't be written, since it is read from");
    assertThat(list).hasContent(TWO);
  }

  /** The run would read what it appends, for ever. */
  @Test
  @Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
  void answersAreNotAppendedToTheListThatIsRead() throws IOException {
    Path answers = folder.resolve("answers.csv");
    CommandLineRun.of("predict", MODEL, "--resume=" + answers, TWO);
    assertRefused(answers, "predict", MODEL, "--files-from=" + answers, "--resume=" + answers);
  }

  @Test
  void sheetsInAFolderAreReplacedOnlyIfThatIsMeant() throws IOException {
    for (String command : new String[] {"predict", "read", "fit"}) {
      Path sheets = folder.resolve(command);
      String steps = "--steps=" + sheets;
      assertThat(CommandLineRun.of(command, MODEL, steps, TWO).status()).isEqualTo(ExitStatus.OK);
      Path sheet = Files.writeString(sheets.resolve("00001-centred.png.png"), "dear");
      CommandLineRun again = CommandLineRun.of(command, MODEL, steps, TWO);
      assertThat(again.status()).isEqualTo(ExitStatus.CANNOT_WORK);
      assertThat(again.err()).startsWith("mnistfit: " + sheets + " has drawings already: name");
      assertThat(sheet).hasContent("dear");
      CommandLineRun.of(command, MODEL, steps, "--force", TWO);
      assertThat(Files.size(sheet)).isGreaterThan(100);
    }
  }

  @Test
  void aSheetIsNotWrittenOverAPicture() throws IOException {
    Path first = Files.copy(Path.of(TWO), folder.resolve("2.png"));
    Path second = Files.copy(Path.of("samples/thin.jpg"), folder.resolve("00001-2.png.png"));
    for (String command : new String[] {"predict", "read"}) {
      CommandLineRun run =
          CommandLineRun.of(
              command, MODEL, "--force", "--steps=" + folder, first.toString(), second.toString());
      assertThat(run.lines()).hasSize(2);
      assertThat(run.err()).contains(second + " can't be written, since it is read from");
      assertThat(second).hasSameBinaryContentAs(Path.of("samples/thin.jpg"));
    }
  }

  private static void assertRefused(Path kept, String... arguments) throws IOException {
    byte[] before = Files.readAllBytes(kept);
    CommandLineRun run = CommandLineRun.of(arguments);
    assertThat(run.err())
        .isEqualTo(
            "mnistfit: %s can't be written, since it is read from: name another file.\n"
                .formatted(kept));
    assertThat(run.status()).isEqualTo(ExitStatus.CANNOT_WORK);
    assertThat(kept).hasBinaryContent(before);
  }
}
