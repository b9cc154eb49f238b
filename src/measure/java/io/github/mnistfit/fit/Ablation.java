package io.github.mnistfit.fit;

import io.github.mnistfit.fit.article.Invert;
import io.github.mnistfit.fit.article.OtsuThreshold;
import io.github.mnistfit.fit.article.ScaleToBox;
import io.github.mnistfit.image.ColourMode;
import io.github.mnistfit.ink.Mats;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.opencv.core.Mat;

/** The robust fit with one step left out, or with a simpler one in its place. */
public final class Ablation {
  /** Steps without which nothing would come of most pictures have a simpler one instead. */
  private static final Map<Class<? extends Step>, Step> SIMPLER =
      Map.of(
          LocateDigit.class, new WholePicture(),
          MaximizeInkContrast.class, new ConvertToGrey(),
          NormalizeBackground.class, new Invert(),
          IsolateDigit.class, new OtsuThreshold(),
          ReduceLikeMnist.class, new ScaleToBox());

  private Ablation() {}

  /** Stands for a step that is left out: nothing is done. */
  private record Nothing() implements Step {
    @Override
    public String name() {
      return "nothing";
    }

    @Override
    public Mat apply(Mat picture) {
      return picture.clone();
    }
  }

  /** The whole picture at the size that {@link LocateDigit} cuts out. */
  private record WholePicture() implements Step {
    @Override
    public String name() {
      return "whole picture";
    }

    @Override
    public Mat apply(Mat picture) {
      return Mats.reducedTo(256, picture);
    }
  }

  /** The robust fit, then without each of its steps but the last, which makes the 28×28 pixels. */
  public static Map<String, Fit> fits() {
    List<Step> steps = Fit.robust().steps();
    Map<String, Fit> fits = new LinkedHashMap<>();
    fits.put("robust", Fit.robust());
    for (Step step : steps.subList(0, steps.size() - 1)) {
      Step instead = SIMPLER.getOrDefault(step.getClass(), new Nothing());
      String name = "without " + step.name();
      fits.put(
          instead instanceof Nothing ? name : name + ", but " + instead.name(),
          new Fit(
              step.name(),
              ColourMode.ON_PAPER,
              MnistForm::of,
              steps.stream().map(other -> other.equals(step) ? instead : other).toList()));
    }
    fits.put(
        "without “left as it is”",
        new Fit("robust", ColourMode.ON_PAPER, picture -> Optional.empty(), steps));
    return fits;
  }
}
