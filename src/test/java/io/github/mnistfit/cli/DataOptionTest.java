package io.github.mnistfit.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mnistfit.cli.option.DataOption;
import io.github.mnistfit.cli.option.ProgressOption;
import io.github.mnistfit.cli.output.DownloadMessages;
import io.github.mnistfit.cli.output.Environment;
import io.github.mnistfit.mnist.DownloadListener;
import io.github.mnistfit.mnist.MnistDataException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class DataOptionTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @TempDir private Path temporary;

  @Command
  static class UserOfData {
    @Mixin DataOption data;
    @Mixin ProgressOption progress;
  }

  @Test
  void takesTheFolderFromTheOption() {
    UserOfData command = parsed("--data", temporary.resolve("a").toString());
    assertThatThrownBy(() -> command.data.mnist(command.progress).test())
        .isInstanceOf(MnistDataException.class)
        .hasMessageContaining(temporary.resolve("a") + ", which --data names");
  }

  @Test
  void takesTheFolderFromTheEnvironmentVariable() {
    UserOfData command = parsed();
    assertThatThrownBy(() -> command.data.mnist(command.progress).test())
        .isInstanceOf(MnistDataException.class)
        .hasMessageContaining(temporary.resolve("b") + ", which MNISTFIT_DATA names");
  }

  @Test
  void announcesADownloadInOneLineWhereNobodyWatches() {
    download(DownloadMessages.to(environment(false), false));
    assertThat(err.toString(StandardCharsets.UTF_8))
        .isEqualToNormalizingNewlines("mnistfit: downloading MNIST from mirror.example\n");
    assertThat(out.size()).isZero();
  }

  @Test
  void aQuietDownloadIsSilent() {
    download(DownloadMessages.to(environment(true), true));
    assertThat(err.size()).isZero();
  }

  @Test
  void drawsABarOnATerminal() {
    download(DownloadMessages.to(environment(true), false));
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("downloading MNIST from mirror.example", "100 %", "1.0/1.0 MB", "\r\u001b[K")
        .doesNotContain("\u001b[3");
    assertThat(out.size()).isZero();
  }

  private static void download(DownloadListener listener) {
    for (String mirror : new String[] {"https://mirror.example/a", "https://other.example/a"}) {
      listener.started(URI.create(mirror));
      listener.received(500_000, 1_000_000);
      listener.received(1_000_000, 1_000_000);
      listener.ended();
    }
  }

  private UserOfData parsed(String... arguments) {
    var command = new UserOfData();
    new CommandLine(command, new CommandFactory(environment(false))).parseArgs(arguments);
    return command;
  }

  private Environment environment(boolean errIsTerminal) {
    return new Environment(
        new ByteArrayInputStream(new byte[0]),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        Map.of("MNISTFIT_DATA", temporary.resolve("b").toString(), "TERM", "xterm"),
        false,
        errIsTerminal);
  }
}
