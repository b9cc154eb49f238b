package io.github.mnistfit.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StartArchivesTest {
  @TempDir private Path folder;

  /** The launcher touches the checksums of what it uses; a replaced JDK's stay as they are. */
  @Test
  void whatWasMadeForAReplacedJdkIsUnusedAfterAWhile() throws IOException {
    Path installation = folder.resolve("mnistfit");
    Files.createDirectories(installation.resolve("lib"));
    Files.createFile(installation.resolve("lib/mnistfit.jar"));
    Path archives = folder.resolve("cache/start" + installation);
    Files.createDirectories(archives);
    Instant now = Instant.now();
    for (String jdk : List.of("jdk-17.0.15", "jdk-17.0.16")) {
      Path archive = Files.createFile(archives.resolve(jdk + "-unknown-short.jsa"));
      Files.setLastModifiedTime(archive, FileTime.from(now.minus(Duration.ofDays(400))));
      Path sum = Files.createFile(archives.resolve(jdk + "-unknown-short.jsa.sum"));
      int days = jdk.endsWith("15") ? 100 : 80;
      Files.setLastModifiedTime(sum, FileTime.from(now.minus(Duration.ofDays(days))));
    }
    assertThat(new StartArchives(folder.resolve("cache")).list())
        .singleElement()
        .satisfies(
            kept ->
                assertThat(kept.unused())
                    .containsExactly(
                        archives.resolve("jdk-17.0.15-unknown-short.jsa"),
                        archives.resolve("jdk-17.0.15-unknown-short.jsa.sum")));
  }

  @ParameterizedTest
  @CsvSource({
    "opt/mnistfit, false, /opt/mnistfit",
    "C/odd, false, /C/odd",
    "C\\Users\\me\\mnistfit, true, C:\\\\Users\\me\\mnistfit",
    "C, true, C:\\",
    "server\\share\\mnistfit, true, \\\\server\\share\\mnistfit"
  })
  void theFolderOfAnInstallationsArchivesSaysWhereItIs(
      String place, boolean onWindows, String installation) {
    assertThat(StartArchives.installation(place, onWindows)).isEqualTo(installation);
  }
}
