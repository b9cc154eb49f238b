package io.github.mnistfit.cli.output;

import io.github.mnistfit.mnist.DownloadListener;
import java.net.URI;
import java.nio.file.Path;
import me.tongfei.progressbar.ProgressBar;

/**
 * Tells the user how a download goes: a progress bar a file on a terminal, else one line in all.
 */
public final class DownloadMessages implements DownloadListener {
  private static final long KILOBYTE = 1000;

  private final Environment environment;
  private ProgressBar bar;
  private boolean announced;
  private boolean cacheReported;

  private DownloadMessages(Environment environment) {
    this.environment = environment;
  }

  public static DownloadListener to(Environment environment) {
    return new DownloadMessages(environment);
  }

  @Override
  public void started(URI source) {
    if (environment.errIsTerminal()) {
      bar =
          ProgressBars.on(environment.err())
              .setTaskName(source.getHost())
              .setInitialMax(-1)
              .setUnit(" kB", KILOBYTE)
              .build();
    } else if (!announced) {
      environment.say("downloading MNIST from " + source.getHost());
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
      environment.say(folder + " can't be written: MNIST isn't kept for the next time");
    }
    cacheReported = true;
  }
}
