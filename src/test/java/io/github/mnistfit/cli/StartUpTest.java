package io.github.mnistfit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What needs no network doesn't wake one up: that would take ten times as long. */
class StartUpTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "--help",
        "--version",
        "help predict",
        "completion bash",
        "predict --no-such-option",
        "train --epochs 0"
      })
  void loadsNoLibraryForWhatNeedsNone(String arguments) throws Exception {
    ProcessBuilder builder = CommandLineRun.process(arguments.split(" "));
    List<String> command = new ArrayList<>(builder.command());
    command.add(1, "-Xlog:class+load,library");
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String log = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isIn(ExitStatus.OK, ExitStatus.USAGE);
    assertThat(log)
        .contains(Main.class.getName())
        .doesNotContain("org.nd4j.", "org.deeplearning4j.", "org.bytedeco.", "org.opencv.");
  }
}
