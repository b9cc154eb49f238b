package io.github.mnistfit;

import io.github.mnistfit.fit.Fit;
import io.github.mnistfit.fitter.Extra;
import io.github.mnistfit.fitter.Fitted;
import io.github.mnistfit.fitter.LocalFitter;
import io.github.mnistfit.fitter.PictureSource;
import io.github.mnistfit.image.PixelLimit;
import io.github.mnistfit.mnist.GreyImage;
import io.github.mnistfit.mnist.MnistImage;
import io.github.mnistfit.network.DigitNetwork;
import io.github.mnistfit.numbers.SeveralDigits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What each hypothesis of a picture is read as, so that judges can be compared on them. */
public final class Hypotheses implements AutoCloseable {
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
   * @param first of the fit; of confidence 0 if it found nothing
   * @param others of learned ink
   */
  public record Readings(int label, Reading first, List<Reading> others) {}

  /** A digit and its confidence. */
  public record Reading(int digit, double confidence) {
    static final Reading NOTHING = new Reading(-1, 0);

    static Reading of(double[] probabilities) {
      var prediction = new Prediction(probabilities);
      return new Reading(prediction.digit(), prediction.confidence());
    }
  }

  /** Reads a picture in all ways. */
  public Readings of(PictureSource picture, int label) throws IOException {
    Fitted fitted = fitter.fit(picture);
    Reading first = fitted instanceof Fitted.Image image ? reading(image.image()) : Reading.NOTHING;
    Optional<GreyImage> copy = fitted.extras().workingCopy();
    boolean several =
        first.confidence() < network.rejectionThreshold()
            && copy.filter(SeveralDigits::in).isPresent();
    List<Reading> others = new ArrayList<>();
    if (copy.isPresent() && !several) {
      for (MnistImage image : ink.of(copy.get())) {
        others.add(reading(image));
      }
    }
    return new Readings(label, first, others);
  }

  private Reading reading(MnistImage image) {
    return Reading.of(network.probabilities(List.of(image)).get(0));
  }

  /** Counts what a judge makes of readings. */
  public final class Count {
    private int n;
    private int right;
    private int unsure;
    private int wrong;
    private int confident;

    /** Counts one answer; without a digit to be read, {@code ?} is right. */
    public void add(int label, Reading answer) {
      n++;
      if (answer.confidence() < network.rejectionThreshold()) {
        unsure++;
        right += label < 0 ? 1 : 0;
      } else if (answer.digit() == label) {
        right++;
      } else {
        wrong++;
        confident += answer.confidence() >= 0.9 ? 1 : 0;
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
    all.forEach(
        one ->
            count.add(one.label(), one.others().isEmpty() ? Reading.NOTHING : one.others().get(0)));
    return count;
  }

  /** What the shipped judge gives. */
  public Count judged(List<Readings> all) {
    return judged(all, HypothesisJudge.STANDARD);
  }

  /** What a judge of other numbers gives; they are those of {@link HypothesisJudge}, in order. */
  public Count judged(List<Readings> all, double sure, double clear, double rescue) {
    return judged(all, new HypothesisJudge(sure, clear, rescue));
  }

  private Count judged(List<Readings> all, HypothesisJudge judge) {
    var count = new Count();
    for (Readings one : all) {
      Reading answer = one.first();
      if (judge.doubts(one.first().confidence())) {
        List<Prediction> others = one.others().stream().map(Hypotheses::prediction).toList();
        int chosen = judge.choose(one.first().confidence(), others, network.rejectionThreshold());
        answer = chosen < 0 ? answer : one.others().get(chosen);
      }
      count.add(one.label(), answer);
    }
    return count;
  }

  private static Prediction prediction(Reading reading) {
    double[] probabilities = new double[10];
    Arrays.fill(probabilities, (1 - reading.confidence()) / 9);
    probabilities[reading.digit()] = reading.confidence();
    return new Prediction(probabilities);
  }

  @Override
  public void close() {
    network.close();
    ink.close();
  }
}
