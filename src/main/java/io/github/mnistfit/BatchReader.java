package io.github.mnistfit;

import io.github.mnistfit.fitter.Fitted;
import io.github.mnistfit.ink.InkFinder;
import io.github.mnistfit.mnist.Box;
import io.github.mnistfit.mnist.GreyImage;
import io.github.mnistfit.mnist.MnistImage;
import io.github.mnistfit.network.DigitNetwork;
import io.github.mnistfit.network.Engine;
import io.github.mnistfit.network.ModelFileException;
import io.github.mnistfit.numbers.SeveralDigits;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;

/**
 * Answers fitted pictures in batches: the network reads all fits first, then the hypotheses of
 * those that are in doubt, and the judge makes one answer of all.
 */
final class BatchReader implements AutoCloseable {
  private final CompletableFuture<DigitNetwork> network;
  private final Optional<InkHypotheses> hypotheses;
  private final HypothesisJudge judge = HypothesisJudge.STANDARD;
  private final LongAdder nanoseconds = new LongAdder();
  private final LongAdder batches = new LongAdder();

  /**
   * Joins a network and what makes hypotheses.
   *
   * @param network may still be loading
   * @param hypotheses empty if the fit is the only one
   */
  BatchReader(CompletableFuture<DigitNetwork> network, Optional<InkHypotheses> hypotheses) {
    this.network = network;
    this.hypotheses = hypotheses;
  }

  double rejectionThreshold() {
    return network.join().rejectionThreshold();
  }

  /** The time spent reading, in nanoseconds. */
  long nanoseconds() {
    return nanoseconds.sum();
  }

  /** How many times the network was asked. */
  int batches() {
    return batches.intValue();
  }

  /** What the network was computed by so far; nothing while it is loading. */
  Set<Engine> engines() {
    return network.isDone() ? network.join().engines() : Set.of();
  }

  /** Answers pictures, in order. */
  List<Answer> read(List<Fitted> batch) {
    List<Answer> answers = new ArrayList<>(first(batch));
    hypotheses.ifPresent(h -> judge(batch, answers, h));
    return answers;
  }

  /** What the fits are read as. */
  private List<Answer> first(List<Fitted> batch) {
    List<MnistImage> images =
        batch.stream()
            .filter(Fitted.Image.class::isInstance)
            .map(fitted -> ((Fitted.Image) fitted).image())
            .toList();
    Iterator<Prediction> predictions = predictions(images).iterator();
    return batch.stream().map(fitted -> answer(fitted, predictions)).toList();
  }

  private Answer answer(Fitted fitted, Iterator<Prediction> predictions) {
    if (fitted instanceof Fitted.Image image) {
      return read(image.image(), predictions.next(), List.of());
    }
    if (fitted instanceof Fitted.Nothing nothing) {
      return new Answer.NoDigit(nothing.reason());
    }
    var unreadable = (Fitted.Unreadable) fitted;
    return new Answer.Unreadable(unreadable.reason(), unreadable.isTransient());
  }

  private Answer.Read read(MnistImage image, Prediction prediction, List<Hypothesis> hypotheses) {
    return new Answer.Read(image, prediction, rejectionThreshold(), hypotheses);
  }

  /** A picture in doubt. */
  private record Doubt(int place, double first, List<MnistImage> images) {}

  /** Replaces answers that are in doubt by those of all hypotheses. */
  private void judge(List<Fitted> batch, List<Answer> answers, InkHypotheses maker) {
    List<Doubt> doubts = new ArrayList<>();
    for (int i = 0; i < batch.size(); i++) {
      double first =
          answers.get(i) instanceof Answer.Read read
              ? read.prediction().confidence()
              : HypothesisJudge.NOTHING;
      if (judge.doubts(first) && mayBeRead(batch.get(i), first, maker)) {
        GreyImage copy = batch.get(i).extras().workingCopy().orElseThrow();
        doubts.add(new Doubt(i, first, InkHypotheses.images(finder(maker).find(copy))));
      }
    }
    Iterator<Prediction> predictions =
        predictions(doubts.stream().flatMap(doubt -> doubt.images().stream()).toList()).iterator();
    for (Doubt doubt : doubts) {
      List<Prediction> looks = doubt.images().stream().map(image -> predictions.next()).toList();
      Optional<Answer.Read> first =
          answers.get(doubt.place()) instanceof Answer.Read read
              ? Optional.of(read)
              : Optional.empty();
      List<Hypothesis> all = hypotheses(first, doubt.images(), looks);
      answer(all)
          .filter(a -> judge.takes(a.prediction(), doubt.first(), rejectionThreshold()))
          .or(() -> first.map(read -> read(read.image(), read.prediction(), all)))
          .ifPresent(answer -> answers.set(doubt.place(), answer));
    }
  }

  /** What all hypotheses together are read as; none if nothing was found. */
  private Optional<Answer.Read> answer(List<Hypothesis> hypotheses) {
    if (hypotheses.isEmpty()) {
      return Optional.empty();
    }
    List<Prediction> predictions = hypotheses.stream().map(Hypothesis::prediction).toList();
    Prediction pooled = judge.pool(predictions);
    MnistImage image = hypotheses.get(HypothesisJudge.supporter(pooled, predictions)).image();
    return Optional.of(read(image, pooled, hypotheses));
  }

  /** All that was compared, the fit's own reading first. */
  private static List<Hypothesis> hypotheses(
      Optional<Answer.Read> first, List<MnistImage> images, List<Prediction> predictions) {
    List<Hypothesis> all = new ArrayList<>();
    first.ifPresent(
        read -> all.add(new Hypothesis(Hypothesis.FIT, read.image(), read.prediction())));
    for (int i = 0; i < images.size(); i++) {
      String name = Hypothesis.LEARNED_INK + " " + (i + 1);
      all.add(new Hypothesis(name, images.get(i), predictions.get(i)));
    }
    return all;
  }

  /**
   * Whether a picture in doubt has other hypotheses. Of several digits learned ink finds the one in
   * the middle, which would be read as if it were alone: there a {@code ?} stays one.
   */
  private boolean mayBeRead(Fitted fitted, double first, InkHypotheses maker) {
    Optional<GreyImage> copy = fitted.extras().workingCopy();
    return copy.isPresent()
        && (first >= rejectionThreshold() || !showsSeveralDigits(copy.get(), maker));
  }

  private boolean showsSeveralDigits(GreyImage copy, InkHypotheses maker) {
    List<Box> places = SeveralDigits.places(copy);
    return !places.isEmpty()
        && new NeighbouringDigits(finder(maker), this::predictions, rejectionThreshold())
            .areAt(places, copy);
  }

  /** Finds ink, which counts as reading; so does loading the network, the first time. */
  private InkFinder finder(InkHypotheses maker) {
    try {
      return maker.finder(nanoseconds);
    } catch (ModelFileException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  private List<Prediction> predictions(List<MnistImage> images) {
    DigitNetwork loaded = network.join();
    if (images.isEmpty()) {
      return List.of();
    }
    long start = System.nanoTime();
    List<Prediction> predictions =
        loaded.probabilities(images).stream().map(Prediction::new).toList();
    nanoseconds.add(System.nanoTime() - start);
    batches.increment();
    return predictions;
  }

  /** Waits for a network that is still loading. */
  @Override
  public void close() {
    hypotheses.ifPresent(InkHypotheses::close);
    network.thenAccept(DigitNetwork::close).exceptionally(notLoaded -> null).join();
  }
}
