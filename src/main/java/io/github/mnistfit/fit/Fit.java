package io.github.mnistfit.fit;

import io.github.mnistfit.fit.article.ArticleStage;
import io.github.mnistfit.image.Decoding;
import io.github.mnistfit.image.Picture;
import io.github.mnistfit.mnist.GreyImage;
import io.github.mnistfit.mnist.MnistImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * A recipe that brings a picture of one digit to MNIST's form: a named list of steps. Immutable and
 * usable by several threads.
 */
public final class Fit {
  /** The fringe of a blurred edge, of 255, that doesn't count for the digit's box. */
  private static final double FAINTEST_INK = 25;

  /** What follows when the digit's ink is alone. */
  public static final List<Step> AFTER_ISOLATION =
      List.of(
          new NormalizeStrokeWidth(), new ReduceLikeMnist(FAINTEST_INK), new PasteByCentreOfMass());

  private final String name;
  private final Decoding decoding;
  private final Function<Picture, Optional<MnistImage>> leftAsItIs;
  private final List<Step> steps;

  /**
   * Makes a fit.
   *
   * @param name as users write it
   * @param decoding how pictures are to be read
   * @param leftAsItIs gives the image of a picture that needs no fitting
   * @param steps what is done with all others; the last one gives an image of any size, which is
   *     resized to 28×28 if it isn't
   */
  public Fit(
      String name,
      Decoding decoding,
      Function<Picture, Optional<MnistImage>> leftAsItIs,
      List<Step> steps) {
    this.name = name;
    this.decoding = decoding;
    this.leftAsItIs = leftAsItIs;
    this.steps = List.copyOf(steps);
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
    return new Fit(
        "robust",
        new LocateDigit.Needs(),
        MnistForm::of,
        Stream.concat(
                Stream.of(
                    new CropToPage(),
                    new LocateDigit(),
                    new MaximizeInkContrast(),
                    NormalizePolarity.ofDigit(),
                    new NormalizeBackground(),
                    new RemoveRuledLines(),
                    new IsolateDigit()),
                AFTER_ISOLATION.stream())
            .toList());
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

  /** The steps, in order. */
  List<Step> steps() {
    return steps;
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
    return apply(picture, (step, result) -> {});
  }

  /**
   * Fits a picture and keeps what each step made.
   *
   * @param picture read in this fit's {@link #decoding()}; not closed here
   * @return the picture as it was read, then after each step that was done: fewer than there are if
   *     one found nothing
   */
  public List<StepPicture> trace(Picture picture) {
    List<StepPicture> trace = new ArrayList<>();
    trace.add(StepPicture.of("picture", picture.mat()));
    apply(picture, (step, result) -> trace.add(StepPicture.of(step.name(), result)))
        .filter(image -> trace.size() == 1)
        .ifPresent(image -> trace.add(new StepPicture("left as it is", GreyImage.of(image))));
    return trace;
  }

  private Optional<MnistImage> apply(Picture picture, BiConsumer<Step, Mat> observer) {
    Optional<MnistImage> asItIs = leftAsItIs.apply(picture);
    if (asItIs.isPresent()) {
      return asItIs;
    }
    Mat current = picture.mat();
    for (Step step : steps) {
      Mat next = step.apply(current);
      releaseOwn(current, picture);
      current = next;
      if (current.empty()) {
        return Optional.empty();
      }
      observer.accept(step, current);
    }
    MnistImage image = toImage(current);
    releaseOwn(current, picture);
    return Optional.of(image);
  }

  /** The first step works on the picture itself, which isn't ours to release. */
  private static void releaseOwn(Mat current, Picture picture) {
    if (current != picture.mat()) {
      current.release();
    }
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
