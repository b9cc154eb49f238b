package io.github.mnistfit.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class ReachableOpExecutionerTest {
  @TempDir private Path folder;

  /** With ND4J's own executioner, the process crashes within a few thousand operations. */
  @Test
  void noArrayIsFreedWhileNativeCodeReadsIt() throws Exception {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-XX:+UseSerialGC",
            "-Xmn2m", // garbage is collected thousands of times
            "-Xmx200m",
            "-Djava.library.path=" + System.getProperty("java.library.path"),
            "-Dorg.bytedeco.javacpp.pathsFirst=true",
            "-cp",
            System.getProperty("java.class.path"),
            ManyOperations.class.getName());
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile()) // where a crash's report would go
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(out).isZero();
  }

  /** Operations with arrays that nothing else refers to, on two threads that make much garbage. */
  static final class ManyOperations {
    private static final int OPERATIONS = 25_000;

    private ManyOperations() {}

    public static void main(String... arguments) {
      Nd4jRuntime.start();
      boolean right = IntStream.range(0, 2).parallel().allMatch(thread -> allRight());
      System.exit(right ? 0 : 1);
    }

    private static boolean allRight() {
      INDArray sums = Nd4j.zeros(37, 10);
      INDArray row = Nd4j.ones(1, 10);
      for (int i = 1; i <= OPERATIONS; i++) {
        sums.addiRowVector(row);
        if (sums.sum(0).getFloat(0) != 37f * i) {
          return false;
        }
      }
      return true;
    }
  }
}
