package io.github.mnistfit.cli.output;

import io.github.mnistfit.mnist.DownloadListener;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import me.tongfei.progressbar.ProgressBar;

/**
 * Tells the user how a download goes: a progress bar a file on a terminal, else one line in all.
 */
public final class DownloadMessages implements DownloadListener {
  private static final long KILOBYTE = 1000;

  private final PrintStream err;
  private final boolean terminal;
  private ProgressBar bar;
  private boolean announced;
  private boolean cacheReported;

  private DownloadMessages(PrintStream err, boolean terminal) {
    this.err = err;
    this.terminal = terminal;
  }

  public static DownloadListener to(Environment environment) {
    return new DownloadMessages(environment.err(), environment.errIsTerminal());
  }

  @Override
  public void started(URI source) {
    if (terminal) {
      bar =
          ProgressBars.on(err)
              .setTaskName(source.getHost())
              .setInitialMax(-1)
              .setUnit(" kB", KILOBYTE)
              .build();
    } else if (!announced) {
      err.println("mnistfit: downloading MNIST from " + source.getHost());
      err.flush();
    }
    announced = true;
  }

  @Override
  public void received(long bytes, long total) {
    if (bar != null) {
      bar.maxHint(total).stepTo(bytes);
    }
  }

  @Override
  public void ended() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }

  @Override
  public void notCached(Path folder) {
    if (!cacheReported) {
      err.println("mnistfit: " + folder + " can't be written: MNIST isn't kept for the next time");
      err.flush();
    }
    cacheReported = true;
  }
}
