package io.github.mnistfit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistfit.Programs;
import io.github.mnistfit.cli.output.Environment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

class ManPagesTest {
  @TempDir private Path folder;
  private final CommandLine root =
      Main.commandLine(Environment.ofProcess(System.out), Main.COMMANDS);

  @BeforeEach
  void write() throws IOException {
    ManPages.write(folder, root);
  }

  @Test
  void everyCommandHasAPageWithAllItsOptions() throws IOException {
    for (CommandLine command : List.of(root, below("predict"), below("model", "show"))) {
      String page = text(page(command.getCommandSpec().qualifiedName("-")));
      assertThat(command.getCommandSpec().options()).isNotEmpty();
      for (OptionSpec option : command.getCommandSpec().options()) {
        assertThat(page).contains(option.longestName().replace("-", "\\-"));
      }
      assertThat(page).contains(".SH EXIT STATUS", "\n.B \"130\"\ninterrupted\n");
      assertThat(page).contains(".SH ENVIRONMENT", "MNISTFIT_MODEL", ".SH FILES", "default.zip");
    }
  }

  @Test
  void everyPageSaysWhatItsCommandDoesAndCutsNoName() throws IOException {
    for (String name : List.of("mnistfit-help", "mnistfit-model", "mnistfit-predict")) {
      assertThat(text(page(name)))
          .contains("\n.nh\n")
          .containsPattern("\n\\.SH DESCRIPTION\n(\\.PP\n)?[A-Z]");
    }
  }

  @Test
  void manShowsThem() throws Exception {
    Programs.require("man");
    for (String name : List.of("mnistfit", "mnistfit-predict", "mnistfit-model-verify")) {
      var builder = new ProcessBuilder("man", "--warnings", "-l", page(name).toString());
      builder.environment().putAll(Map.of("MANWIDTH", "80", "LC_ALL", "C.UTF-8"));
      Process process = builder.redirectErrorStream(true).start();
      String shown = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).isZero();
      assertThat(shown).startsWith(name.toUpperCase(Locale.ROOT) + "(1)");
      assertThat(shown).doesNotContain("warning:");
      assertThat(shown.lines()).contains("EXIT STATUS").allMatch(line -> line.length() <= 80);
    }
  }

  private CommandLine below(String... names) {
    CommandLine command = root;
    for (String name : names) {
      command = command.getSubcommands().get(name);
    }
    return command;
  }

  private Path page(String name) {
    return folder.resolve(name + ".1.gz");
  }

  private static String text(Path page) throws IOException {
    try (var gzip = new GZIPInputStream(Files.newInputStream(page))) {
      return new String(gzip.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
