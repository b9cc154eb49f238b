package io.github.mnistfit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.mnistfit.SharedFolder;
import io.github.mnistfit.samples.PictureFile;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadCommandTest {
  @TempDir private Path folder;
  private String picture;

  /** 11 above 1. */
  @BeforeEach
  void draw() throws IOException {
    var image = new BufferedImage(200, 260, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D pen = image.createGraphics();
    pen.setColor(Color.WHITE);
    pen.fillRect(0, 0, 200, 260);
    pen.setColor(Color.BLACK);
    pen.fillRect(60, 40, 9, 70);
    pen.fillRect(120, 40, 9, 70);
    pen.fillRect(60, 150, 9, 70);
    pen.dispose();
    picture = Files.write(folder.resolve("ones.png"), PictureFile.png(image)).toString();
  }

  @Test
  void aLineOfTextForEachLineOfDigits() {
    CommandLineRun run = CommandLineRun.of("read", picture);
    assertThat(run.status()).isEqualTo(ExitStatus.OK);
    assertThat(run.lines()).hasSize(2).allMatch(line -> line.endsWith("\t" + picture));
    assertThat(run.lines().get(0)).startsWith("11\t0.");
    assertThat(run.lines().get(1)).startsWith("1\t");
  }

  /**
   * One in eight of the pictures that {@code BlackBoxTest} counts, as a person would count them.
   */
  @Test
  void strangersLinesAreRead() throws IOException {
    Path multi = SharedFolder.require("pictures/multi").toAbsolutePath();
    List<String> all = Files.readAllLines(multi.resolve("labels.csv"));
    List<String> some = new ArrayList<>(all.subList(0, 1));
    for (int i = 1; i < all.size(); i += 8) {
      some.add(multi.resolve(all.get(i)).toString());
    }
    Path labels = Files.write(folder.resolve("labels.csv"), some);
    CommandLineRun run = CommandLineRun.of("read", "--labels", labels.toString());
    Matcher exact = Pattern.compile("lines exact +(\\d+) of (\\d+)").matcher(run.out());
    assertThat(exact.find()).isTrue();
    assertThat(exact.group(2)).isEqualTo("6");
    assertThat(Integer.parseInt(exact.group(1))).isGreaterThanOrEqualTo(5);
  }

  @Test
  void predictSaysThatThisIsItsBusiness() throws IOException {
    Path report = folder.resolve("report.html");
    CommandLineRun run = CommandLineRun.of("predict", "--min-confidence=1", picture);
    assertThat(run.out()).startsWith("?\t");
    assertThat(run.err())
        .isEqualTo("mnistfit: " + picture + ": several digits: use mnistfit read\n");
    CommandLineRun.of("predict", "--min-confidence=1", "--report=" + report, picture);
    assertThat(Jsoup.parse(report.toFile(), "UTF-8").select("#pictures .note").text())
        .isEqualTo("several digits: use mnistfit read");
    assertThat(CommandLineRun.of("predict", "--min-confidence=1", "samples/shadow.jpg").err())
        .isEmpty();
    // Of so many, learned ink takes none for the picture's digit.
    String meter = "samples-of-numbers/meter.jpg";
    assertThat(CommandLineRun.of("predict", meter).err())
        .isEqualTo("mnistfit: " + meter + ": perhaps several digits: try mnistfit read\n");
  }

  @Test
  void jsonHasTheBoxOfEachDigit() throws IOException {
    JsonNode object =
        new ObjectMapper().readTree(CommandLineRun.of("read", "--json", picture).out());
    JsonNode digits = object.get("lines").get(0).get("digits");
    assertThat(digits).hasSize(2);
    assertThat(digits.get(1).get("digit").asInt()).isEqualTo(1);
    assertThat(digits.get(1).get("box").get(0).asInt()).isBetween(118, 122);
    assertThat(object.get("error").isNull()).isTrue();
  }

  @Test
  void jsonTellsAPictureWithoutDigitsFromNone() throws IOException {
    Path blank = Files.writeString(folder.resolve("blank.pbm"), "P1 30 30\n" + "0".repeat(900));
    List<String> lines =
        CommandLineRun.of("read", "--json", blank.toString(), "missing.png").lines();
    assertThat(lines).hasSize(2);
    JsonNode none = new ObjectMapper().readTree(lines.get(0));
    assertThat(none.get("lines")).isEmpty();
    assertThat(none.get("readable").asBoolean()).isTrue();
    JsonNode missing = new ObjectMapper().readTree(lines.get(1));
    assertThat(missing.get("lines")).isEmpty();
    assertThat(missing.get("readable").asBoolean()).isFalse();
  }

  @Test
  void csvHasARecordForEachDigitAndEachFailure() {
    CommandLineRun run =
        CommandLineRun.of("read", "--format=csv", "--digits", picture, "missing.png");
    assertThat(run.status()).isEqualTo(ExitStatus.SOME_UNANSWERED);
    assertThat(run.lines()).hasSize(5);
    assertThat(run.lines().get(3)).startsWith(picture + ",2,1,1,1,1,");
    assertThat(run.lines().get(4)).isEqualTo("missing.png,,,,,,,,,,,no such file");
    assertThat(run.err()).contains("missing.png: no such file");
  }

  @Test
  void csvHasARecordForEachNumber() {
    CommandLineRun run = CommandLineRun.of("read", "--format=csv", picture, "missing.png");
    assertThat(run.lines().get(0)).isEqualTo("path,line,number,marked,confidence,boxes,error");
    assertThat(run.lines().get(1))
        .matches(
            Pattern.quote(picture) + ",1,11,11,0\\.\\d+,\\d+ \\d+ \\d+ \\d+;\\d+ \\d+ \\d+ \\d+,");
    assertThat(run.lines().get(2)).startsWith(picture + ",2,1,1,");
    assertThat(run.lines().get(3)).isEqualTo("missing.png,,,,,,no such file");
    assertThat(CommandLineRun.of("read", "--digits", picture).status()).isEqualTo(ExitStatus.USAGE);
  }

  @Test
  void nothingSureIsAQuestionMark() {
    CommandLineRun run = CommandLineRun.of("read", "--min-confidence=1", picture);
    assertThat(run.status()).isEqualTo(ExitStatus.SOME_UNANSWERED);
    assertThat(run.lines().get(0)).startsWith("??\t");
  }

  @Test
  void stepsAreDrawn() {
    Path drawings = folder.resolve("seen");
    assertThat(CommandLineRun.of("read", "--steps", drawings.toString(), picture).status())
        .isEqualTo(ExitStatus.OK);
    assertThat(drawings.resolve("00001-ones.png.png")).isNotEmptyFile();
  }

  @Test
  void stepsOfAllPicturesAreOneSheet() throws IOException {
    Path sheet = folder.resolve("seen.png");
    CommandLineRun run =
        CommandLineRun.of("read", "--steps", sheet.toString(), picture, "missing.png", picture);
    assertThat(run.err()).contains("mnistfit: wrote " + sheet + "\n");
    BufferedImage one = ImageIO.read(Path.of(picture).toFile());
    BufferedImage drawn = ImageIO.read(sheet.toFile());
    assertThat(drawn.getHeight()).isGreaterThan(2 * one.getHeight());
    assertThat(drawn.getWidth()).isGreaterThan(one.getWidth());
    assertThat(CommandLineRun.of("read", "--steps", sheet.toString(), sheet.toString()).err())
        .contains("it is read from");
  }

  @Test
  void evaluateReadCountsLinesAndDigits() throws IOException {
    Path labels = folder.resolve("numbers.csv");
    Files.writeString(labels, "path,rows\nones.png,11/7\nmissing.png,345\n");
    CommandLineRun run = CommandLineRun.of("read", "--labels", labels.toString());
    assertThat(run.status()).isEqualTo(ExitStatus.SOME_UNANSWERED);
    assertThat(run.err())
        .isEqualTo("mnistfit: " + folder.resolve("missing.png") + ": no such file\n");
    assertThat(run.lines().get(0)).contains("1 of 3 (33.3 %)");
    assertThat(run.lines().get(1)).contains("4 of 6 (66.7 %)");
    assertThat(run.lines())
        .contains("ones.png: 11/1 instead of 11/7", "missing.png: nothing instead of 345");
    assertThat(
            CommandLineRun.of("read", "--min-confidence=1", "--labels", labels.toString()).lines())
        .contains("ones.png: ??/? instead of 11/7");
  }
}
