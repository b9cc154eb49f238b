package io.github.mnistfit.cli.output;

import io.github.mnistfit.mnist.DownloadListener;
import java.net.URI;
import java.nio.file.Path;
import me.tongfei.progressbar.ProgressBar;

/** Tells the user how a download goes: one line in all, and on a terminal a bar for each file. */
public final class DownloadMessages implements DownloadListener {
  private final Environment environment;
  private final boolean isQuiet;
  private ProgressBar bar;
  private boolean announced;
  private boolean cacheReported;

  private DownloadMessages(Environment environment, boolean isQuiet) {
    this.environment = environment;
    this.isQuiet = isQuiet;
  }

  /**
   * Messages to a user.
   *
   * @param isQuiet whether only what goes wrong is told
   */
  public static DownloadListener to(Environment environment, boolean isQuiet) {
    return new DownloadMessages(environment, isQuiet);
  }

  @Override
  public void started(URI source) {
    if (isQuiet) {
      return;
    }
    if (!announced) {
      environment.tell("downloading MNIST from " + source.getHost());
    }
    announced = true;
    if (environment.showsProgress()) {
      bar =
          ProgressBars.on(environment, ProgressLine.MEGABYTES)
              .setTaskName(source.getPath().replaceFirst(".*/", ""))
              .setInitialMax(-1)
              .build();
    }
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
      environment.tell(folder + " can't be written: MNIST will be downloaded again next time.");
    }
    cacheReported = true;
  }
}
