package io.github.mnistfit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/** {@code predict --resume}: whatever stopped a run, the next one goes on behind it. */
class ResumedRunTest {
  private static final String MODEL = "--model=models/article.zip";
  private static final int PICTURES = 200;

  @TempDir private Path folder;
  private Path pictures;
  private Path file;

  @BeforeEach
  void makePictures() throws IOException {
    pictures = Files.createDirectory(folder.resolve("pic\"tures,\n"));
    file = folder.resolve("answers.csv");
  }

  @Test
  void everyPlaceToBreakOffGivesTheSameFile() throws IOException {
    for (String name : List.of("a.png", "b\n\".png", "c.png")) {
      Files.copy(Path.of("samples/centred.png"), pictures.resolve(name));
    }
    assertThat(resume()).isEqualTo(ExitStatus.OK);
    byte[] whole = Files.readAllBytes(file);
    assertThat(new String(whole, StandardCharsets.UTF_8)).startsWith("path,digit,");
    for (int length = 0; length <= whole.length; length += 83) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertThat(resume()).isEqualTo(ExitStatus.OK);
      assertThat(file).hasBinaryContent(whole);
    }
  }

  /** A sheet is there before its answer: those of the next pictures may be, too. */
  @Test
  void drawingsGoOn() throws IOException {
    for (String name : List.of("a.png", "b.png", "c.png")) {
      Files.copy(Path.of("samples/centred.png"), pictures.resolve(name));
    }
    Path sheets = folder.resolve("sheets");
    String[] command = {"predict", MODEL, "--resume=" + file, "--steps=" + sheets, "" + pictures};
    assertThat(CommandLineRun.of(command).status()).isEqualTo(ExitStatus.OK);
    byte[] whole = Files.readAllBytes(file);
    Path second = sheets.resolve("00002-b.png.png");
    Path third = sheets.resolve("00003-c.png.png");
    byte[] sheet = Files.readAllBytes(third);
    int header = new String(whole, StandardCharsets.UTF_8).indexOf('\n') + 1;
    for (int length = header; length <= whole.length; length += 83) {
      Files.write(file, Arrays.copyOf(whole, length));
      Files.deleteIfExists(third);
      assertThat(CommandLineRun.of(command).status()).isEqualTo(ExitStatus.OK);
      assertThat(file).hasBinaryContent(whole);
      assertThat(sheets).isDirectoryContaining("glob:**/0000[123]-*.png");
    }
    // Where another file has the name of a sheet, it stays.
    Files.write(file, Arrays.copyOf(whole, header));
    Files.writeString(second, "mine");
    CommandLineRun again = CommandLineRun.of(command);
    assertThat(again.err()).contains("00002-b.png.png is already there and is another picture");
    assertThat(second).hasContent("mine");
    assertThat(third).hasBinaryContent(sheet);
    assertThat(file).hasBinaryContent(whole);
  }

  @Test
  void earlierAnswersCountForTheExitStatus() throws IOException {
    Files.copy(Path.of("samples/centred.png"), pictures.resolve("a.png"));
    Files.writeString(pictures.resolve("b.png"), "no picture");
    assertThat(resume()).isEqualTo(ExitStatus.SOME_UNANSWERED);
    assertThat(resume()).isEqualTo(ExitStatus.SOME_UNANSWERED);
    assertThat(Files.readAllLines(file)).hasSize(1 + 2 * 2); // the folder's name has a newline
  }

  @Test
  void whatWasAnsweredEarlierIsTold() throws IOException {
    Files.copy(Path.of("samples/centred.png"), pictures.resolve("a.png"));
    resume();
    String again = "mnistfit: 1 picture was answered earlier, in " + file;
    assertThat(told()).isEqualTo(again + ": nothing is left to do\n");
    Path report = folder.resolve("report.html");
    String[] command = {
      "predict", MODEL, "--resume=" + file, "--report=" + report, pictures.toString()
    };
    assertThat(CommandLineRun.of(command).err())
        .isEqualTo(again + ": nothing is left to do, and nothing is drawn\n");
    assertThat(report).doesNotExist();
    Files.copy(Path.of("samples/thin.jpg"), pictures.resolve("b.jpg"));
    assertThat(CommandLineRun.of(command).err())
        .isEqualTo(
            "mnistfit: wrote %s\nmnistfit: wrote %s\n%s, and not read again for %s\n"
                .formatted(file, report, again, report));
    assertThat(Files.readString(report)).contains("1 of 1 pictures read");
    assertThat(CommandLineRun.of("predict", MODEL, "-q", "--resume=" + file, "" + pictures).err())
        .isEmpty();
  }

  /** It may have been mended since. */
  @Test
  void whatCouldNotBeReadEarlierIsTold() throws IOException {
    Files.copy(Path.of("samples/centred.png"), pictures.resolve("a.png"));
    Files.writeString(pictures.resolve("b.png"), "no picture");
    resume();
    assertThat(told())
        .isEqualTo(
            "mnistfit: 2 pictures were answered earlier, in %s: nothing is left to do\n"
                    .formatted(file)
                + "mnistfit: 1 picture couldn't be read in an earlier run: delete its line in %s to"
                    .formatted(file)
                + " try again\n");
  }

  @Test
  void whatIsNoFileOfAnswersStaysAsItIs() throws IOException {
    Files.writeString(file, "my,own\nnumbers,1\n");
    assertThat(resume()).isEqualTo(ExitStatus.CANNOT_WORK);
    assertThat(file).hasContent("my,own\nnumbers,1\n");
    Files.writeString(file, "one line without an end");
    assertThat(resume()).isEqualTo(ExitStatus.CANNOT_WORK);
    assertThat(file).hasContent("one line without an end");
    String looksWhole = "\n\"begins like a record, and never ends";
    Files.writeString(file, looksWhole);
    assertThat(resume()).isEqualTo(ExitStatus.CANNOT_WORK);
    assertThat(file).hasContent(looksWhole);
    Files.delete(file);
    Files.copy(Path.of("samples/centred.png"), pictures.resolve("a.png"));
    resume();
    CommandLineRun other =
        CommandLineRun.of(
            "predict", MODEL, "--fit=article", "--resume=" + file, pictures.toString());
    assertThat(other.status()).isEqualTo(ExitStatus.CANNOT_WORK);
    assertThat(other.err()).contains("was written with --fit robust");
  }

  @Test
  void whatAnotherFileHasIsTold() throws IOException {
    Files.writeString(file, "my,own\nnumbers,1\n");
    assertThat(told())
        .isEqualTo(
            "mnistfit: %s is not a file of answers, since it begins with \"my,own\": give --resume what predict --format csv has written.\n"
                .formatted(file));
    Files.delete(file);
    Files.copy(Path.of("samples/centred.png"), pictures.resolve("a.png"));
    assertThat(told()).isEqualTo("mnistfit: wrote " + file + "\n");
    String ours = Files.readString(file);
    for (String changed :
        List.of(
            ours.replace(',', ';'),
            ours.replaceFirst("path,digit", "Path,Digit"),
            ours.replaceFirst("path,digit", "\"path\",\"digit\""))) {
      Files.writeString(file, changed);
      assertThat(told()).contains(file + " was saved by another program, in another form");
      assertThat(file).hasContent(changed);
    }
    Files.writeString(file, ours, StandardCharsets.UTF_16);
    assertThat(told()).contains(file + " was saved by another program, in another form");
  }

  @Test
  void whyNothingCanBeWrittenIsToldInWords() throws IOException {
    Files.copy(Path.of("samples/centred.png"), pictures.resolve("a.png"));
    file = folder.resolve("no/answers.csv");
    assertThat(told())
        .isEqualTo("mnistfit: " + file + " can't be written: no such file or folder.\n");
    Path sheets = Files.createFile(folder.resolve("sheets"));
    assertThat(CommandLineRun.of("predict", MODEL, "--steps=" + sheets, "" + pictures).err())
        .isEqualTo(
            "mnistfit: The folder "
                + sheets
                + " can't be made: a file of that name is already there.\n");
  }

  /** One never ends, the other never begins. */
  @Test
  @Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
  void devicesAndPipesAreRefused() throws Exception {
    Assumptions.assumeTrue(new ProcessBuilder("mkfifo", file.toString()).start().waitFor() == 0);
    assertThat(resume()).isEqualTo(ExitStatus.CANNOT_WORK);
    file = Path.of("/dev/zero");
    assertThat(resume()).isEqualTo(ExitStatus.CANNOT_WORK);
    Path madeUp = Path.of("/proc/self/timers"); // by the kernel: a regular file of no size
    if (Files.exists(madeUp)) {
      assertThat(CommandLineRun.of("predict", MODEL, "--resume=" + madeUp, "" + pictures).err())
          .startsWith("mnistfit: " + madeUp + " is not a file of answers");
    }
  }

  /** The whole process, again and again, until nothing is left to do. */
  @Test
  void aProcessThatIsKilledLosesNothing() throws Exception {
    byte[] picture = Files.readAllBytes(Path.of("samples/centred.png"));
    for (int i = 0; i < PICTURES; i++) {
      Files.write(pictures.resolve("%04d.png".formatted(i)), picture);
    }
    int killed = 0;
    Process process = start();
    while (!process.waitFor(10, TimeUnit.MILLISECONDS)) {
      if (killed < 3 && Files.exists(file) && Files.size(file) > 100 + 7_000L * killed) {
        process.destroyForcibly().waitFor();
        killed++;
        process = start();
      }
    }
    assertThat(killed).isEqualTo(3);
    assertThat(process.exitValue()).isEqualTo(ExitStatus.OK);
    byte[] pieced = Files.readAllBytes(file);
    Files.delete(file);
    assertThat(resume()).isEqualTo(ExitStatus.OK);
    assertThat(file).hasBinaryContent(pieced);
  }

  private int resume() {
    return CommandLineRun.of("predict", MODEL, "--resume=" + file, pictures.toString()).status();
  }

  private String told() {
    return CommandLineRun.of("predict", MODEL, "--resume=" + file, pictures.toString()).err();
  }

  private Process start() throws IOException {
    return CommandLineRun.process("predict", MODEL, "--resume=" + file, pictures.toString())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }
}
