package io.github.mnistfit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What needs no network doesn't wake one up: that would take ten times as long. Each command line
 * runs once, in a process of its own, and all tests look at its log.
 */
@TestInstance(Lifecycle.PER_CLASS)
class StartUpTest {
  private static final String PREDICT = "predict samples/centred.png";

  private static final String PREDICT_BY_DL4J = "predict --engine dl4j samples/centred.png";

  /** What the JVM logged, by command line. */
  private final Map<String, String> logs = new HashMap<>();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--help",
        "--version",
        "help",
        "help predict",
        "completion bash",
        "completion fish",
        "predict --help",
        "predict --no-such-option",
        "read --min-confidence 2 nothing.png",
        "no-such-command",
        "train --epochs 0"
      })
  void loadsNoLibraryForWhatNeedsNone(String arguments) throws Exception {
    assertThat(logged(arguments))
        .contains(Main.class.getName())
        .doesNotContain("org.nd4j.", "org.deeplearning4j.", "org.bytedeco.", "org.opencv.");
  }

  /**
   * How many classes a start loads is what it costs, and doesn't depend on what else the machine
   * does. The ceilings are a sixth over what the JDK loads that loads most of them, 25.
   */
  @ParameterizedTest
  @CsvSource({
    "--version, 1100",
    "--help, 1750",
    "predict --no-such-option, 1900",
    "completion bash, 1900",
    PREDICT + ", 1800",
    PREDICT_BY_DL4J + ", 3850"
  })
  void loadsFewClasses(String arguments, int most) throws Exception {
    long loaded = logged(arguments).lines().filter(line -> line.contains(" source: ")).count();
    assertThat(loaded).isBetween(most / 2L, (long) most);
  }

  /** A prediction's answer needs none of what takes long to wake up. */
  @Test
  void leavesAsleepWhatAPredictionDoesNotNeed() throws Exception {
    assertThat(logged(PREDICT))
        .doesNotContain(
            "org.nd4j.",
            "org.deeplearning4j.",
            "com.fasterxml.jackson.databind.ObjectMapper",
            "picocli.CommandLine$Interpreter",
            "java.lang.runtime.ObjectMethods", // a record's equals, which takes 40 ms to make
            "me.tongfei.progressbar",
            "de.siegmar.fastcsv",
            "io.github.mnistfit.training.",
            "sun.util.cldr.CLDRLocaleProviderAdapter",
            "jdk.internal.org.jline");
    assertThat(logged("read samples/thin.jpg")).doesNotContain("java.lang.runtime.ObjectMethods");
  }

  /**
   * Old libraries that ND4J has within itself, see SECURITY.md: no stranger's data reaches them.
   */
  @ParameterizedTest
  @ValueSource(strings = {PREDICT_BY_DL4J, "model show models/article.zip"})
  void leavesAsleepWhatIsOld(String arguments) throws Exception {
    assertThat(logged(arguments))
        .doesNotContain(
            "org.nd4j.shade.yaml.",
            "org.nd4j.shade.wstx.",
            "org.nd4j.shade.jackson.databind.ObjectMapper",
            "org.nd4j.shade.protobuf.CodedInputStream");
  }

  /** Collecting garbage at the end took as long as fitting the picture. */
  @Test
  void collectsNoGarbageForOnePicture() throws Exception {
    assertThat(logged(PREDICT)).doesNotContain("Pause Full");
  }

  private String logged(String arguments) throws Exception {
    String known = logs.get(arguments);
    if (known != null) {
      return known;
    }
    List<String> command = new ArrayList<>(CommandLineRun.process(arguments.split(" ")).command());
    command.add(1, "-Xlog:class+load,library,gc");
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String log = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isIn(ExitStatus.OK, ExitStatus.USAGE);
    logs.put(arguments, log);
    return log;
  }
}
