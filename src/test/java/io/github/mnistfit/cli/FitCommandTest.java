package io.github.mnistfit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistfit.cli.output.Environment;
import io.github.mnistfit.image.PngWriter;
import io.github.mnistfit.mnist.IdxFile;
import io.github.mnistfit.mnist.MnistImage;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FitCommandTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private InputStream in = InputStream.nullInputStream();
  @TempDir private Path folder;
  private Path pictures;
  private Path results;

  @BeforeEach
  void drawPictures() throws IOException {
    pictures = Files.createDirectories(folder.resolve("pictures"));
    results = folder.resolve("results");
    Files.createDirectories(pictures.resolve("deep"));
    draw("b.png", 4);
    draw("a.bmp", 12);
    draw("deep/a.bmp", 20);
  }

  /** An L, so that its centre of mass isn't its middle. */
  private void draw(String name, int width) throws IOException {
    var image = new BufferedImage(60, 50, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < 60 * 50; i++) {
      int x = i % 60;
      int y = i / 60;
      boolean ink = y >= 5 && y < 45 && x >= 10 && x < 10 + (y < 38 ? width : 2 * width);
      image.setRGB(x, y, ink ? 0x202020 : 0xf0f0f0);
    }
    String format = name.substring(name.lastIndexOf('.') + 1);
    ImageIO.write(image, format, pictures.resolve(name).toFile());
  }

  @Test
  void writesAPngForEachPictureOfAFolder() throws IOException {
    assertThat(fit("--fit", "article", "-o", results, pictures)).isEqualTo(ExitStatus.OK);
    assertThat(filesIn(results)).containsExactly("a.bmp.png", "b.png.png");
    BufferedImage png = ImageIO.read(results.resolve("b.png.png").toFile());
    assertThat(png.getWidth()).isEqualTo(MnistImage.SIDE);
    assertThat(png.getHeight()).isEqualTo(MnistImage.SIDE);
    assertThat(png.getRaster().getSample(13, 14, 0)).isEqualTo(255);
    assertThat(png.getRaster().getSample(2, 14, 0)).isZero();
    assertThat(out.size()).isZero();
    assertThat(messages())
        .isEqualTo(deepIsLeftOut() + "\nmnistfit: wrote 2 images to " + results + "\n");
  }

  private String deepIsLeftOut() {
    return "mnistfit: " + pictures + ": left out 1 folder in it: -r looks into it";
  }

  @Test
  void aPictureIsNotWrittenOver() throws IOException {
    draw("b.png.png", 8); // what b.png's result is called
    byte[] picture = Files.readAllBytes(pictures.resolve("b.png.png"));
    assertThat(fit("--force", "-o", pictures, pictures)).isEqualTo(ExitStatus.SOME_UNANSWERED);
    assertThat(pictures.resolve("b.png.png")).hasBinaryContent(picture);
    assertThat(messages()).contains("b.png.png can't be written, since it is read from");
    assertThat(fit("--force", "--steps", pictures.resolve("b.png"), pictures))
        .isEqualTo(ExitStatus.CANNOT_WORK);
    assertThat(ImageIO.read(pictures.resolve("b.png").toFile()).getWidth()).isEqualTo(60);
  }

  @Test
  void keepsFoldersOfFolders() throws IOException {
    assertThat(fit("-r", "-o", results, pictures)).isEqualTo(ExitStatus.OK);
    assertThat(filesIn(results)).containsExactly("a.bmp.png", "b.png.png", "deep/a.bmp.png");
  }

  @Test
  void twoPicturesOfOneNameDontOverwriteEachOther() throws IOException {
    Path first = pictures.resolve("a.bmp");
    Path second = pictures.resolve("deep/a.bmp");
    assertThat(fit("--force", "-o", results, first, second)).isEqualTo(ExitStatus.SOME_UNANSWERED);
    assertThat(messages()).startsWith("mnistfit: " + second + ": another picture's result is ");
    byte[] kept = Files.readAllBytes(results.resolve("a.bmp.png"));
    assertThat(fit("--force", "-o", results, first)).isEqualTo(ExitStatus.OK);
    assertThat(results.resolve("a.bmp.png")).hasBinaryContent(kept);
  }

  @Test
  void replacesFilesOnlyWhenForced() throws IOException {
    Files.createDirectories(results);
    Path there = Files.writeString(results.resolve("b.png.png"), "dear");
    assertThat(fit("-o", results, pictures)).isEqualTo(ExitStatus.SOME_UNANSWERED);
    assertThat(there).hasContent("dear");
    assertThat(results.resolve("a.bmp.png")).exists();
    assertThat(messages()).contains("b.png: " + there + " is already there: --force replaces it");
    assertThat(fit("--force", "-o", results, pictures)).isEqualTo(ExitStatus.OK);
    assertThat(ImageIO.read(there.toFile())).isNotNull();
  }

  @Test
  void oneBadFileNeverStopsTheRest() throws IOException {
    Files.writeString(pictures.resolve("a-text.png"), "seven");
    Files.write(pictures.resolve("a-truncated.png"), cut(pictures.resolve("b.png")));
    draw("a-blank.png", 0);
    Path idx = folder.resolve("all.idx");
    assertThat(fit("--fit", "article", "--idx", idx, pictures, folder.resolve("absent.png")))
        .isEqualTo(ExitStatus.SOME_UNANSWERED);
    assertThat(messages().lines())
        .containsExactly(
            deepIsLeftOut(),
            "mnistfit: " + pictures.resolve("a-blank.png") + ": no ink found",
            "mnistfit: "
                + pictures.resolve("a-text.png")
                + ": not a picture format that mnistfit reads",
            "mnistfit: " + pictures.resolve("a-truncated.png") + ": truncated PNG",
            "mnistfit: " + folder.resolve("absent.png") + ": no such file",
            "mnistfit: wrote 2 images to " + idx + ", their paths to " + idx + ".paths.txt");
    assertThat(readIdx(idx)).hasSize(2);
    assertThat(Path.of(idx + ".paths.txt"))
        .hasContent(pictures.resolve("a.bmp") + "\n" + pictures.resolve("b.png") + "\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"naive", "threshold", "crop", "box", "pad", "shift"})
  void everyStageOfTheArticleCanBeHad(String stage) throws IOException {
    Path idx = folder.resolve("all.idx");
    assertThat(fit("--fit", "article", "--stage", stage, "--idx", idx, pictures)).isZero();
    Path again = folder.resolve("again.idx");
    assertThat(fit("--fit", "article", "--idx", again, pictures)).isZero();
    // Only the last stage is the whole fit.
    assertThat(readIdx(idx).equals(readIdx(again))).isEqualTo(stage.equals("shift"));
  }

  @Test
  void idxAndPngsHoldTheSame() throws IOException {
    Path idx = folder.resolve("all.idx");
    assertThat(fit("--idx", idx, "-o", results, pictures)).isEqualTo(ExitStatus.OK);
    List<MnistImage> images = readIdx(idx);
    assertThat(results.resolve("a.bmp.png")).hasBinaryContent(PngWriter.toPng(images.get(0)));
    assertThat(results.resolve("b.png.png")).hasBinaryContent(PngWriter.toPng(images.get(1)));
  }

  @Test
  void anIdxFileIsNotReplacedAndThatIsSaidBeforeTheWork() throws IOException {
    Path idx = Files.writeString(folder.resolve("all.idx"), "dear");
    assertThat(fit("--idx", idx, folder.resolve("absent.png"))).isEqualTo(ExitStatus.CANNOT_WORK);
    assertThat(messages())
        .isEqualTo("mnistfit: " + idx + " is already there: --force replaces it.\n");
    assertThat(idx).hasContent("dear");
    assertThat(fit("--force", "--idx", idx, pictures)).isEqualTo(ExitStatus.OK);
    assertThat(readIdx(idx)).hasSize(2);
  }

  @Test
  void outputsThatCantBeMadeAreToldInASentence() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    Path picture = pictures.resolve("b.png");
    assertThat(fit("-o", file, picture)).isEqualTo(ExitStatus.CANNOT_WORK);
    assertThat(fit("--idx", folder, picture)).isEqualTo(ExitStatus.CANNOT_WORK);
    assertThat(fit("--idx", folder.resolve("no/all.idx"), picture))
        .isEqualTo(ExitStatus.CANNOT_WORK);
    assertThat(messages().lines()).hasSize(3).allMatch(line -> line.startsWith("mnistfit: "));
  }

  @Test
  void readsAPictureFromStandardInput() throws IOException {
    in = Files.newInputStream(pictures.resolve("b.png"));
    assertThat(fit("-o", results, "-")).isEqualTo(ExitStatus.OK);
    assertThat(fit("-o", results, pictures.resolve("b.png"))).isEqualTo(ExitStatus.OK);
    assertThat(results.resolve("stdin.png"))
        .hasBinaryContent(Files.readAllBytes(results.resolve("b.png.png")));
  }

  @Test
  void readsPathsFromStandardInput() throws IOException {
    String paths = pictures.resolve("b.png") + "\n" + pictures.resolve("a.bmp") + "\r\n";
    in = new ByteArrayInputStream(paths.getBytes(StandardCharsets.UTF_8));
    Path idx = folder.resolve("all.idx");
    assertThat(fit("--files-from", "-", "--idx", idx)).isEqualTo(ExitStatus.OK);
    assertThat(Path.of(idx + ".paths.txt"))
        .hasContent(pictures.resolve("b.png") + "\n" + pictures.resolve("a.bmp") + "\n");
  }

  @Test
  void aNameWithANewlineStaysOneRecord() throws IOException {
    Path odd = pictures.resolve("two\nlines.png");
    Files.copy(pictures.resolve("b.png"), odd);
    Path text = folder.resolve("text.idx");
    assertThat(fit("--idx", text, odd)).isEqualTo(ExitStatus.OK);
    assertThat(Path.of(text + ".paths.txt")).hasContent(pictures + "/two\\nlines.png\n");
    in = new ByteArrayInputStream((odd + "\0").getBytes(StandardCharsets.UTF_8));
    Path nul = folder.resolve("nul.idx");
    assertThat(fit("-0", "--files-from", "-", "--idx", nul)).isEqualTo(ExitStatus.OK);
    assertThat(Path.of(nul + ".paths.txt")).hasContent(odd + "\0");
  }

  @Test
  void wrongUsageIsTold() {
    assertThat(fit(pictures)).isEqualTo(ExitStatus.USAGE);
    assertThat(messages())
        .contains("Missing -o DIR, --idx FILE or --steps FILE.png: standard output");
    assertThat(fit("-o", results)).isEqualTo(ExitStatus.USAGE);
    assertThat(fit("-o", results, "--fit", "none", pictures)).isEqualTo(ExitStatus.USAGE);
    assertThat(fit("-o", results, "--stage", "none", pictures)).isEqualTo(ExitStatus.USAGE);
    assertThat(fit("-o", results, "--fit", "robust", "--stage", "crop", pictures))
        .isEqualTo(ExitStatus.USAGE);
    assertThat(results).doesNotExist();
  }

  private int fit(Object... arguments) {
    var environment =
        new Environment(
            in,
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            Map.of(),
            false,
            false);
    List<String> line = new ArrayList<>(List.of("fit"));
    Arrays.stream(arguments).map(Object::toString).forEach(line::add);
    return Main.run(environment, line.toArray(String[]::new));
  }

  private String messages() {
    return err.toString(StandardCharsets.UTF_8);
  }

  private static List<MnistImage> readIdx(Path file) throws IOException {
    try (var bytes = Files.newInputStream(file)) {
      return IdxFile.readImages(bytes);
    }
  }

  private static byte[] cut(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    return Arrays.copyOf(bytes, bytes.length - 20);
  }

  private static List<String> filesIn(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  @Test
  void aSheetOfNothingIsNotWritten() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    for (String command : new String[] {"fit", "predict", "read"}) {
      for (String steps : new String[] {"nothing.png", "nothing"}) {
        CommandLineRun run =
            CommandLineRun.of(
                command, "--steps", folder.resolve(steps).toString(), empty.toString());
        assertThat(run.status()).isEqualTo(ExitStatus.SOME_UNANSWERED);
        assertThat(run.err()).doesNotContain("wrote");
      }
    }
    assertThat(folder.resolve("nothing.png")).doesNotExist();
  }
}
