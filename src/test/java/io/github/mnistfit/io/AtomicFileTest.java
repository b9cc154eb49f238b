package io.github.mnistfit.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
  private static final int BYTES = 4_000_000;
  private static final int KILLS = 12;

  @TempDir private Path folder;

  /** A process that writes the file again and again, killed at moments that differ. */
  @Test
  void afterAKillTheFileIsTheOldOrTheNewOne() throws Exception {
    Path file = folder.resolve("file");
    var random = new Random(1);
    for (int i = 0; i < KILLS; i++) {
      Process process = writer(file);
      assertThat(process.getInputStream().read()).isEqualTo('w');
      while (!Files.exists(file)) {
        TimeUnit.MILLISECONDS.sleep(20);
      }
      TimeUnit.MILLISECONDS.sleep(random.nextInt(120));
      process.destroyForcibly().waitFor();
      byte[] bytes = Files.readAllBytes(file);
      byte[] whole = new byte[BYTES];
      Arrays.fill(whole, bytes[0]);
      assertThat(Arrays.equals(bytes, whole)).as("kill " + i).isTrue();
    }
  }

  /** What Ctrl-C sends: nothing is left beside the file. */
  @Test
  void anInterruptedProcessLeavesNoUnfinishedFile() throws Exception {
    interruptWhileItWrites(folder.resolve("file"), "slowly");
    assertThat(isEmpty(folder)).isTrue();
  }

  /** A checkpoint that is nearly written isn't lost. */
  @Test
  void anInterruptWaitsForAFileThatIsNearlyThere() throws Exception {
    Path file = folder.resolve("file");
    interruptWhileItWrites(file, "soon");
    assertThat(file).hasSize(BYTES);
  }

  private void interruptWhileItWrites(Path file, String how) throws Exception {
    Process process = writer(file, how);
    assertThat(process.getInputStream().read()).isEqualTo('w');
    while (isEmpty(folder)) {
      TimeUnit.MILLISECONDS.sleep(1);
    }
    process.destroy();
    process.waitFor();
  }

  /** A checkpoint is written by a hook of the ending process, and may be the first file of all. */
  @Test
  void aProcessThatEndsCanStillWrite() throws Exception {
    Path file = folder.resolve("file");
    Process process = writer(file, "at the end");
    String complaints = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    assertThat(complaints).isEmpty();
    assertThat(file).hasContent("the last");
  }

  /** A link leads to the file that is meant; a pipe or a device would be replaced by a file. */
  @Test
  void onlyRegularFilesAreReplacedAndLinksStay() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "old");
    Path link = Files.createSymbolicLink(folder.resolve("link"), file);
    AtomicFile.write(link, true, out -> out.write('n'));
    assertThat(file).hasContent("n");
    assertThat(link).isSymbolicLink();
    Path pipe = folder.resolve("pipe");
    Assumptions.assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0);
    assertThatThrownBy(() -> AtomicFile.write(pipe, true, out -> out.write('n')))
        .isInstanceOf(FileSystemException.class)
        .hasMessageContaining("is not a regular file");
    assertThat(pipe).exists();
    assertThat(Files.isRegularFile(pipe)).isFalse();
  }

  @Test
  void whatFailsHalfwayLeavesTheOldFile() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "old");
    assertThatThrownBy(
            () ->
                AtomicFile.write(
                    file,
                    true,
                    out -> {
                      out.write(new byte[BYTES]);
                      throw new IOException("no space left on device");
                    }))
        .hasMessage("no space left on device");
    assertThat(file).hasContent("old");
    try (var left = Files.list(folder)) {
      assertThat(left).containsExactly(file);
    }
  }

  @Test
  void anExistingFileIsReplacedOnlyWhereThatIsMeant() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "old");
    assertThatThrownBy(() -> AtomicFile.write(file, false, out -> out.write('n')))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(file).hasContent("old");
    AtomicFile.write(file, true, out -> out.write('n'));
    assertThat(file).hasContent("n");
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.findAny().isEmpty();
    }
  }

  private static Process writer(Path file, String... how) throws IOException {
    List<String> command = new ArrayList<>();
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Writer.class.getName(),
            file.toString()));
    command.addAll(List.of(how));
    return new ProcessBuilder(command).start();
  }

  /** Writes a file of equal bytes for ever, each time of another one; tells that it begins. */
  static final class Writer {
    private Writer() {}

    public static void main(String[] arguments) throws IOException {
      if (arguments.length > 1 && arguments[1].equals("at the end")) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> writeLast(Path.of(arguments[0]))));
        return;
      }
      System.out.write('w');
      System.out.flush();
      byte[] bytes = new byte[BYTES];
      for (byte i = 0; ; i++) {
        Arrays.fill(bytes, i);
        AtomicFile.write(
            Path.of(arguments[0]),
            true,
            out -> {
              for (int from = 0; from < BYTES; from += BYTES / 50) {
                out.write(bytes, from, BYTES / 50);
                if (arguments.length > 1) {
                  pause(arguments[1].equals("soon") ? 10 : 1000);
                }
              }
            });
      }
    }

    private static void writeLast(Path file) {
      try {
        AtomicFile.write(file, true, out -> out.write("the last".getBytes(StandardCharsets.UTF_8)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static void pause(int millis) throws IOException {
      try {
        TimeUnit.MILLISECONDS.sleep(millis);
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
    }
  }
}
