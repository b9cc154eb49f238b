package io.github.mnistfit.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelFileTest {
  @TempDir private Path folder;

  /** The rest of the list can be read. */
  @Test
  void aPathWithNulIsAPictureThatCantBeRead() throws IOException {
    Path list = Files.writeString(folder.resolve("labels.csv"), "path,label\na\0b,1\nc,2\n");
    List<LabelledPicture> pictures = LabelFile.read(list);
    assertThat(pictures).hasSize(2);
    assertThatThrownBy(() -> pictures.get(0).source().bytes())
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("is not a path: ");
    assertThat(LabelFile.readNumbers(list)).hasSize(2);
  }

  /** What the kernel makes up has no size, as /proc/kmsg, of which a reader waits for more. */
  @Test
  void whatHasNoSizeIsNotRead() {
    Path madeUp = Path.of("/proc/meminfo");
    Assumptions.assumeTrue(Files.isReadable(madeUp), "a system with /proc");
    assertThatThrownBy(() -> LabelFile.read(madeUp)).hasMessage(madeUp + " lists no pictures.");
    assertThatThrownBy(() -> LabelFile.readNumbers(madeUp))
        .hasMessage(madeUp + " lists no pictures.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "path,label\na.png,4\n",
        "path,label\r\na.png,4\r\n",
        "\ufeffpath,label\na.png,4\n",
        "path;label\na.png;4\n",
        "path,label\na.png,4.0\n",
        "path;label\na.png;4,00\n",
        "path\tlabel\na.png\t4\n",
        "Path,Label\na.png,4\n",
        "path, label\na.png, 4\n",
        "\ufeffNumber;Path;LABEL\r\n1;a.png;4\r\n;;\r\n",
        "\"path\",\"label\"\n\"a.png\",\"4\"\n",
        "sep=;\npath;label\na.png;4\n",
        "sep=,\r\npath,label\r\na.png,4\r\n"
      })
  void anySpreadsheetsListIsRead(String csv) throws IOException {
    assertThat(read(csv, StandardCharsets.UTF_8))
        .singleElement()
        .satisfies(
            picture -> {
              assertThat(picture.name()).isEqualTo("a.png");
              assertThat(picture.label()).isEqualTo(4);
              assertThat(picture.group()).isEqualTo("pictures");
            });
  }

  /** However its path is written; a picture may belong to two groups. */
  @Test
  void aPictureThatIsListedTwiceCountsOnce() throws IOException {
    Path list = folder.resolve("labels.csv");
    Files.writeString(list, "path,label,group\na.png,4,x\n./a.png,4,x\na.png,4,y\nb.png,4,x\n");
    List<String> told = new ArrayList<>();
    List<LabelledPicture> pictures =
        LabelFile.read(list, (name, what) -> told.add(name + ": " + what));
    assertThat(pictures).extracting(LabelledPicture::group).containsExactly("x", "y", "x");
    assertThat(told).containsExactly(list + ": lists one picture twice, which counts once");
    Files.createFile(folder.resolve("a.png"));
    Files.createSymbolicLink(folder.resolve("link.png"), folder.resolve("a.png"));
    Files.writeString(
        list,
        "path,label\na.png,4\n../%s/a.png,4\n%s,4\nlink.png,4\n"
            .formatted(folder.getFileName(), folder.resolve("a.png").toAbsolutePath()));
    assertThat(LabelFile.read(list)).hasSize(1);
    Files.writeString(list, "path,label\na.png,4\na.png,4\na.png,4\n");
    told.clear();
    assertThat(LabelFile.read(list, (name, what) -> told.add(what))).hasSize(1);
    assertThat(told).containsExactly("left out 2 lines of pictures that are listed above them");
  }

  @Test
  void whatIsMissingIsTold() {
    assertThatThrownBy(() -> read("path,label,Label\na.png,4,5\n", StandardCharsets.UTF_8))
        .hasMessageEndingWith(" has several columns named label: keep one.");
    assertThatThrownBy(() -> read("a.png,4\n", StandardCharsets.UTF_8))
        .hasMessageEndingWith(
            " has no columns named path and label; its first line has: a.png, 4.");
    assertThatThrownBy(() -> read("path,digit\na.png,4\n", StandardCharsets.UTF_8))
        .hasMessageEndingWith(" has no column named label; its first line has: path, digit.");
    assertThatThrownBy(() -> read("path,label\na.png\n", StandardCharsets.UTF_8))
        .hasMessageEndingWith(", line 2: there is no label.");
    assertThatThrownBy(() -> read("path,label\n", StandardCharsets.UTF_8))
        .hasMessageEndingWith(" lists no pictures.");
    assertThatThrownBy(() -> read("path,label\n\"a.png,4\nb.png,5\n", StandardCharsets.UTF_8))
        .hasMessageEndingWith(", line 2: a quotation mark is never closed.");
    assertThatThrownBy(() -> read("path,label\n\"a.png,4\n", StandardCharsets.UTF_8))
        .hasMessageEndingWith(", line 2: a quotation mark is never closed.");
  }

  /** One of the two is wrong. */
  @Test
  void aPictureHasOneLabel() throws IOException {
    assertThatThrownBy(() -> read("path,label\na.png,4\na.png,7\n", StandardCharsets.UTF_8))
        .hasMessageEndingWith(", line 3: a.png is a 7 here and a 4 above.");
    assertThatThrownBy(() -> read("path,label\na.png,4\n./a.png,7\n", StandardCharsets.UTF_8))
        .hasMessageEndingWith(", line 3: ./a.png is a 7 here and a 4 above.");
  }

  @Test
  void aListOfNumbersIsForRead() throws IOException {
    Path file = Files.writeString(folder.resolve("n.csv"), "path,rows\na.png,12/34\nb.png,56.0\n");
    assertThat(LabelFile.readNumbers(file).get(1).rows()).containsExactly("56");
    assertThatThrownBy(() -> LabelFile.read(file))
        .hasMessage(file + " lists pictures of numbers: use mnistfit read --labels.");
  }

  @Test
  void anAddressInAListIsToldAsOne() throws IOException {
    LabelledPicture picture =
        read("path,label\nhttp://x.org/7.png,7\n", StandardCharsets.UTF_8).get(0);
    assertThat(picture.place()).isEqualTo("http://x.org/7.png");
    assertThatThrownBy(() -> picture.source().bytes())
        .hasMessage("is an address, which mnistfit doesn't read: download the picture first");
  }

  @Test
  void aPictureIsNoList() {
    assertThatThrownBy(() -> LabelFile.read(Path.of("samples/centred.png")))
        .hasMessageEndingWith("centred.png is a picture, not a list of pictures.");
    assertThatThrownBy(() -> LabelFile.readNumbers(Path.of("samples")))
        .hasMessage("samples is a folder, not a list of pictures.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"4.5", "4.", "14.0", "-4", "four", "4.0.0"})
  void whatIsNoDigitIsNoLabel(String label) {
    assertThatThrownBy(() -> read("path,label\na.png," + label + "\n", StandardCharsets.UTF_8))
        .hasMessageEndingWith("line 2: the label must be a digit, not \"" + label + "\".");
  }

  @Test
  void aListFromWindowsNamesFoldersToo() throws IOException {
    Files.createDirectory(folder.resolve("fours"));
    Files.writeString(folder.resolve("fours/a.png"), "a");
    Files.writeString(folder.resolve("fours\\b.png"), "b"); // an odd name, but a name
    List<LabelledPicture> pictures =
        read("path,label\nfours\\a.png,4\nfours\\b.png,4\n", StandardCharsets.UTF_8);
    assertThat(new String(pictures.get(0).source().bytes(), StandardCharsets.UTF_8)).isEqualTo("a");
    assertThat(new String(pictures.get(1).source().bytes(), StandardCharsets.UTF_8)).isEqualTo("b");
  }

  @Test
  void whatIsNoRegularFileOrTooLargeIsNoList() throws Exception {
    Path pipe = folder.resolve("pipe");
    Assumptions.assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0);
    assertThatThrownBy(() -> LabelFile.read(pipe))
        .hasMessage(pipe + " is not a regular file: write the list to one first.");
    Path sparse = folder.resolve("sparse.csv");
    try (var file = new RandomAccessFile(sparse.toFile(), "rw")) {
      file.setLength(1L << 40);
    }
    assertThatThrownBy(() -> LabelFile.read(sparse))
        .hasMessage(sparse + " is larger than any list of pictures.");
  }

  @Test
  void sixteenBitsALetterAreReadToo() throws IOException {
    assertThat(read("\ufeffpath\tlabel\nä.png\t4\n", StandardCharsets.UTF_16LE))
        .singleElement()
        .extracting(LabelledPicture::name)
        .isEqualTo("ä.png");
  }

  /** As spreadsheets on Windows write it, where they aren't asked for Unicode. */
  @Test
  void windowsOwnEncodingIsRead() throws IOException {
    assertThat(read("path;label\nvierfüßig –.png;4\n", Charset.forName("windows-1252")))
        .singleElement()
        .extracting(LabelledPicture::name)
        .isEqualTo("vierfüßig –.png");
  }

  @Test
  void emptyLinesBeforeTheHeaderAreNothing() throws IOException {
    assertThat(read("\n;\n\npath;label\na.png;4\n", StandardCharsets.UTF_8)).hasSize(1);
  }

  @Test
  void whatHoldsNoTextIsNoList() throws IOException {
    Path file = Files.write(folder.resolve("labels.csv"), new byte[] {1, 2, 3, '\n'});
    assertThatThrownBy(() -> LabelFile.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(file + " holds no text: a list of pictures is a CSV file");
  }

  @Test
  void whatLiesBesideTheFoldersOfLabelsIsTold() throws IOException {
    for (String place : List.of("4/a.png", "5/deeper/b.png", "c.png", "new/d.png", "new/e.png")) {
      Path file = folder.resolve("photos").resolve(place);
      Files.createDirectories(file.getParent());
      Files.copy(Path.of("samples/centred.png"), file);
    }
    Files.writeString(folder.resolve("photos/new/f.heic"), "\0\0\0\u0018ftypheic\0\0\0\0");
    List<String> told = new ArrayList<>();
    List<LabelledPicture> pictures =
        LabelFile.read(folder.resolve("photos"), (where, what) -> told.add(what));
    assertThat(pictures).extracting(LabelledPicture::label).containsExactly(4, 5);
    assertThat(told)
        .containsExactly(
            "left out 1 HEIC file, which mnistfit doesn't read",
            "left out 3 pictures in no folder named 0 to 9");
  }

  @Test
  void aWrongHeaderSaysWhichColumnsThereAre() {
    assertThatThrownBy(() -> read("File;Digit\na.png;4\n", StandardCharsets.UTF_8))
        .isInstanceOf(IOException.class)
        .hasMessageEndingWith(
            "has no columns named path and label; its first line has: file, digit.");
  }

  @Test
  void aLabelThatIsNoDigitIsToldWithItsLine() {
    assertThatThrownBy(() -> read("path,label\na.png,4\nb.png\n", StandardCharsets.UTF_8))
        .hasMessageEndingWith("line 3: there is no label.");
  }

  private List<LabelledPicture> read(String csv, Charset charset) throws IOException {
    return LabelFile.read(Files.writeString(folder.resolve("labels.csv"), csv, charset));
  }
}
