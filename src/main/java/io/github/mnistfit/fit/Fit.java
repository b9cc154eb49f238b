package io.github.mnistfit.fit;

import io.github.mnistfit.fit.article.ArticleStage;
import io.github.mnistfit.image.Decoding;
import io.github.mnistfit.image.Picture;
import io.github.mnistfit.mnist.GreyImage;
import io.github.mnistfit.mnist.MnistImage;
import io.github.mnistfit.mnist.RgbImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * What brings a picture of one digit to MNIST's form: a named pipeline. Immutable and usable by
 * several threads.
 */
public final class Fit {
  private static final String ROBUST = "robust";

  private final String name;
  private final Decoding decoding;
  private final Function<Picture, Optional<MnistImage>> alreadyFitted;
  private final Pipeline pipeline;

  /**
   * Makes a fit.
   *
   * @param name as users write it
   * @param decoding how pictures are to be read
   * @param alreadyFitted gives the image of a picture that needs no fitting
   * @param steps what is done with all others, at least one; the last one gives an image of any
   *     size, which is resized to 28×28 if it isn't
   */
  public Fit(
      String name,
      Decoding decoding,
      Function<Picture, Optional<MnistImage>> alreadyFitted,
      List<Step> steps) {
    this.name = name;
    this.decoding = decoding;
    this.alreadyFitted = alreadyFitted;
    this.pipeline = new Pipeline(steps);
  }

  /** The fit that is used when none is named. */
  public static Fit standard() {
    return robust();
  }

  /** The article's fit, the baseline to beat. */
  public static Fit article() {
    return ArticleStage.SHIFT.fit("article");
  }

  /** The fit for pictures that people really take. */
  public static Fit robust() {
    var locate = new LocateDigit();
    List<Step> steps = new ArrayList<>(List.of(locate));
    steps.addAll(Pipeline.toInkOfDigit().steps());
    steps.add(new IsolateDigit());
    steps.addAll(Pipeline.toMnistForm().steps());
    return new Fit(ROBUST, locate.decoding(), MnistForm::of, steps);
  }

  /** The fit of a name, as users write it. */
  public static Optional<Fit> named(String name) {
    return all().stream().filter(fit -> fit.name.equals(name)).findFirst();
  }

  /** The names of all fits. */
  public static List<String> names() {
    return all().stream().map(Fit::name).toList();
  }

  private static List<Fit> all() {
    return List.of(robust(), article());
  }

  /** The name, as users write it. */
  public String name() {
    return name;
  }

  /** Whether a picture that is in doubt after this fit is to be looked at in other ways, too. */
  public boolean takesHypotheses() {
    return name.equals(ROBUST);
  }

  /** The steps, in order. */
  List<Step> steps() {
    return pipeline.steps();
  }

  /** How pictures are to be read for this fit. */
  public Decoding decoding() {
    return decoding;
  }

  /**
   * Fits a picture.
   *
   * @param picture read in this fit's {@link #decoding()}; not closed here
   * @return the digit in MNIST's form; empty if nothing in the picture could be one
   */
  public Optional<MnistImage> apply(Picture picture) {
    return apply(picture, Observer.NONE);
  }

  /** Is shown what each step makes. */
  @FunctionalInterface
  public interface Observer {
    /** Needs to see nothing. */
    Observer NONE = (step, result) -> {};

    /**
     * A step has found something.
     *
     * @param result released later
     */
    void made(Step step, Mat result);
  }

  /**
   * A fit as it went.
   *
   * @param image the digit in MNIST's form; empty if nothing in the picture could be one
   * @param steps the picture as it was read, then after each step that was done: fewer than there
   *     are if one found nothing
   */
  public record Trace(Optional<MnistImage> image, List<StepPicture> steps) {
    /** Copies the steps. */
    public Trace {
      steps = List.copyOf(steps);
    }
  }

  /**
   * Fits a picture and keeps what each step made.
   *
   * @param picture read in this fit's {@link #decoding()}; not closed here
   */
  public Trace trace(Picture picture) {
    return trace(picture, Observer.NONE);
  }

  /** The same; what each step makes is also shown to an observer. */
  public Trace trace(Picture picture, Observer observer) {
    List<StepPicture> steps = new ArrayList<>();
    steps.add(StepPicture.of("picture", picture.mat()));
    Optional<MnistImage> image =
        apply(
            picture,
            (step, result) -> {
              steps.add(StepPicture.of(step.name(), result));
              observer.made(step, result);
            });
    if (steps.size() == 1 && image.isPresent()) {
      var asItIs = RgbImage.of(GreyImage.of(image.get()));
      steps.add(new StepPicture("left as it is", asItIs));
    }
    return new Trace(image, steps);
  }

  /** Fits a picture; what each step makes is shown to an observer. */
  public Optional<MnistImage> apply(Picture picture, Observer observer) {
    Optional<MnistImage> asItIs = alreadyFitted.apply(picture);
    if (asItIs.isPresent()) {
      return asItIs;
    }
    Mat fitted = pipeline.apply(picture.mat(), observer::made);
    Optional<MnistImage> image = fitted.empty() ? Optional.empty() : Optional.of(toImage(fitted));
    fitted.release();
    return image;
  }

  private static MnistImage toImage(Mat mat) {
    byte[] pixels = new byte[MnistImage.PIXELS];
    if (mat.rows() == MnistImage.SIDE && mat.cols() == MnistImage.SIDE) {
      mat.get(0, 0, pixels);
    } else {
      var resized = new Mat();
      Imgproc.resize(mat, resized, new Size(MnistImage.SIDE, MnistImage.SIDE));
      resized.get(0, 0, pixels);
      resized.release();
    }
    return MnistImage.of(pixels);
  }
}
