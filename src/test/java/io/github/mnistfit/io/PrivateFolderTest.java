package io.github.mnistfit.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What another user plants is tried by {@code src/test/sh/others.sh}, which can be two users. */
@DisabledOnOs(OS.WINDOWS)
class PrivateFolderTest {
  @TempDir private Path folder;

  @Test
  void isMadeInTheCacheForTheUserAlone() throws IOException {
    Path made = PrivateFolder.inCache(variables(folder), "code");
    assertThat(made).isEqualTo(folder.toRealPath().resolve("mnistfit/code"));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
        .isEqualTo("rwx------");
    assertThat(PrivateFolder.inCache(variables(folder), "code")).isEqualTo(made);
  }

  @Test
  void whatOthersCanWriteToIsNotUsed() throws IOException {
    Path cache = Files.createDirectory(folder.resolve("cache"));
    Files.setPosixFilePermissions(cache, PosixFilePermissions.fromString("rwxrwxrwx"));
    assertIsElsewhere(cache);
    Files.setPosixFilePermissions(cache, PosixFilePermissions.fromString("rwxrwx---"));
    assertIsElsewhere(cache);
  }

  /** A link to what is the user's, in a folder where anybody can turn it elsewhere. */
  @Test
  void aLinkThatOthersCanChangeIsNotFollowed() throws IOException {
    Path own = Files.createDirectory(folder.resolve("own"));
    Path open = Files.createDirectory(folder.resolve("open"));
    Path link = Files.createSymbolicLink(open.resolve("link"), own);
    assertThat(PrivateFolder.inCache(variables(link), "code").startsWith(own.toRealPath()))
        .isTrue();
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
    assertIsElsewhere(link);
  }

  @Test
  void whereNoneCanBeMadeThereIsOneForThisProcess() throws IOException {
    assertIsElsewhere(Files.createFile(folder.resolve("file")));
  }

  /** As of a job that a system starts without HOME. */
  @Test
  void withoutHomeJavasIsTaken() {
    Path home = Path.of(System.getProperty("user.home"));
    Assumptions.assumeTrue(home.isAbsolute());
    assertThat(CacheFolder.in(Map.of())).isEqualTo(home.resolve(".cache/mnistfit"));
  }

  /** Java's home of a user whom the system doesn't know is a question mark. */
  @Test
  void noFolderIsMadeWhereTheProcessHappensToBe() throws IOException {
    var nowhere = Map.of("HOME", "?");
    assertThatThrownBy(() -> CacheFolder.in(nowhere)).hasMessageContaining("no home folder");
    assertThat(PrivateFolder.inCache(nowhere, "code")).isAbsolute();
    assertThat(Path.of("?")).doesNotExist();
  }

  @Test
  void noneIsLeftByAProcessThatIsEnding() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + folder,
                "-cp",
                System.getProperty("java.class.path"),
                Latecomer.class.getName())
            .start();
    assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .isEqualTo("the process is ending");
    assertThat(folder).isEmptyDirectory();
  }

  /** Wants a folder when it is too late. */
  static final class Latecomer {
    private Latecomer() {}

    public static void main(String[] arguments) {
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(
                  () -> {
                    try {
                      PrivateFolder.inCache(Map.of("HOME", "?"), "code");
                    } catch (IOException e) {
                      System.out.print(e.getMessage());
                      System.out.flush();
                    }
                  }));
    }
  }

  private void assertIsElsewhere(Path cache) throws IOException {
    Path fresh = PrivateFolder.inCache(variables(cache), "code");
    assertThat(fresh.startsWith(folder.toRealPath())).as("%s is in %s", fresh, cache).isFalse();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(fresh)))
        .isEqualTo("rwx------");
  }

  private static Map<String, String> variables(Path cache) {
    return Map.of("XDG_CACHE_HOME", cache.toString());
  }
}
