package io.github.mnistfit.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mnistfit.cli.option.PictureArgument;
import io.github.mnistfit.cli.option.PictureArguments;
import io.github.mnistfit.cli.output.CannotWorkException;
import io.github.mnistfit.cli.output.Environment;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
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
    for (String name : List.of("b", "a", "deep/c", "B", "10", "9")) {
      Files.createDirectories(folder.resolve(name).getParent());
      Files.createFile(folder.resolve(name));
    }
    assertThat(names(folder.toString())).containsExactly(paths("10", "9", "B", "a", "b"));
    assertThat(names("-r", folder.toString()))
        .containsExactly(paths("10", "9", "B", "a", "b", "deep/c"));
    String b = folder.resolve("b").toString();
    assertThat(names(b, folder.resolve("deep").toString(), b))
        .containsExactly(paths("b", "deep/c", "b"));
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

  @Test
  void aLoopOfFoldersIsToldAndLeft() throws Exception {
    Files.createFile(folder.resolve("a"));
    Files.createSymbolicLink(folder.resolve("up"), folder);
    Iterator<PictureArgument> pictures = pictures(InputStream.nullInputStream(), "-r", "" + folder);
    assertThat(pictures.next().name()).endsWith("a");
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
        .containsExactly("deep/c.png", "list", "y.png");
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
