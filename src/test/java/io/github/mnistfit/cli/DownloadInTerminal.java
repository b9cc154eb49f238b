package io.github.mnistfit.cli;

import io.github.mnistfit.cli.output.DownloadMessages;
import io.github.mnistfit.cli.output.Environment;
import io.github.mnistfit.mnist.MnistDataException;
import io.github.mnistfit.mnist.MnistFiles;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Downloads MNIST as every command does that needs it, but from a mirror that is named. */
final class DownloadInTerminal {
  private DownloadInTerminal() {}

  /** Arguments: the mirror, a folder for the cache. */
  public static void main(String[] arguments) {
    Environment environment = Environment.ofProcess(System.out);
    try {
      MnistFiles.of(
              Optional.empty(),
              Map.of("XDG_CACHE_HOME", arguments[1]),
              List.of(URI.create(arguments[0])),
              DownloadMessages.to(environment, false))
          .training();
    } catch (MnistDataException e) {
      environment.tell(e.getMessage());
      System.exit(ExitStatus.CANNOT_WORK);
    }
  }
}
