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
        .contains("classes for " + gone + ", of which 1.0 MB unused");
    assertThat(orphan).exists();
    assertThat(run("cache", "--clean")).contains("mnistfit: deleted 4.0 MB");
    assertThat(used).exists();
    assertThat(other).exists();
    assertThat(replaced).doesNotExist();
    assertThat(size).doesNotExist();
    assertThat(sum).doesNotExist();
    assertThat(library).exists();
    assertThat(orphan).doesNotExist();
  }

  @Test
  void anEmptyCacheIsNoError() {
    assertThat(run("cache")).contains("0.0 MB  " + cache());
  }

  private Path cache() {
    return folder.resolve("cache/mnistfit");
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
