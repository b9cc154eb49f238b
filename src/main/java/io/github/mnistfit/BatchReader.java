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
import java.util.function.IntFunction;
import java.util.stream.IntStream;

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
   * @param glance what learned ink sees first in the copy
   * @param looks what it finds then; none if the picture isn't in doubt and the digit is alone
   * @param images what that is in MNIST's form, where enough is left; none if it isn't in doubt
   */
  private record Doubt(
      int place,
      boolean isSure,
      GreyImage copy,
      Optional<InkFinder.Glance> glance,
      List<DigitInk> looks,
      List<MnistImage> images) {
    boolean isTiny() {
      return InkHypotheses.isTiny(copy);
    }
  }

  /** Replaces answers that are in doubt by those of all hypotheses. */
  private void judge(List<Fitted> batch, List<Answer> answers, InkHypotheses maker) {
    int[] places =
        IntStream.range(0, batch.size())
            .filter(i -> isLookedAt(batch.get(i).extras(), answers.get(i)))
            .toArray();
    if (places.length == 0) {
      return; // the network needn't be loaded
    }
    InkFinder finder = finder(maker);
    List<Doubt> doubts =
        atOnce(
            places.length,
            i -> doubt(places[i], batch.get(places[i]), answers.get(places[i]), finder));
    List<Prediction> predictions =
        predictions(doubts.stream().flatMap(doubt -> doubt.images().stream()).toList());
    List<Optional<Answer.Read>> judged = judged(doubts, answers, predictions);
    List<Answer> verdicts =
        atOnce(
            places.length,
            i ->
                judged.get(i).isPresent() && isOneOfSeveral(doubts.get(i), finder)
                    ? Answer.NoDigit.OF_SEVERAL
                    : judged.get(i).map(Answer.class::cast).orElse(answers.get(places[i])));
    for (int i = 0; i < places.length; i++) {
      answers.set(places[i], verdicts.get(i));
    }
  }

  private boolean isLookedAt(Extras extras, Answer answer) {
    return extras.workingCopy().isPresent()
        && (extras.mayBeSeveral() || judge.doubts(first(answer)));
  }

  /** Does the same for each of several pictures, on all processors; one has the caller's thread. */
  private static <T> List<T> atOnce(int pictures, IntFunction<? extends T> task) {
    IntStream numbers = IntStream.range(0, pictures);
    return (pictures > 1 ? numbers.parallel() : numbers).<T>mapToObj(task).toList();
  }

  private Doubt doubt(int place, Fitted fitted, Answer answer, InkFinder finder) {
    GreyImage copy = fitted.extras().workingCopy().orElseThrow();
    boolean isInDoubt = judge.doubts(first(answer));
    Optional<InkFinder.Glance> glance = finder.glance(copy);
    List<DigitInk> looks =
        glance.filter(seen -> isInDoubt || !seen.isAlone()).map(finder::find).orElse(List.of());
    return new Doubt(
        place,
        !isInDoubt,
        copy,
        glance,
        looks,
        isInDoubt ? InkHypotheses.images(looks) : List.of());
  }

  /**
   * What each picture is read as.
   *
   * @param predictions of the images of all pictures, in order
   */
  private List<Optional<Answer.Read>> judged(
      List<Doubt> doubts, List<Answer> answers, List<Prediction> predictions) {
    Iterator<Prediction> next = predictions.iterator();
    List<Optional<Answer.Read>> judged = new ArrayList<>();
    for (Doubt doubt : doubts) {
      List<Prediction> looks = doubt.images().stream().map(image -> next.next()).toList();
      Answer answer = answers.get(doubt.place());
      judged.add(doubt.isSure() ? Optional.of((Answer.Read) answer) : judged(answer, doubt, looks));
    }
    return judged;
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
  private boolean isOneOfSeveral(Doubt doubt, InkFinder finder) {
    if (doubt.glance().isEmpty()) {
      return doubt.isSure() && !doubt.isTiny();
    }
    return !doubt.glance().get().isAlone()
        && new NeighbouringDigit(finder, this::predictions, rejectionThreshold())
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
