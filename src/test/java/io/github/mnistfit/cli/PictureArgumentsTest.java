package io.github.mnistfit.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.mnistfit.Programs;
import io.github.mnistfit.cli.option.PictureArgument;
import io.github.mnistfit.cli.option.PictureArguments;
import io.github.mnistfit.cli.output.CannotWorkException;
import io.github.mnistfit.cli.output.Environment;
import io.github.mnistfit.io.FileNames;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

class PictureArgumentsTest {
  @TempDir private Path folder;

  @Command
  static class User {
    @Mixin private PictureArguments arguments;
  }

  @Test
  void aFolderIsItsFilesSortedByPath() throws Exception {
    for (String name : List.of("b.png", "a.png", "deep/c.png", "B.png", "10.png", "9.png")) {
      Files.createDirectories(folder.resolve(name).getParent());
      Files.createFile(folder.resolve(name));
    }
    assertThat(names(folder.toString()))
        .containsExactly(paths("10.png", "9.png", "B.png", "a.png", "b.png"));
    assertThat(names("-r", folder.toString()))
        .containsExactly(paths("10.png", "9.png", "B.png", "a.png", "b.png", "deep/c.png"));
    String b = folder.resolve("b.png").toString();
    assertThat(names(b, folder.resolve("deep").toString(), b))
        .containsExactly(paths("b.png", "deep/c.png", "b.png"));
  }

  @Test
  void aFoldersOtherFilesAreLeftOutButNotPicturesUnderOtherNames() throws Exception {
    Files.writeString(folder.resolve("README.md"), "# Samples");
    Files.writeString(folder.resolve("labels.csv"), "path,label");
    Files.writeString(folder.resolve("damaged.png"), "no picture");
    Files.writeString(folder.resolve("photo.dat"), "GIF89a");
    assertThat(names(folder.toString())).containsExactly(paths("damaged.png", "photo.dat"));
    assertThat(names(folder.resolve("README.md").toString()))
        .as("named itself")
        .containsExactly(paths("README.md"));
  }

  /** As Python writes it, a byte that isn't UTF-8 is a lone surrogate in these strings. */
  @Test
  void namesThatAreNotUtf8ComeBackAsTheyAre() throws Exception {
    assumeTrue(File.separatorChar == '/', "a system of bytes in names");
    String model = "--model=models/article.zip";
    String name = folder + "/caf\udce9.png";
    Files.copy(Path.of("samples/centred.png"), FileNames.path(name));
    for (String given : List.of(name, folder.toString())) {
      assertThat(CommandLineRun.of("predict", model, given).out()).endsWith("\t" + name + "\n");
      assertThat(CommandLineRun.of("predict", model, "-0", given).out())
          .endsWith("\t" + name + "\0");
      assertThat(CommandLineRun.of("predict", model, "--json", given).out())
          .startsWith("{\"path\":\"" + folder + "/caf\\udce9.png\"");
      assertThat(CommandLineRun.of("predict", model, "--format=csv", given).out())
          .contains("\n" + name + ",2,");
    }
    byte[] list = FileNames.encode(name + "\n" + name + "x\n");
    CommandLineRun run = CommandLineRun.withInput(list, "predict", model, "--files-from", "-");
    assertThat(run.out()).endsWith("\t" + name + "\n");
    assertThat(run.err()).isEqualTo("mnistfit: " + folder + "/caf\\xe9.pngx: no such file\n");
    Path answers = folder.resolve("answers.csv");
    for (int i = 0; i < 2; i++) {
      CommandLineRun.of("predict", model, "--resume=" + answers, name);
      assertThat(Files.readAllBytes(answers)).containsSequence(FileNames.encode(name + ",2,"));
      assertThat(Files.readAllLines(answers, StandardCharsets.ISO_8859_1)).hasSize(2);
    }
    Path page = folder.resolve("page.html");
    CommandLineRun.of("predict", model, "--report=" + page, name);
    assertThat(page).content().as("a label that nothing could find").contains("data-path=\"\"");
    Path fitted = folder.resolve("fitted");
    CommandLineRun.of("fit", "-o", fitted.toString(), name);
    assertThat(FileNames.path(fitted + "/caf\udce9.png.png")).exists();
  }

  /** Java loses these bytes before the program begins. */
  @Test
  void soDoTheyAsArgumentsOfAProcess() throws Exception {
    assumeTrue(Files.isReadable(Path.of("/proc/self/cmdline")), "a system that keeps them");
    Programs.require("bash");
    Files.copy(Path.of("samples/centred.png"), FileNames.path(folder + "/caf\udce9.png"));
    String command =
        PseudoTerminal.quoted(
            CommandLineRun.process("predict", "--model=models/article.zip").command());
    String name = "'" + folder + "'/$'caf\\xe9.png'";
    var bash = new ProcessBuilder("bash", "-c", command + " " + name);
    bash.environment().put("LC_ALL", "C.UTF-8");
    Process process = bash.redirectErrorStream(true).start();
    assertThat(FileNames.decode(process.getInputStream().readAllBytes()))
        .startsWith("2\t")
        .endsWith("\t" + folder + "/caf\udce9.png\n");
  }

  @Test
  void aFolderWithoutPicturesSaysWhatIsThereInstead() throws Exception {
    Path empty = Files.createDirectories(folder.resolve("empty"));
    Path deep = Files.createDirectories(folder.resolve("deep/1")).getParent();
    Files.createDirectories(deep.resolve("2"));
    Path phone = Files.createDirectories(folder.resolve("phone"));
    for (String name : List.of("1.heic", "2.HEIC", "3.jpg")) {
      Files.writeString(phone.resolve(name), "\0\0\0\u0018ftypheic\0\0\0\0");
    }
    Files.writeString(phone.resolve("scan.pdf"), "%PDF-1.7\n");
    Path texts = Files.createDirectories(folder.resolve("texts"));
    Files.writeString(texts.resolve("README.md"), "# Samples");
    assertThat(failure(empty)).isEqualTo("no pictures (it is empty)");
    assertThat(failure(deep)).isEqualTo("no pictures (2 folders in it: -r looks into them)");
    assertThat(failure(phone))
        .isEqualTo("no pictures (3 HEIC files and 1 PDF file, which mnistfit doesn't read)");
    assertThat(failure(texts)).isEqualTo("no pictures (1 other file)");
  }

  private String failure(Path path) throws Exception {
    List<String> failures = new ArrayList<>();
    for (Iterator<PictureArgument> i = pictures(InputStream.nullInputStream(), "" + path);
        i.hasNext(); ) {
      try {
        i.next().source().bytes();
      } catch (IOException e) {
        failures.add(e.getMessage());
      }
    }
    return String.join("\n", failures);
  }

  @Test
  void aFileWithoutAnEndingIsAPictureByItsFirstBytes() throws Exception {
    Files.copy(Path.of("LICENSE"), folder.resolve("LICENSE"));
    Files.copy(Path.of("samples/centred.png"), folder.resolve("centred"));
    CommandLineRun run =
        CommandLineRun.of("predict", "--model=models/article.zip", folder.toString());
    assertThat(run.lines()).singleElement().asString().endsWith("centred");
    assertThat(run.err()).isEmpty();
  }

  /** Its name isn't a list of arguments. */
  @Test
  void aPictureMayBeginWithAnAt() {
    assertThat(CommandLineRun.of("predict", "--model=models/article.zip", "@LICENSE").err())
        .isEqualTo("mnistfit: @LICENSE: no such file\n");
  }

  @Test
  void whatIsLeftOutIsToldAndHiddenFilesAreNot() throws Exception {
    Files.copy(Path.of("samples/thin.jpg"), folder.resolve("thin.jpg"));
    Files.copy(Path.of("samples/thin.jpg"), folder.resolve("._thin.jpg"));
    Files.createDirectories(folder.resolve(".thumbnails"));
    Files.copy(Path.of("samples/thin.jpg"), folder.resolve(".thumbnails/thin.jpg"));
    Files.writeString(folder.resolve("page.svg"), "<svg xmlns='http://www.w3.org/2000/svg'/>");
    Files.writeString(folder.resolve("index.html"), "<!doctype html>");
    CommandLineRun run =
        CommandLineRun.of("predict", "--model=models/article.zip", "-r", folder.toString());
    assertThat(run.lines()).hasSize(1);
    assertThat(run.err())
        .isEqualTo("mnistfit: " + folder + ": left out 1 SVG file, which mnistfit doesn't read\n");
    assertThat(run.status()).isEqualTo(ExitStatus.OK);
  }

  @Test
  void aLineOfAnyLengthIsOneRecord() {
    byte[] list =
        ("x".repeat(3_000_000) + "\nsamples/centred.png\n").getBytes(StandardCharsets.UTF_8);
    CommandLineRun run =
        CommandLineRun.withInput(
            list, "predict", "--model=models/article.zip", "--format=csv", "--files-from", "-");
    assertThat(run.status()).isEqualTo(ExitStatus.SOME_UNANSWERED);
    assertThat(run.lines()).hasSize(3);
    assertThat(run.err()).hasSizeLessThan(500_000);
  }

  /** /dev/zero isn't a list: it neither fills the memory nor is read for ever. */
  @Test
  @Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
  void aLineThatNeverEndsEndsTheList() {
    String told = "mnistfit: The list of paths can't be read: it has a line of more than 64 MiB.\n";
    assumeTrue(Files.isReadable(Path.of("/dev/zero")), "a system with /dev/zero");
    assertThat(CommandLineRun.of("fit", "-o", "" + folder, "--files-from=/dev/zero").err())
        .isEqualTo(told);
  }

  @Test
  void foldersThatAreNotLookedIntoAreTold() throws Exception {
    Files.copy(Path.of("samples/thin.jpg"), folder.resolve("thin.jpg"));
    Files.createDirectories(folder.resolve("more"));
    Files.createDirectories(folder.resolve(".hidden"));
    CommandLineRun run =
        CommandLineRun.of("predict", "--model=models/article.zip", folder.toString());
    assertThat(run.lines()).hasSize(1);
    assertThat(run.err())
        .isEqualTo("mnistfit: " + folder + ": left out 1 folder in it: -r looks into it\n");
  }

  @Test
  void eachLineOfAListIsOneRecord() throws IOException {
    byte[] lines = "samples/thin.jpg\n\nsamples\n".getBytes(StandardCharsets.UTF_8);
    CommandLineRun run =
        CommandLineRun.withInput(
            lines, "predict", "--model=models/article.zip", "--json", "--files-from", "-");
    assertThat(run.lines()).hasSize(3);
    assertThat(run.lines().get(1)).contains("\"path\":\"\"", "is an empty line");
    assertThat(run.lines().get(2)).contains("is a folder");
  }

  @Test
  void standardInputIsReadOnce() {
    assertThatThrownBy(() -> names("-", "-")).isInstanceOf(ParameterException.class);
    assertThatThrownBy(() -> names("-", "--files-from", "-"))
        .isInstanceOf(ParameterException.class);
  }

  @Test
  void pagesOfATiffAreToldOrRead() throws IOException {
    Path pages = folder.resolve("pages.tif");
    writePages(pages, "samples/centred.png", "samples/transparent.png");
    CommandLineRun first = CommandLineRun.of("predict", "--model=models/article.zip", "" + pages);
    assertThat(first.lines()).singleElement().asString().startsWith("2\t");
    assertThat(first.err())
        .isEqualTo(
            "mnistfit: "
                + pages
                + ": only the first of 2 pages or frames is read; --pages reads them all\n");
    CommandLineRun all =
        CommandLineRun.of("predict", "--model=models/article.zip", "--pages", "" + pages);
    assertThat(all.lines()).hasSize(2);
    assertThat(all.lines().get(0)).startsWith("2\t").endsWith(pages + "#1");
    assertThat(all.lines().get(1)).startsWith("5\t").endsWith(pages + "#2");
    assertThat(all.err()).isEmpty();
  }

  @Test
  void aPageIsNamedByItsNumber() throws IOException {
    Path pages = folder.resolve("pages.tif");
    writePages(pages, "samples/centred.png", "samples/transparent.png");
    CommandLineRun second =
        CommandLineRun.of("predict", "--model=models/article.zip", pages + "#2");
    assertThat(second.lines()).singleElement().asString().startsWith("5\t").endsWith(pages + "#2");
    assertThat(second.err()).isEmpty();
    CommandLineRun first =
        CommandLineRun.of("predict", "--model=models/article.zip", "--pages", pages + "#1");
    assertThat(first.lines()).singleElement().asString().startsWith("2\t").endsWith(pages + "#1");
    assertThat(first.err()).isEmpty();
    assertThat(CommandLineRun.of("predict", "--model=models/article.zip", pages + "#1").err())
        .isEmpty();
    CommandLineRun third = CommandLineRun.of("predict", "--model=models/article.zip", pages + "#3");
    assertThat(third.err()).startsWith("mnistfit: %s#3: has no page or frame 3\n".formatted(pages));
    Path pdf = Files.writeString(folder.resolve("scan.pdf"), "%PDF-1.7");
    assertThat(CommandLineRun.of("predict", "--model=models/article.zip", pdf + "#2").err())
        .startsWith("mnistfit: %s#2: is a PDF document".formatted(pdf));
    // A file of that name comes first.
    Files.copy(Path.of("samples/centred.png"), folder.resolve("pages.tif#2"));
    CommandLineRun file = CommandLineRun.of("predict", "--model=models/article.zip", pages + "#2");
    assertThat(file.lines()).singleElement().asString().startsWith("2\t");
  }

  @Test
  void aListOfLabelsNamesPages() throws IOException {
    writePages(folder.resolve("pages.tif"), "samples/centred.png", "samples/transparent.png");
    Path labels = folder.resolve("labels.csv");
    Files.writeString(labels, "path,label\npages.tif#1,2\npages.tif#2,4\n");
    CommandLineRun run = CommandLineRun.of("evaluate", "--model=models/article.zip", "" + labels);
    assertThat(run.lines().get(1)).startsWith("pictures      2      1      1 ");
  }

  /** As other TIFFs of a kind that isn't read: by its name it is a picture. */
  @Test
  void aBigTiffInAFolderIsAPictureThatCantBeRead() throws IOException {
    Files.writeString(folder.resolve("big.tif"), "II+\0\b\0\0\0", StandardCharsets.ISO_8859_1);
    CommandLineRun run = CommandLineRun.of("predict", "--json", "" + folder);
    assertThat(run.lines()).singleElement().asString().contains("is a BigTIFF picture");
    assertThat(run.status()).isEqualTo(ExitStatus.SOME_UNANSWERED);
  }

  @Test
  void anAddressIsNoPath() {
    byte[] list = "\nhttps://example.org/8.png\n".getBytes(StandardCharsets.UTF_8);
    CommandLineRun run =
        CommandLineRun.withInput(
            list, "fit", "-o", "" + folder, "http://x.org/7.png", "--files-from=-");
    String isNone = "is an address, which mnistfit doesn't read: download the picture first";
    assertThat(run.err().lines())
        .startsWith(
            "mnistfit: http://x.org/7.png: " + isNone,
            "mnistfit: \"\": is an empty line",
            "mnistfit: https://example.org/8.png: " + isNone);
    assertThat(run.status()).isEqualTo(ExitStatus.SOME_UNANSWERED);
  }

  /** A slip: each line of it would be no path, hundreds of times. */
  @Test
  void aPictureOrAFolderIsNoList() {
    String model = "--model=models/article.zip";
    String picture = "samples/centred.png";
    CommandLineRun run = CommandLineRun.of("predict", model, "--files-from", picture);
    assertThat(run.status()).isEqualTo(ExitStatus.CANNOT_WORK);
    assertThat(run.err())
        .isEqualTo(
            "mnistfit: --files-from samples/centred.png is a picture, not a list of paths: name it"
                + " without --files-from.\n");
    assertThat(CommandLineRun.of("fit", "-o", "" + folder, "--files-from", "samples").err())
        .isEqualTo(
            "mnistfit: --files-from samples is a folder, not a list of paths: name it"
                + " without --files-from.\n");
  }

  /** Nothing of it is read, so its other pages are no matter. */
  @Test
  void aFileThatCantBeReadHasNoFirstPage() throws IOException {
    Path pages = folder.resolve("pages.tif");
    writePages(pages, "samples/centred.png", "samples/transparent.png");
    byte[] bytes = Files.readAllBytes(pages);
    Path cut = Files.write(folder.resolve("cut.tif"), damaged(bytes));
    for (String command : List.of("predict", "read")) {
      CommandLineRun run = CommandLineRun.of(command, cut.toString());
      assertThat(run.err().lines()).singleElement().asString().doesNotContain("first of");
    }
  }

  /** The first page's compression becomes one that nobody knows; how many there are can be told. */
  private static byte[] damaged(byte[] tiff) {
    var bytes =
        ByteBuffer.wrap(tiff.clone())
            .order(tiff[0] == 'M' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    int table = bytes.getInt(4);
    for (int i = 0; i < bytes.getShort(table); i++) {
      int entry = table + 2 + 12 * i;
      if (bytes.getShort(entry) == 259) {
        bytes.putShort(entry + 8, (short) 7);
      }
    }
    return bytes.array();
  }

  @Test
  void thatOnlyTheFirstPageIsMeasuredIsTold() throws IOException {
    writePages(folder.resolve("pages.tif"), "samples/centred.png", "samples/transparent.png");
    Path labels = Files.writeString(folder.resolve("l.csv"), "path,label\npages.tif,2\n");
    String told =
        "mnistfit: "
            + folder.resolve("pages.tif")
            + ": only the first of 2 pages or frames is read\n";
    CommandLineRun evaluated =
        CommandLineRun.of("evaluate", "--model=models/article.zip", "" + labels);
    assertThat(evaluated.err()).isEqualTo(told);
    assertThat(evaluated.status()).isEqualTo(ExitStatus.OK);
    assertThat(CommandLineRun.of("read", "--labels", "" + labels).err()).isEqualTo(told);
  }

  static void writePages(Path tiff, String... pictures) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("tiff").next();
    try (var out = ImageIO.createImageOutputStream(tiff.toFile())) {
      writer.setOutput(out);
      writer.prepareWriteSequence(null);
      for (String picture : pictures) {
        BufferedImage read = ImageIO.read(Path.of(picture).toFile());
        var onPaper =
            new BufferedImage(read.getWidth(), read.getHeight(), BufferedImage.TYPE_BYTE_GRAY);
        onPaper.createGraphics().drawImage(read, 0, 0, Color.WHITE, null);
        writer.writeToSequence(new IIOImage(onPaper, null, null), null);
      }
      writer.endWriteSequence();
    }
  }

  @Test
  void aLoopOfFoldersIsToldAndLeft() throws Exception {
    Files.createFile(folder.resolve("a.png"));
    Files.createSymbolicLink(folder.resolve("up"), folder);
    Iterator<PictureArgument> pictures = pictures(InputStream.nullInputStream(), "-r", "" + folder);
    assertThat(pictures.next().name()).endsWith("a.png");
    PictureArgument loop = pictures.next();
    assertThat(loop.name()).endsWith("up");
    assertThatThrownBy(() -> loop.source().bytes()).hasMessageContaining("symbolic link");
    assertThat(pictures.hasNext()).isFalse();
  }

  @Test
  void foldersOfListsAndWithinFoldersAreKeptAmongResults() throws Exception {
    Files.createDirectories(folder.resolve("deep"));
    Path file = Files.createFile(folder.resolve("deep/c.png"));
    Path list = folder.resolve("list");
    Files.writeString(list, "x/y.png\n./z/../z/y.png\n../out/of/here.png\n" + file + "\n");
    assertThat(pictures(InputStream.nullInputStream(), "--files-from", "" + list))
        .toIterable()
        .extracting(picture -> picture.place().toString())
        .containsExactly("x/y.png", "z/y.png", "here.png", "c.png");
    assertThat(pictures(InputStream.nullInputStream(), "-r", "" + folder, "x/y.png"))
        .toIterable()
        .extracting(picture -> picture.place().toString())
        .containsExactly("deep/c.png", "y.png");
  }

  /** A script that keeps one process and talks to it waits for each answer. */
  @Test
  void aPathOnStandardInputIsThereBeforeTheNextIsWritten() throws Exception {
    try (var in = new PipedInputStream();
        var script = new PipedOutputStream(in)) {
      Iterator<PictureArgument> pictures = pictures(in, "--files-from", "-");
      Assertions.assertTimeoutPreemptively(
          Duration.ofSeconds(20),
          () -> {
            for (String name : List.of("1.png", "2.png", "drei ä.png")) {
              script.write((name + "\n").getBytes(StandardCharsets.UTF_8));
              script.flush();
              assertThat(pictures.next().name()).isEqualTo(name);
            }
          });
    }
  }

  @Test
  void aListThatCantBeReadIsToldAtOnce() {
    assertThatThrownBy(() -> names("--files-from", folder.resolve("absent").toString()))
        .isInstanceOf(CannotWorkException.class)
        .hasMessageContaining("absent");
  }

  @Test
  void noPictureIsWrongUsage() {
    assertThatThrownBy(() -> names()).isInstanceOf(ParameterException.class);
  }

  private String[] paths(String... names) {
    return List.of(names).stream()
        .map(name -> folder.resolve(name).toString())
        .toArray(String[]::new);
  }

  private static List<String> names(String... arguments) throws Exception {
    List<String> names = new ArrayList<>();
    pictures(InputStream.nullInputStream(), arguments)
        .forEachRemaining(picture -> names.add(picture.name()));
    return names;
  }

  private static Iterator<PictureArgument> pictures(InputStream in, String... arguments)
      throws CannotWorkException, IOException {
    var nowhere = new PrintStream(PrintStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    var environment = new Environment(in, nowhere, nowhere, Map.of(), false, false);
    var user = new User();
    new CommandLine(user, new CommandFactory(environment)).parseArgs(arguments);
    return user.arguments.pictures().iterator();
  }
}
