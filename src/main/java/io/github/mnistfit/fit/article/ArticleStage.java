package io.github.mnistfit.fit.article;

import io.github.mnistfit.fit.Fit;
import io.github.mnistfit.fit.Step;
import io.github.mnistfit.image.ColourMode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The stages of the article's fit, each with all steps up to its own. What isn't 28×28 by then is
 * resized to it.
 */
public enum ArticleStage {
  /** Inverted, and nothing more. */
  NAIVE(1),
  /** Black and white by a global threshold. */
  THRESHOLD(2),
  /** Cut to the ink. */
  CROP(3),
  /** The longer side brought to 20 pixels. */
  BOX(4),
  /** In the middle of 28×28. */
  PAD(5),
  /** The centre of mass in the middle: the whole recipe. */
  SHIFT(6);

  private static final List<Step> STEPS =
      List.of(
          new Invert(),
          new OtsuThreshold(),
          new CropToInk(),
          new ScaleToBox(),
          new PadToSquare(),
          new ShiftToCentreOfMass());

  private final int steps;

  ArticleStage(int steps) {
    this.steps = steps;
  }

  /** The name, as users write it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The stage of a name. */
  public static Optional<ArticleStage> named(String label) {
    return Arrays.stream(values()).filter(stage -> stage.label().equals(label)).findFirst();
  }

  /** The fit up to this stage. */
  public Fit fit() {
    return fit("article:" + label());
  }

  public Fit fit(String name) {
    return new Fit(
        name, ColourMode.OPENCV_GREY, picture -> Optional.empty(), STEPS.subList(0, steps));
  }
}
