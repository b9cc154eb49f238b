package io.github.mnistfit.spark.recognizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Finds mnistfit among whatever else was sent with a job. */
final class InstallationTest {
  @TempDir private Path sent;

  @BeforeEach
  void sendOtherThings() throws IOException {
    Files.createDirectories(sent.resolve("a-python.zip/lib"));
    Files.writeString(sent.resolve("b-damaged.zip"), "no zip");
    Files.createFile(sent.resolve("c-empty.zip"));
    zip("d-model.zip", "weights.bin");
    Files.writeString(sent.resolve("e.txt"), "text");
  }

  @Test
  void findsTheZip() throws IOException {
    zip("mnistfit.zip", "mnistfit/lib/mnistfit.jar");
    assertThat(Installation.archive(sent)).contains(sent.resolve("mnistfit.zip"));
    assertThat(Installation.unpacked(sent)).isEmpty();
  }

  @Test
  void findsWhatSparkUnpackedUnderTheArchivesName() throws IOException {
    Path home = Files.createDirectories(sent.resolve("mnistfit.zip/mnistfit"));
    Files.createFile(Files.createDirectory(home.resolve("lib")).resolve("mnistfit.jar"));
    assertThat(Installation.unpacked(sent)).contains(new Installation(home));
    assertThat(Installation.archive(sent)).isEmpty();
  }

  @Test
  void findsNothingAmongOtherThings() throws IOException {
    assertThat(Installation.archive(sent)).isEmpty();
    assertThat(Installation.unpacked(sent)).isEmpty();
  }

  private void zip(String name, String entry) throws IOException {
    try (var zip = new ZipOutputStream(Files.newOutputStream(sent.resolve(name)))) {
      zip.putNextEntry(new ZipEntry(entry));
      zip.closeEntry();
    }
  }
}
