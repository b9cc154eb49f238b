package io.github.mnistfit;

import io.github.mnistfit.fitter.Extras;
import io.github.mnistfit.fitter.Fitted;
import io.github.mnistfit.ink.DigitInk;
import io.github.mnistfit.ink.InkFinder;
import io.github.mnistfit.mnist.GreyImage;
import io.github.mnistfit.mnist.MnistImage;
import io.github.mnistfit.network.DigitNetwork;
import io.github.mnistfit.network.Engine;
import io.github.mnistfit.network.ModelFileException;
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

  /**
   * A picture in doubt, or one that may show several digits.
   *
   * @param place of its answer
   * @param looks what learned ink has found in the copy
   * @param images what that is in MNIST's form, where enough is left; none if it isn't in doubt
   */
  private record Doubt(
      int place, boolean isSure, GreyImage copy, List<DigitInk> looks, List<MnistImage> images) {
    boolean isTiny() {
      return InkHypotheses.isTiny(copy);
    }
  }

  /** Replaces answers that are in doubt by those of all hypotheses. */
  private void judge(List<Fitted> batch, List<Answer> answers, InkHypotheses maker) {
    List<Doubt> doubts = new ArrayList<>();
    for (int i = 0; i < batch.size(); i++) {
      Extras extras = batch.get(i).extras();
      Optional<GreyImage> copy = extras.workingCopy();
      boolean isInDoubt = judge.doubts(first(answers.get(i)));
      if (copy.isPresent() && (isInDoubt || extras.mayBeSeveral())) {
        List<DigitInk> looks = finder(maker).find(copy.get());
        doubts.add(
            new Doubt(
                i,
                !isInDoubt,
                copy.get(),
                looks,
                isInDoubt ? InkHypotheses.images(looks) : List.of()));
      }
    }
    Iterator<Prediction> predictions =
        predictions(doubts.stream().flatMap(doubt -> doubt.images().stream()).toList()).iterator();
    for (Doubt doubt : doubts) {
      List<Prediction> looks = doubt.images().stream().map(image -> predictions.next()).toList();
      Answer answer = answers.get(doubt.place());
      Optional<Answer.Read> judged =
          doubt.isSure() ? Optional.of((Answer.Read) answer) : judged(answer, doubt, looks);
      if (judged.isPresent()) {
        answers.set(
            doubt.place(), isOneOfSeveral(doubt, maker) ? Answer.NoDigit.OF_SEVERAL : judged.get());
      }
    }
  }

  private static Optional<Prediction> first(Answer answer) {
    return answer instanceof Answer.Read read ? Optional.of(read.prediction()) : Optional.empty();
  }

  /** What the judge answers; nothing if no hypothesis found anything. */
  private Optional<Answer.Read> judged(Answer answer, Doubt doubt, List<Prediction> looks) {
    List<Hypothesis> all = new ArrayList<>();
    if (answer instanceof Answer.Read read) {
      all.add(new Hypothesis(Hypothesis.FIT, read.image(), read.prediction()));
    }
    for (int i = 0; i < looks.size(); i++) {
      String name = Hypothesis.LEARNED_INK + " " + (i + 1);
      all.add(new Hypothesis(name, doubt.images().get(i), looks.get(i)));
    }
    Optional<Prediction> first = first(answer);
    return judge
        .verdict(first, looks, doubt.isTiny(), rejectionThreshold())
        .map(
            verdict -> {
              // Where the first stands, its own image does, though a look may be surer of its
              // digit.
              int image =
                  verdict.equals(first.orElse(null))
                      ? 0
                      : HypothesisJudge.supporter(
                          verdict, all.stream().map(Hypothesis::prediction).toList());
              return read(all.get(image).image(), verdict, all);
            });
  }

  /**
   * Whether the digit that was found is one of several. Where learned ink takes none of several
   * things for the picture's digit, as in a sum, the fit has cut one out.
   */
  private boolean isOneOfSeveral(Doubt doubt, InkHypotheses maker) {
    if (doubt.looks().isEmpty()) {
      return doubt.isSure() && !doubt.isTiny();
    }
    return new NeighbouringDigit(finder(maker), this::predictions, rejectionThreshold())
        .isBeside(doubt.looks().get(0));
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
