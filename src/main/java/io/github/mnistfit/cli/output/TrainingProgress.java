package io.github.mnistfit.cli.output;

import io.github.mnistfit.cli.option.ProgressOption;
import io.github.mnistfit.evaluation.Tally;
import io.github.mnistfit.mnist.LabelledImage;
import io.github.mnistfit.network.Model;
import io.github.mnistfit.network.Provenance.Epoch;
import io.github.mnistfit.network.Provenance.Score;
import io.github.mnistfit.training.Trainer;
import io.github.mnistfit.training.TrainingData;
import io.github.mnistfit.training.TrainingListener;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import me.tongfei.progressbar.ProgressBar;

/**
 * Tells the user how training goes: settings, a line an epoch, on a terminal a bar for each, and
 * what the model is worth.
 */
public final class TrainingProgress implements TrainingListener {
  private final Environment environment;
  private final boolean isQuiet;
  private final boolean hasBar;
  private final int epochs;
  private final int imagesAnEpoch;
  private ProgressBar bar;

  /** A share of an epoch's time that is worth telling. */
  private static final double NOTABLE = 0.05;

  /** Of the epochs that this process has done, and how many those are. */
  private double seconds;

  private int epochsTimed;

  /**
   * Tells nothing yet.
   *
   * @param progress whether anything is told, and whether each epoch has a bar
   */
  public TrainingProgress(
      Environment environment, ProgressOption progress, int epochs, int imagesAnEpoch) {
    this.environment = environment;
    this.isQuiet = progress.isQuiet();
    this.hasBar = progress.hasBars();
    this.epochs = epochs;
    this.imagesAnEpoch = imagesAnEpoch;
  }

  /**
   * Tells what is about to be done.
   *
   * @param images what is learnt from, in words
   */
  public void begin(String images, Map<String, Object> settings, OptionalInt resumedAfter) {
    say("%s", images);
    SettingsText.of(settings).forEach((name, value) -> say("  %-18s %s", name, value));
    resumedAfter.ifPresent(step -> say("resuming after step %d", step));
  }

  @Override
  public void step(int epoch, int imagesDone, double loss) {
    if (hasBar) {
      begin("epoch %d/%d".formatted(epoch, epochs), imagesAnEpoch, imagesDone);
      bar.setExtraMessage(String.format(Locale.ROOT, "loss %.4f", loss));
      bar.stepTo(imagesDone);
    }
  }

  @Override
  public void measuring(String on, int done, int of) {
    if (hasBar) {
      begin(on, of, done);
      bar.stepTo(done);
    }
    if (done == of) {
      removeBar();
    }
  }

  /**
   * Begins a bar, unless it is there.
   *
   * @param done what is done already; the rate doesn't count it, as an earlier run may have done it
   */
  private void begin(String name, int max, int done) {
    if (bar == null || !bar.getTaskName().equals(name)) {
      removeBar();
      bar =
          ProgressBars.on(environment)
              .setTaskName(name)
              .setInitialMax(max)
              .startsFrom(done, Duration.ZERO)
              .build();
    }
  }

  @Override
  public void epoch(Epoch epoch) {
    removeBar();
    seconds += epoch.seconds();
    epochsTimed++;
    var line = new StringBuilder();
    append(line, "epoch %d/%d  loss %.4f", epoch.epoch(), epochs, epoch.loss());
    if (epoch.validation() != null) {
      append(line, "  held out %.2f %%", 100 * epoch.validation().accuracy());
    }
    append(line, "  %.1f s", epoch.seconds());
    if (epoch.waiting() >= NOTABLE) {
      append(line, ", %.0f %% of it waiting for images", 100 * epoch.waiting());
    }
    int left = epochs - epoch.epoch();
    if (left > 0) {
      append(line, "  %d min left", Math.round(left * seconds / epochsTimed / 60));
    }
    say("%s", line);
  }

  /** The run was interrupted. */
  public void interrupted() {
    removeBar();
    environment.tell("Interrupted: to resume, give the same command with --resume.");
  }

  /** Scores the model on MNIST's test images; after fine-tuning, also on what it was for. */
  public Score score(Model model, TrainingData data) {
    data.fineTuning()
        .ifPresent(
            tuning -> {
              List<LabelledImage> pictures = tuning.pictures().validation();
              say("the pictures held out, before: %s", described(tuning.model(), pictures));
              say("the pictures held out, after: %s", described(model, pictures));
              say("MNIST's test images, before: %s", described(tuning.model(), data.test()));
            });
    Score test = score(model, data.test());
    say("MNIST's test images: %s", described(test));
    return test;
  }

  /** Tells how often an ink network finds the digit's ink. */
  public void scoreOfInk(Score score) {
    say("scenes of held-out digits: ink found in %d of %d", score.correct(), score.n());
  }

  /** The model is in its file. */
  public void wrote(Path file) {
    say("wrote %s", file);
  }

  private Score score(Model model, List<LabelledImage> images) {
    return Trainer.score(model, images, "scoring", this);
  }

  private String described(Model model, List<LabelledImage> images) {
    return described(score(model, images));
  }

  private static String described(Score score) {
    var tally = new Tally(score.correct(), score.n());
    return String.format(
        Locale.ROOT,
        "%d of %d right, %.2f %% (95 %% interval %.2f to %.2f)",
        tally.correct(),
        tally.n(),
        100 * tally.accuracy(),
        100 * tally.interval().low(),
        100 * tally.interval().high());
  }

  private void removeBar() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }

  private static void append(StringBuilder line, String format, Object... arguments) {
    line.append(String.format(Locale.ROOT, format, arguments));
  }

  private void say(String format, Object... arguments) {
    if (!isQuiet) {
      environment.tell(String.format(Locale.ROOT, format, arguments));
    }
  }
}
