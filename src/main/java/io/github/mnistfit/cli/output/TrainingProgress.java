package io.github.mnistfit.cli.output;

import io.github.mnistfit.network.Provenance.Epoch;
import io.github.mnistfit.training.TrainingListener;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;

/** Tells the user how training goes: a line an epoch, and on a terminal a bar for each. */
public final class TrainingProgress implements TrainingListener {
  private final Environment environment;
  private final int epochs;
  private final int images;
  private ProgressBar bar;

  /** Of the epochs that this process has done, and how many those are. */
  private double seconds;

  private int epochsTimed;

  public TrainingProgress(Environment environment, int epochs, int images) {
    this.environment = environment;
    this.epochs = epochs;
    this.images = images;
  }

  @Override
  public void step(int epoch, int imagesDone, double loss) {
    if (!environment.errIsTerminal()) {
      return;
    }
    if (bar == null) {
      bar =
          ProgressBars.on(environment.err())
              .setTaskName("epoch %d/%d".formatted(epoch, epochs))
              .setInitialMax(images)
              .setUnit(" images", 1)
              .build();
    }
    bar.setExtraMessage(String.format(Locale.ROOT, "loss %.4f", loss));
    bar.stepTo(imagesDone);
  }

  /** Takes the bar away: nothing more will come. */
  public void stop() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }

  @Override
  public void epoch(Epoch epoch) {
    stop();
    seconds += epoch.seconds();
    epochsTimed++;
    var line = new StringBuilder();
    line.append(String.format(Locale.ROOT, "epoch %d/%d", epoch.epoch(), epochs));
    line.append(String.format(Locale.ROOT, "  loss %.4f", epoch.loss()));
    if (epoch.heldOut() != null) {
      line.append(
          String.format(Locale.ROOT, "  held out %.2f %%", 100 * epoch.heldOut().accuracy()));
    }
    line.append(
        String.format(
            Locale.ROOT,
            "  %.0f images/s  %.1f s  waiting %.1f %%",
            images / epoch.seconds(),
            epoch.seconds(),
            100 * epoch.waiting()));
    int left = epochs - epoch.epoch();
    if (left > 0) {
      long minutes = Math.round(left * seconds / epochsTimed / 60);
      line.append(String.format(Locale.ROOT, "  %d min left", minutes));
    }
    environment.err().println(line);
    environment.err().flush();
  }
}
