package io.github.mnistfit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What needs no network doesn't wake one up: that would take ten times as long. */
class StartUpTest {
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
    assertThat(logged("-Xlog:class+load,library", arguments))
        .contains(Main.class.getName())
        .doesNotContain("org.nd4j.", "org.deeplearning4j.", "org.bytedeco.", "org.opencv.");
  }

  /**
   * How many classes a start loads is what it costs, and doesn't depend on what else the machine
   * does. The ceilings are a sixth over what the JDK loads that loads most of them, 25.
   */
  @ParameterizedTest
  @CsvSource({
    "--version, 1700",
    "--help, 1750",
    "predict --no-such-option, 1900",
    "completion bash, 1900",
    "predict samples/centred.png, 3850"
  })
  void loadsFewClasses(String arguments, int most) throws Exception {
    long loaded =
        logged("-Xlog:class+load", arguments).lines().filter(l -> l.contains(" source: ")).count();
    assertThat(loaded).isBetween(most / 2L, (long) most);
  }

  /** A prediction's answer needs none of what takes long to wake up. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "com.fasterxml.jackson.databind.ObjectMapper",
        "me.tongfei.progressbar",
        "de.siegmar.fastcsv",
        "io.github.mnistfit.training.",
        "sun.util.cldr.CLDRLocaleProviderAdapter",
        "jdk.internal.org.jline"
      })
  void leavesAsleepWhatAPredictionDoesNotNeed(String classes) throws Exception {
    assertThat(logged("-Xlog:class+load", "predict samples/centred.png")).doesNotContain(classes);
  }

  /** Collecting garbage at the end took as long as fitting the picture. */
  @Test
  void collectsNoGarbageForOnePicture() throws Exception {
    assertThat(logged("-Xlog:gc", "predict samples/centred.png")).doesNotContain("Pause Full");
  }

  private static String logged(String option, String arguments) throws Exception {
    ProcessBuilder builder = CommandLineRun.process(arguments.split(" "));
    List<String> command = new ArrayList<>(builder.command());
    command.add(1, option);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String log = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isIn(ExitStatus.OK, ExitStatus.USAGE);
    return log;
  }
}
