package io.github.mnistfit.cli;

import io.github.mnistfit.cli.output.DownloadMessages;
import io.github.mnistfit.cli.output.Environment;
import io.github.mnistfit.mnist.MnistDataException;
import io.github.mnistfit.mnist.MnistFiles;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Downloads MNIST as every command does that needs it, but from a mirror that is named. */
final class DownloadInTerminal {
  private DownloadInTerminal() {}

  /** Arguments: columns, as of {@link CommandInTerminals}, or none; the mirror; a cache folder. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Environment environment = Environment.ofProcess(System.out);
    int status = ExitStatus.OK;
    for (String columns : arguments[0].split(",", -1)) {
      if (!columns.isEmpty()) {
        CommandInTerminals.begin(environment, columns);
      }
      try {
        MnistFiles.of(
                Optional.empty(),
                Map.of("XDG_CACHE_HOME", arguments[2]),
                List.of(URI.create(arguments[1])),
                DownloadMessages.to(environment, false))
            .training();
      } catch (MnistDataException e) {
        environment.tell(e.getMessage());
        status = ExitStatus.CANNOT_WORK;
      }
    }
    System.exit(status);
  }
}
