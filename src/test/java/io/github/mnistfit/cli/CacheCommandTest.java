package io.github.mnistfit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistfit.cli.output.Environment;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheCommandTest {
  private static final String OLD = "0".repeat(32);
  private static final String NEW = "1".repeat(32);

  @TempDir private Path folder;

  @Test
  void cleansWhatNoInstallationUses() throws IOException {
    Path here = folder.toRealPath().resolve("here");
    Files.createDirectories(here.resolve("lib"));
    Files.createFile(here.resolve("lib/mnistfit.jar"));
    Files.writeString(here.resolve("lib/mnistfit.jar.md5"), NEW + "\n");
    Path gone = folder.toRealPath().resolve("gone");
    Path used = archive(here, "jdk-17.0.15-" + NEW + "-pictures.jsa");
    Path replaced = archive(here, "jdk-17.0.15-" + OLD + "-pictures.jsa");
    Path size = archive(here, "jdk-17.0.15-" + OLD + "-pictures.jsa.size");
    Path sum = archive(here, "jdk-17.0.15-" + OLD + "-short.jsa.sum");
    Path library = cache().resolve("opencv/4.9.0/library.so");
    Files.createDirectories(library.getParent());
    Files.write(library, new byte[2_000_000]);
    Path orphan = archive(gone, "jdk-25-" + NEW + "-short.aot");
    Path other = archive(gone, "notes.txt");
    assertThat(run("cache"))
        .contains("classes for " + here + ", of which 3.0 MB unused")
        .contains("2.0 MB    libraries and models", "1.0 MB    other files")
        .contains("classes for " + gone + ", unused");
    assertThat(orphan).exists();
    assertThat(run("cache", "--clean"))
        .contains("     4.0 MB  " + cache(), "1.0 MB    classes for " + here)
        .contains("mnistfit: deleted 4.0 MB; the list has what is left")
        .doesNotContain("unused");
    assertThat(used).exists();
    assertThat(other).exists();
    assertThat(replaced).doesNotExist();
    assertThat(size).doesNotExist();
    assertThat(sum).doesNotExist();
    assertThat(library).exists();
    assertThat(orphan).doesNotExist();
  }

  /** The names that mnistfit.bat gives, which has no checksums beside its archives. */
  @Test
  void windowsArchivesAreListedAndCleaned() throws IOException {
    Path gone = folder.toRealPath().resolve("gone");
    Path orphan = archive(gone, "jdk-21-" + NEW + "-pictures.jsa");
    assertThat(Files.readString(Path.of("src/dist/bin/mnistfit.bat")))
        .contains("%CACHE%\\start\\", "\\jdk-%VERSION%-%SUM%-%KIND%.jsa");
    assertThat(run("cache"))
        .contains("classes for " + gone + ", unused")
        .doesNotContain("other files");
    run("cache", "--clean");
    assertThat(orphan).doesNotExist();
  }

  @Test
  void ofUnpackedLibrariesAndModelsTheLatestStay() throws IOException {
    Path nd4j = unpacked("javacpp/nd4j-native-1.0-linux-x86_64.jar/org/libnd4j.so", 1);
    Path laterNd4j = unpacked("javacpp/nd4j-native-1.1-linux-x86_64.jar/org/libnd4j.so", 2);
    Path openblas = unpacked("javacpp/openblas-0.3.19-1.5.7-linux-x86_64.jar/libopenblas.so", 1);
    Path opencv = unpacked("opencv/4.10.0/libopencv_java.so", 1);
    Path laterOpencv = unpacked("opencv/4.9.0/libopencv_java.so", 2);
    Path models = unpacked("models/abc/default.zip", 2);
    Path earlierModels = unpacked("models/def/default.zip", 1);
    assertThat(run("cache")).contains("unpacked or copied, of which 3.0 MB unused");
    assertThat(run("cache", "--clean")).contains("mnistfit: deleted 3.0 MB");
    assertThat(nd4j).doesNotExist();
    assertThat(cache().resolve("javacpp/nd4j-native-1.0-linux-x86_64.jar")).doesNotExist();
    assertThat(opencv).doesNotExist();
    assertThat(earlierModels).doesNotExist();
    assertThat(List.of(laterNd4j, openblas, laterOpencv, models)).allMatch(Files::exists);
    assertThat(run("cache", "--clean")).contains("mnistfit: deleted 0.0 MB");
  }

  /** JavaCPP's links, in a folder that is named by the one in which the libraries lie. */
  @Test
  void linksToLibrariesGoWithTheirInstallation() throws IOException {
    Path here = Files.createDirectories(folder.resolve("here/lib/native"));
    Path there = Files.createDirectories(folder.resolve("there/lib/natives"));
    for (Path installation : List.of(here, there)) {
      Files.createFile(installation.resolve("libopenblas.so.0"));
      Path links = cache().resolve("javacpp/" + installation.getFileName());
      Files.createDirectories(links);
      Files.createSymbolicLink(
          links.resolve("libopenblas.so.0"), installation.resolve("libopenblas.so.0"));
      Files.createSymbolicLink(links.resolve("libopenblas.so"), Path.of("libopenblas.so.0"));
      Files.write(links.resolve("libcopied.so"), new byte[1_000_000]);
    }
    Files.delete(there.resolve("libopenblas.so.0"));
    assertThat(run("cache", "--clean")).contains("mnistfit: deleted 1.0 MB");
    assertThat(cache().resolve("javacpp/natives")).doesNotExist();
    assertThat(cache().resolve("javacpp/native/libopenblas.so")).exists();
    assertThat(here.resolve("libopenblas.so.0")).exists();
  }

  @Test
  void anEmptyCacheIsNoError() {
    assertThat(run("cache")).contains("0.0 MB  " + cache());
  }

  private Path cache() {
    return folder.resolve("cache/mnistfit");
  }

  /** A file of a megabyte, in a folder of an age in seconds since 1970. */
  private Path unpacked(String path, int time) throws IOException {
    Path file = cache().resolve(path);
    Files.createDirectories(file.getParent());
    Files.write(file, new byte[1_000_000]);
    Path versions = cache().relativize(file).subpath(0, 2);
    Files.setLastModifiedTime(
        cache().resolve(versions), FileTime.from(Instant.ofEpochSecond(time)));
    return file;
  }

  private Path archive(Path installation, String name) throws IOException {
    Path place = cache().resolve("start" + installation);
    Files.createDirectories(place);
    return Files.write(place.resolve(name), new byte[1_000_000]);
  }

  private String run(String... arguments) {
    var out = new ByteArrayOutputStream();
    var stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    Map<String, String> variables = Map.of("XDG_CACHE_HOME", folder.resolve("cache").toString());
    var environment =
        new Environment(InputStream.nullInputStream(), stream, stream, variables, false, false);
    assertThat(Main.run(environment, arguments)).isEqualTo(ExitStatus.OK);
    return out.toString(StandardCharsets.UTF_8);
  }
}
