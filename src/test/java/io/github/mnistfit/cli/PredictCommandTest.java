package io.github.mnistfit.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.mnistfit.cli.output.Environment;
import io.github.mnistfit.samples.Drawing;
import io.github.mnistfit.samples.PictureFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PredictCommandTest {
  private static final String MODEL = "--model=models/article.zip";
  private static final String TWO = "samples/centred.png";
  private static final String FIVE = "samples/transparent.png";

  @TempDir private Path folder;

  @Test
  void aLineAPictureInTheOrderGiven() {
    CommandLineRun run = CommandLineRun.of("predict", MODEL, FIVE, TWO, FIVE);
    assertThat(run.status()).isEqualTo(ExitStatus.OK);
    assertThat(run.lines())
        .hasSize(3)
        .allMatch(line -> line.matches("[25]\t(0\\.\\d{4}|1\\.0000)\tsamples/\\w+\\.png"));
    assertThat(run.lines().get(1)).startsWith("2\t").endsWith(TWO);
    assertThat(run.err()).isEmpty();
  }

  @Test
  void oneBadFileNeverStopsTheRest() throws IOException {
    Path bad = Files.writeString(folder.resolve("bad.png"), "no picture");
    String missing = folder.resolve("missing.png").toString();
    CommandLineRun run = CommandLineRun.of("predict", MODEL, bad.toString(), missing, TWO);
    assertThat(run.status()).isEqualTo(ExitStatus.SOME_UNANSWERED);
    assertThat(run.lines()).singleElement().asString().endsWith(TWO);
    assertThat(run.err().lines())
        .containsExactly(
            "mnistfit: " + bad + ": not a picture format that mnistfit reads",
            "mnistfit: " + missing + ": no such file");
  }

  /** Paths alone aren't parsed by picocli. */
  @ParameterizedTest
  @ValueSource(strings = {"predict", "read"})
  void pathsAloneAreAnsweredAsBesideAnOption(String command) throws IOException {
    Path bad = Files.writeString(folder.resolve("bad.png"), "no picture");
    List<String> paths =
        List.of(TWO, "samples", bad.toString(), folder.resolve("missing.png").toString());
    List<String> alone = new ArrayList<>(List.of(command));
    alone.addAll(paths);
    List<String> withOption = new ArrayList<>(List.of(command, "--engine=auto"));
    withOption.addAll(paths);
    CommandLineRun run = CommandLineRun.of(alone.toArray(String[]::new));
    assertThat(run.lines()).hasSizeGreaterThan(5);
    assertThat(run).isEqualTo(CommandLineRun.of(withOption.toArray(String[]::new)));
  }

  @Test
  void severalModelsAnswerWithTheMeanOfWhatTheySay() throws IOException {
    String other = "--model=models/default.zip";
    double one = confidence(CommandLineRun.of("predict", MODEL, "samples/shadow.jpg"));
    double two = confidence(CommandLineRun.of("predict", other, "samples/shadow.jpg"));
    assertThat(one).isNotEqualTo(two);
    assertThat(confidence(CommandLineRun.of("predict", MODEL, other, "samples/shadow.jpg")))
        .isCloseTo((one + two) / 2, within(1e-4));
  }

  private static double confidence(CommandLineRun run) {
    return Double.parseDouble(run.out().split("\t", -1)[1]);
  }

  @Test
  void verboseTellsOnStderrHowLongThePartsTook() {
    CommandLineRun run = CommandLineRun.of("predict", MODEL, "-v", TWO);
    assertThat(run.lines()).hasSize(1);
    assertThat(run.err().lines())
        .hasSize(4)
        .allMatch(line -> line.matches("mnistfit: +\\d+\\.\\d\\d s  .+"))
        .anyMatch(line -> line.contains("article.zip"))
        .anyMatch(line -> line.contains("1 batch"))
        .anyMatch(line -> line.contains("1 picture, "));
  }

  @Test
  void blankPaperIsAnswered() throws IOException {
    byte[] blank = PictureFile.png(Drawing.onPaper(60, 60, 0xffffff, 1).image());
    CommandLineRun run = CommandLineRun.withInput(blank, "predict", MODEL, "-");
    assertThat(run.status()).isEqualTo(ExitStatus.SOME_UNANSWERED);
    assertThat(run.out()).isEqualTo("?\t0.0000\t-\n");
  }

  @Test
  void anUnsureDigitIsAQuestionMark() {
    CommandLineRun run = CommandLineRun.of("predict", MODEL, "--min-confidence=1", TWO);
    assertThat(run.out()).startsWith("?\t");
    assertThat(run.status()).isEqualTo(ExitStatus.SOME_UNANSWERED);
  }

  @Test
  void aPictureComesOnStdin() throws IOException {
    byte[] picture = Files.readAllBytes(Path.of(TWO));
    CommandLineRun run = CommandLineRun.withInput(picture, "predict", MODEL, "-");
    assertThat(run.out()).matches("2\t[01]\\.\\d{4}\t-\n");
  }

  @Test
  void pathsComeOnStdinAndRecordsEndAsTheyDo() {
    byte[] paths = (TWO + "\0" + FIVE + "\0").getBytes(StandardCharsets.UTF_8);
    CommandLineRun run =
        CommandLineRun.withInput(paths, "predict", MODEL, "-0", "--files-from", "-");
    assertThat(run.out().split("\0")).hasSize(2);
    assertThat(run.out()).endsWith(FIVE + "\0").doesNotContain("\n");
  }

  /** A script looks its answers up by the paths that it gave. */
  @Test
  void pathsComeBackAsTheyWereGiven() {
    List<String> odd = List.of("samples//centred.png", "samples/../samples/./centred.png");
    CommandLineRun run = CommandLineRun.of("predict", MODEL, odd.get(0), odd.get(1));
    assertThat(run.lines())
        .extracting(line -> line.substring(line.lastIndexOf('\t') + 1))
        .isEqualTo(odd);
    byte[] list = String.join("\n", odd).getBytes(StandardCharsets.UTF_8);
    run = CommandLineRun.withInput(list, "predict", MODEL, "--files-from", "-");
    assertThat(run.lines())
        .extracting(line -> line.substring(line.lastIndexOf('\t') + 1))
        .isEqualTo(odd);
  }

  @Test
  void everyInputGivesOneJsonObject() throws IOException {
    Path odd = Files.writeString(folder.resolve("od\"d\n.png"), "no picture");
    Path blank = Files.writeString(folder.resolve("blank.pbm"), "P1 30 30\n" + "0".repeat(900));
    CommandLineRun run =
        CommandLineRun.of("predict", MODEL, "--json", TWO, odd.toString(), blank.toString());
    assertThat(run.lines()).hasSize(3);
    JsonNode two = new ObjectMapper().readTree(run.lines().get(0));
    assertThat(two.get("digit").asInt()).isEqualTo(2);
    assertThat(two.get("probabilities")).hasSize(10);
    assertThat(two.get("fit").asText()).isEqualTo("robust");
    assertThat(two.get("error").isNull()).isTrue();
    assertThat(two.get("readable").asBoolean()).isTrue();
    JsonNode bad = new ObjectMapper().readTree(run.lines().get(1));
    assertThat(bad.get("path").asText()).isEqualTo(odd.toString());
    assertThat(bad.get("digit").isNull()).isTrue();
    assertThat(bad.get("error").asText()).isNotEmpty();
    assertThat(bad.get("readable").asBoolean()).isFalse();
    JsonNode none = new ObjectMapper().readTree(run.lines().get(2));
    assertThat(none.get("digit").isNull()).isTrue();
    assertThat(none.get("error").asText()).isEqualTo("no ink found");
    assertThat(none.get("readable").asBoolean()).isTrue();
  }

  @Test
  void everyInputGivesOneCsvRecord() {
    CommandLineRun run = CommandLineRun.of("predict", MODEL, "--format=csv", TWO, "missing.png");
    assertThat(run.lines())
        .first()
        .isEqualTo("path,digit,confidence,p0,p1,p2,p3,p4,p5,p6,p7,p8,p9,fit,error");
    assertThat(run.lines().get(1)).startsWith(TWO + ",2,").endsWith(",robust,");
    assertThat(run.lines().get(2)).isEqualTo("missing.png,,,,,,,,,,,,,robust,no such file");
  }

  @Test
  void aHundredAndThirtyPicturesKeepTheirOrder() {
    String[] arguments = new String[132];
    arguments[0] = "predict";
    arguments[1] = MODEL;
    for (int i = 2; i < arguments.length; i++) {
      arguments[i] = i % 3 == 0 ? TWO : i % 3 == 1 ? FIVE : "samples/thin.jpg";
    }
    List<String> lines = CommandLineRun.of(arguments).lines();
    for (int i = 2; i < arguments.length; i++) {
      assertThat(lines.get(i - 2)).endsWith("\t" + arguments[i]);
    }
  }

  @Test
  void aSheetOfStepsIsWritten() throws IOException {
    Path sheets = folder.resolve("sheets");
    CommandLineRun.of("predict", MODEL, "--steps", sheets.toString(), TWO);
    try (var files = Files.list(sheets)) {
      assertThat(files).singleElement().asString().endsWith("00001-centred.png.png");
    }
  }

  @Test
  void aPictureIsNoPlaceForASheet() throws IOException {
    Path photo = Files.writeString(folder.resolve("photo.png"), "dear");
    for (String command : new String[] {"predict", "read"}) {
      CommandLineRun run = CommandLineRun.of(command, MODEL, "--steps", photo.toString(), TWO);
      assertThat(run.status()).isEqualTo(ExitStatus.CANNOT_WORK);
      assertThat(run.err())
          .isEqualTo("mnistfit: " + photo + " is already there: --force replaces it.\n");
      assertThat(photo).hasContent("dear");
      CommandLineRun.of(command, MODEL, "--force", "--steps", photo.toString(), TWO);
      assertThat(ImageIO.read(photo.toFile())).isNotNull();
      Files.writeString(photo, "dear");
    }
  }

  /** The name of a sheet holds the picture's, of which file systems take 255 bytes. */
  @Test
  void aLongNameHasASheetToo() throws IOException {
    Path longest = folder.resolve("é".repeat(120) + ".png");
    Files.copy(Path.of(TWO), longest);
    Path sheets = folder.resolve("sheets");
    CommandLineRun run =
        CommandLineRun.of("predict", MODEL, "--steps", sheets.toString(), longest.toString());
    assertThat(run.status()).isEqualTo(ExitStatus.OK);
    assertThat(sheets).isNotEmptyDirectory();
  }

  @Test
  void theListThatIsReadIsNotWrittenOver() throws IOException {
    Path list = Files.writeString(folder.resolve("list.html"), TWO + "\n");
    CommandLineRun run =
        CommandLineRun.of("predict", MODEL, "--report=" + list, "--files-from=" + list);
    assertThat(run.status()).isEqualTo(ExitStatus.CANNOT_WORK);
    assertThat(run.err()).contains("since it is read from");
    assertThat(list).hasContent(TWO + "\n");
  }

  /**
   * What a name could do to a terminal, in each format; U+202E turns the order of letters round.
   */
  @ParameterizedTest
  @ValueSource(strings = {"text", "csv", "jsonl"})
  void nothingReprogramsATerminal(String format) throws IOException {
    Path picture = folder.resolve("a\u001b[31m\u009b2J\u202eb\u2028c.png");
    Files.copy(Path.of(TWO), picture);
    Path missing = folder.resolve("\u202emissing\u001b.png");
    assertThat(onTerminal("predict", MODEL, "--format=" + format, "" + picture, "" + missing))
        .allSatisfy(stream -> assertThat(stream).contains(".png"));
  }

  @Test
  void neitherDoFigures() throws IOException {
    String name = "a\u001b[31m\u009b2J\u202eb\u2028c";
    Path model = Files.copy(Path.of("models/article.zip"), folder.resolve(name + ".zip"));
    assertThat(onTerminal("model", "show", "--json", "" + model).get(0)).contains(".zip");
    Path list = folder.resolve(name + ".csv");
    Files.writeString(
        list, "path,label,group\n%s,2,%s\n".formatted(Path.of(TWO).toAbsolutePath(), name));
    assertThat(onTerminal("evaluate", MODEL, "--json", "" + list).get(0)).contains("correct");
    assertThat(onTerminal("evaluate", MODEL, "--json", "--each-step", "" + list).get(0))
        .contains("correct");
  }

  /** What came on both streams; nothing in it that a terminal would obey. */
  private static List<String> onTerminal(String... arguments) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    Main.run(
        new Environment(
            new ByteArrayInputStream(new byte[0]),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            Map.of(),
            true,
            false),
        arguments);
    List<String> streams =
        List.of(out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    assertThat(streams)
        .allSatisfy(
            stream ->
                assertThat(stream)
                    .doesNotContainPattern("[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\u202e\u2028]"));
    return streams;
  }

  /** Nobody foresees all that Java can run out of. */
  @Test
  void anErrorOfJavasIsOneLine() {
    var noMemory =
        new InputStream() {
          @Override
          public int read() {
            throw new OutOfMemoryError("Java heap space");
          }

          @Override
          public int read(byte[] target, int offset, int length) {
            return read();
          }
        };
    var err = new ByteArrayOutputStream();
    int status =
        Main.run(
            new Environment(
                noMemory,
                new PrintStream(OutputStream.nullOutputStream()),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Map.of(),
                false,
                false),
            "predict",
            MODEL,
            "-");
    assertThat(status).isEqualTo(ExitStatus.CANNOT_WORK);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .matches(
            "mnistfit: More memory is needed than the [0-9]+ MB that Java may take:"
                + " MNISTFIT_OPTS=-Xmx[0-9]+m allows twice as much[.]\n");
  }

  @Test
  void aReaderThatHasGoneIsNoError() {
    var closed =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("closed");
          }
        };
    int status =
        Main.run(
            new Environment(
                new ByteArrayInputStream(new byte[0]),
                new PrintStream(closed),
                new PrintStream(OutputStream.nullOutputStream()),
                Map.of(),
                false,
                false),
            "predict",
            MODEL,
            TWO,
            FIVE);
    assertThat(status).isEqualTo(ExitStatus.OK);
  }

  @Test
  void topAddsSoManyPairsToEachLine() throws IOException {
    String sure = CommandLineRun.of("predict", MODEL, "--top=2", TWO).lines().get(0);
    assertThat(sure).matches("2\t(0\\.\\d{4}|1\\.0000)\t2\t\\1\t[0-9]\t0\\.\\d{4}\t" + TWO);
    String unsure =
        CommandLineRun.of("predict", MODEL, "--top=2", "--min-confidence=1", "samples/tilted.jpg")
            .lines()
            .get(0);
    assertThat(unsure)
        .matches("[?]\t(0\\.\\d{4})\t[0-9]\t\\1\t[0-9]\t0\\.\\d{4}\tsamples/tilted.jpg");
  }

  @Test
  void aSheetOfAllOrAFolderOfSheets() {
    Path one = folder.resolve("sheet.png");
    Path many = folder.resolve("sheets");
    CommandLineRun run = CommandLineRun.of("predict", MODEL, "--steps=" + one, TWO, FIVE);
    assertThat(run.err()).isEqualTo("mnistfit: wrote " + one + "\n");
    assertThat(one).isRegularFile();
    assertThat(CommandLineRun.of("fit", MODEL, "--steps=" + many, TWO, FIVE).status()).isZero();
    assertThat(many.toFile().list()).hasSize(2);
  }

  @Test
  void wrongUsageAndAMissingModelHaveTheirOwnStatus() {
    assertThat(CommandLineRun.of("predict").status()).isEqualTo(ExitStatus.USAGE);
    assertThat(CommandLineRun.of("predict", "--fit=none", TWO).status())
        .isEqualTo(ExitStatus.USAGE);
    assertThat(CommandLineRun.of("predict", "--min-confidence=2", TWO).status())
        .isEqualTo(ExitStatus.USAGE);
    CommandLineRun run = CommandLineRun.of("predict", "--model=none.zip", TWO);
    assertThat(run.status()).isEqualTo(ExitStatus.CANNOT_WORK);
    assertThat(run.err()).isEqualTo("mnistfit: There is no model file none.zip.\n");
  }
}
