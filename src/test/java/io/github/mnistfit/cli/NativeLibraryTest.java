package io.github.mnistfit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistfit.image.PngWriter;
import io.github.mnistfit.mnist.MnistImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens without {@code java.library.path}: each time in a process of its own. */
class NativeLibraryTest {
  @TempDir private Path folder;
  @TempDir private Path temporary;

  @Test
  void isUnpackedOnceIntoTheCache() throws Exception {
    assertThat(fit(folder)).isEqualTo(ExitStatus.OK);
    assertThat(folder.resolve("fitted/7.png.png")).exists();
    Path library;
    try (var files = Files.walk(folder.resolve("mnistfit"))) {
      List<Path> found = files.filter(Files::isRegularFile).toList();
      assertThat(found).hasSize(1);
      library = found.get(0);
    }
    var unpacked = Files.getLastModifiedTime(library);
    assertThat(fit(folder)).isEqualTo(ExitStatus.OK);
    assertThat(Files.getLastModifiedTime(library)).isEqualTo(unpacked);
  }

  /** As where there is no home: nothing of it is left. */
  @Test
  void whereThereIsNoCacheItIsUnpackedForThisProcess() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));
    assertThat(fit(file)).isEqualTo(ExitStatus.OK);
    assertThat(temporary).isEmptyDirectory();
  }

  @Test
  void whereItCantBeUnpackedNothingWorksAndThatIsSaid() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));
    Files.delete(temporary);
    assertThat(fit(file)).isEqualTo(ExitStatus.CANNOT_WORK);
    assertThat(Files.readString(folder.resolve("messages")).lines())
        .singleElement()
        .asString()
        .startsWith("mnistfit: A native library can't be loaded: OpenCV can't be unpacked: ");
  }

  private int fit(Path cache) throws IOException, InterruptedException {
    byte[] image = PngWriter.toPng(MnistImage.of(pixelsWithInk()));
    Path picture = Files.write(folder.resolve("7.png"), image);
    var builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            // As the launchers do: JDK 24 and later warn without it.
            "--enable-native-access=ALL-UNNAMED",
            "-Djava.library.path=" + folder,
            "-Djava.io.tmpdir=" + temporary,
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName(),
            "fit",
            "--force",
            "-o",
            folder.resolve("fitted").toString(),
            picture.toString());
    builder.environment().put("XDG_CACHE_HOME", cache.toString());
    return builder.redirectError(folder.resolve("messages").toFile()).start().waitFor();
  }

  private static byte[] pixelsWithInk() {
    byte[] pixels = new byte[MnistImage.PIXELS];
    for (int row = 4; row < 24; row++) {
      pixels[row * MnistImage.SIDE + 13] = -1;
      pixels[row * MnistImage.SIDE + 14] = -1;
    }
    return pixels;
  }
}
