package io.github.mnistfit;

import io.github.mnistfit.fit.Fit;
import io.github.mnistfit.fitter.Extra;
import io.github.mnistfit.fitter.Fitted;
import io.github.mnistfit.fitter.LocalFitter;
import io.github.mnistfit.fitter.PictureSource;
import io.github.mnistfit.image.PixelLimit;
import io.github.mnistfit.ink.DigitInk;
import io.github.mnistfit.ink.InkFinder;
import io.github.mnistfit.mnist.GreyImage;
import io.github.mnistfit.mnist.MnistImage;
import io.github.mnistfit.network.DigitNetwork;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What each hypothesis of a picture is read as, so that judges can be compared on them. */
public final class Hypotheses implements AutoCloseable {
  /** No judge that is compared doubts what is surer. */
  private static final double SUREST = 0.999;

  private final LocalFitter fitter =
      new LocalFitter(Fit.robust(), PixelLimit.STANDARD, Set.of(Extra.WORKING_COPY));
  private final DigitNetwork network;
  private final InkHypotheses ink;

  /** Opens both models. */
  public Hypotheses(Path digits, Path ink) throws IOException {
    this.network = DigitNetwork.load(digits);
    this.ink = new InkHypotheses(ink);
  }

  /**
   * Readings of one picture.
   *
   * @param label what it shows; −1 for no digit
   * @param first of the fit; none if it found nothing
   * @param others of learned ink
   * @param isTiny whether it is no larger than MNIST's own
   * @param mayBeSeveral whether a sure answer is checked for another digit
   * @param isOneOfSeveral whether there is another digit
   */
  public record Readings(
      int label,
      Optional<Prediction> first,
      List<Prediction> others,
      boolean isTiny,
      boolean mayBeSeveral,
      boolean isOneOfSeveral) {}

  /** Reads a picture in all ways. */
  public Readings of(PictureSource picture, int label) throws IOException {
    Fitted fitted = fitter.fit(picture);
    Optional<Prediction> first =
        fitted instanceof Fitted.Image image ? Optional.of(read(image.image())) : Optional.empty();
    Optional<GreyImage> copy = fitted.extras().workingCopy();
    InkFinder finder = ink.finder();
    Optional<InkFinder.Glance> glance = copy.flatMap(finder::glance);
    List<DigitInk> looks = glance.map(finder::find).orElse(List.of());
    boolean isOneOfSeveral =
        glance.filter(seen -> !seen.isAlone()).isPresent()
            && (confidence(first) < SUREST || fitted.extras().mayBeSeveral())
            && new NeighbouringDigit(finder, this::read, network.rejectionThreshold())
                .isBeside(looks.get(0));
    boolean isTiny = copy.filter(InkHypotheses::isTiny).isPresent();
    return new Readings(
        label,
        first,
        read(InkHypotheses.images(looks)),
        isTiny,
        fitted.extras().mayBeSeveral(),
        isOneOfSeveral);
  }

  private List<Prediction> read(List<MnistImage> images) {
    return images.stream().map(this::read).toList();
  }

  private Prediction read(MnistImage image) {
    return new Prediction(network.probabilities(List.of(image)).get(0));
  }

  private static double confidence(Optional<Prediction> prediction) {
    return prediction.map(Prediction::confidence).orElse(HypothesisJudge.NOTHING);
  }

  /** Counts what a judge makes of readings. */
  public final class Count {
    private int n;
    private int right;
    private int unsure;
    private int wrong;
    private int confident;

    /** Counts one answer; without a digit to be read, {@code ?} is right. */
    public void add(int label, Optional<Prediction> answer) {
      n++;
      if (isUnsure(answer)) {
        unsure++;
        right += label < 0 ? 1 : 0;
      } else if (answer.orElseThrow().digit() == label) {
        right++;
      } else {
        wrong++;
        confident += confidence(answer) >= 0.9 ? 1 : 0;
      }
    }

    /** The share that is right, in [0, 1]. */
    public double accuracy() {
      return (double) right / n;
    }

    @Override
    public String toString() {
      return "%d of %d | %d | %d | %d".formatted(right, n, unsure, wrong, confident);
    }
  }

  /** What the fit alone gives. */
  public Count fitAlone(List<Readings> all) {
    var count = new Count();
    all.forEach(one -> count.add(one.label(), one.first()));
    return count;
  }

  /** What the first look of learned ink alone gives. */
  public Count inkAlone(List<Readings> all) {
    var count = new Count();
    all.forEach(one -> count.add(one.label(), one.others().stream().findFirst()));
    return count;
  }

  /** What the shipped judge gives. */
  public Count judged(List<Readings> all) {
    return judged(all, HypothesisJudge.STANDARD);
  }

  /** What a judge of other numbers gives; they are those of {@link HypothesisJudge}, in order. */
  public Count judged(List<Readings> all, double sure, double rescue) {
    return judged(all, new HypothesisJudge(sure, rescue));
  }

  private Count judged(List<Readings> all, HypothesisJudge judge) {
    var count = new Count();
    for (Readings one : all) {
      Optional<Prediction> first = one.first();
      boolean isInDoubt = judge.doubts(first);
      Optional<Prediction> answer =
          isInDoubt
              ? judge.verdict(first, one.others(), one.isTiny(), network.rejectionThreshold())
              : first;
      if ((isInDoubt || one.mayBeSeveral()) && one.isOneOfSeveral() && !isUnsure(answer)) {
        answer = Optional.empty();
      }
      count.add(one.label(), answer);
    }
    return count;
  }

  private boolean isUnsure(Optional<Prediction> answer) {
    return confidence(answer) < network.rejectionThreshold();
  }

  @Override
  public void close() {
    network.close();
    ink.close();
  }
}
