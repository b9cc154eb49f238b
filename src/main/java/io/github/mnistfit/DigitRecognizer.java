package io.github.mnistfit;

import io.github.mnistfit.fit.Fit;
import io.github.mnistfit.fitter.Extra;
import io.github.mnistfit.fitter.Extras;
import io.github.mnistfit.fitter.Fitted;
import io.github.mnistfit.fitter.Fitter;
import io.github.mnistfit.fitter.LocalFitter;
import io.github.mnistfit.fitter.PictureSource;
import io.github.mnistfit.fitter.Prefetch;
import io.github.mnistfit.mnist.GreyImage;
import io.github.mnistfit.mnist.MnistImage;
import io.github.mnistfit.mnist.RgbImage;
import io.github.mnistfit.network.DigitNetwork;
import io.github.mnistfit.network.Engine;
import io.github.mnistfit.network.InkModelCheck;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Reads handwritten digits: a picture in, an {@link Answer} out.
 *
 * <pre>{@code
 * try (var recognizer = DigitRecognizer.open()) {
 *   OptionalInt digit = recognizer.recognize(Path.of("seven.jpg")).digit();
 *   System.out.println(digit.isPresent() ? digit.getAsInt() : "?");
 * }
 * }</pre>
 *
 * <p>Instances may be used by several threads; those that recognise at the same time share the
 * network in turn.
 */
public final class DigitRecognizer implements AutoCloseable {
  /** The name under which a network that finds ink is looked for beside a model. */
  public static final String INK_MODEL = "ink.zip";

  /** Pictures that go through the network at once: larger batches are no faster. */
  private static final int BATCH = 64;

  /**
   * How long a picture waits for those that are in work behind it, in nanoseconds: the network
   * takes hardly longer for ten pictures than for one, and nobody sees a fiftieth of a second.
   */
  private static final long LINGER = 20_000_000;

  private final Fitter fitter;
  private final BatchReader reader;
  private final LongAdder fitting = new LongAdder();

  private DigitRecognizer(Fitter fitter, BatchReader reader) {
    this.fitter = fitter;
    this.reader = reader;
  }

  /**
   * Opens the shipped model, which lies in an artifact of its own: mnistfit's with the classifier
   * {@code models}.
   *
   * @throws IOException if that isn't on the class path, or can't be unpacked to the cache; the
   *     message is for the user
   */
  public static DigitRecognizer open() throws IOException {
    return open(ShippedModels.unpacked());
  }

  /**
   * Opens a model with the default fit.
   *
   * @param model a model file, as {@code mnistfit train} writes it
   * @throws IOException if it isn't a usable model; the message is for the user
   */
  public static DigitRecognizer open(Path model) throws IOException {
    return open(model, Fit.standard());
  }

  /**
   * Opens a model. If a network that finds ink lies beside it, as {@value #INK_MODEL}, and the fit
   * is the default one, pictures in doubt get its hypotheses.
   *
   * @param model a model file, as {@code mnistfit train} writes it
   * @param fit how pictures are fitted to MNIST
   * @throws IOException if it isn't a usable model; the message is for the user
   */
  public static DigitRecognizer open(Path model, Fit fit) throws IOException {
    var network = CompletableFuture.completedFuture(DigitNetwork.load(model));
    Path ink = model.resolveSibling(INK_MODEL);
    if (!fit.takesHypotheses() || !Files.isRegularFile(ink)) {
      return of(new LocalFitter(fit), network);
    }
    InkModelCheck.requireOfDigit(ink);
    return of(new LocalFitter(fit, Set.of(Extra.WORKING_COPY)), network, Optional.of(ink));
  }

  /** Joins a fitter and a network; closing the recogniser closes both. */
  public static DigitRecognizer of(Fitter fitter, DigitNetwork network) {
    return of(fitter, CompletableFuture.completedFuture(network));
  }

  /**
   * Joins a fitter and a network that may still be loading: pictures are fitted meanwhile. Closing
   * the recogniser closes both. If the network can't be loaded, what needs it throws a {@link
   * java.util.concurrent.CompletionException} with the reason.
   */
  public static DigitRecognizer of(Fitter fitter, CompletableFuture<DigitNetwork> network) {
    return of(fitter, network, Optional.empty());
  }

  /**
   * Joins a fitter, a network that may still be loading, and a network that finds ink.
   *
   * @param fitter must make {@link Extra#WORKING_COPY} if there is an ink model
   * @param inkModel a model file, as {@code mnistfit train --recipe ink} writes it; loaded when a
   *     picture is in doubt, which throws an {@link java.io.UncheckedIOException} if it is no
   *     usable model
   */
  public static DigitRecognizer of(
      Fitter fitter, CompletableFuture<DigitNetwork> network, Optional<Path> inkModel) {
    return new DigitRecognizer(fitter, new BatchReader(network, inkModel.map(InkHypotheses::new)));
  }

  /** Reads the digit in a picture file. */
  public Answer recognize(Path file) {
    return recognize(PictureSource.of(file));
  }

  /** Reads the digit in a picture file's bytes. */
  public Answer recognize(byte[] bytes) {
    return recognize(PictureSource.of(bytes));
  }

  /**
   * Reads the digit in a picture file that comes as a stream.
   *
   * @param in read to its end and closed
   */
  public Answer recognize(InputStream in) {
    return recognize(PictureSource.of(in));
  }

  /** Reads the digit in a picture of the JDK's. */
  public Answer recognize(BufferedImage image) {
    return recognize(PictureSource.of(image));
  }

  /** Reads the digit in a picture that is given by its grey pixels. */
  public Answer recognize(GreyImage image) {
    return recognize(PictureSource.of(image));
  }

  /** Reads the digit in a picture that is given by its red, green and blue pixels. */
  public Answer recognize(RgbImage image) {
    return recognize(PictureSource.of(image));
  }

  /** Reads the digit in a picture. */
  public Answer recognize(PictureSource picture) {
    try {
      return reader.read(List.of(fit(picture))).get(0);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Answer.Unreadable("interrupted");
    }
  }

  /**
   * Reads many pictures, as the other method does.
   *
   * @param consumer gets each picture and its answer
   * @throws InterruptedException if the calling thread was interrupted
   */
  public <S extends PictureSource> void recognizeAll(
      Iterator<S> pictures, BiConsumer<? super S, ? super Answer> consumer)
      throws InterruptedException {
    recognizeAll(
        pictures,
        Function.identity(),
        (picture, answer, extras) -> consumer.accept(picture, answer));
  }

  /** Is told what a picture shows. */
  @FunctionalInterface
  public interface AnswerListener<S> {
    /**
     * Takes an answer.
     *
     * @param source what the picture belongs to
     * @param extras what the fitter was asked to make beside it
     */
    void answered(S source, Answer answer, Extras extras);
  }

  /**
   * Reads many pictures. They are decoded and fitted on as many threads as the machine has
   * processors and go through the network in batches; the answers come in the order of the
   * pictures, each as soon as it is known.
   *
   * @param sources what the pictures belong to; it may wait for the next one to arrive
   * @param listener is told on the calling thread
   * @throws InterruptedException if the calling thread was interrupted
   */
  public <S> void recognizeAll(
      Iterator<S> sources,
      Function<? super S, ? extends PictureSource> picture,
      AnswerListener<? super S> listener)
      throws InterruptedException {
    try (var prefetch = new Prefetch<S, Fitted>(sources, s -> fit(picture.apply(s)))) {
      for (var next = prefetch.take(); next.isPresent(); next = prefetch.take()) {
        answerBatch(next.get(), prefetch, listener);
      }
    }
  }

  /**
   * Answers a picture at once if it comes alone; those that come fast behind it share its batch.
   */
  private <S> void answerBatch(
      Prefetch.Item<S, Fitted> first,
      Prefetch<S, Fitted> prefetch,
      AnswerListener<? super S> listener)
      throws InterruptedException {
    List<Prefetch.Item<S, Fitted>> batch = new ArrayList<>(List.of(first));
    long deadline = System.nanoTime() + LINGER;
    Optional<Prefetch.Item<S, Fitted>> next = prefetch.poll(deadline);
    while (next.isPresent()) {
      batch.add(next.get());
      next = batch.size() < BATCH ? prefetch.poll(deadline) : Optional.empty();
    }
    List<Answer> answers = reader.read(batch.stream().map(Prefetch.Item::result).toList());
    for (int i = 0; i < answers.size(); i++) {
      var item = batch.get(i);
      listener.answered(item.source(), answers.get(i), item.result().extras());
    }
  }

  /**
   * Reads images that are in MNIST's form already: they aren't fitted.
   *
   * @return what the network says of each, in order
   */
  public List<Answer> read(List<MnistImage> images) {
    return reader.read(
        images.stream().<Fitted>map(image -> new Fitted.Image(image, Extras.NONE)).toList());
  }

  /**
   * Answers what a fitter made of a picture, as if this recogniser's own had made it.
   *
   * @param fitted with the extras that the recogniser's fitter must make
   */
  public Answer answer(Fitted fitted) {
    return answers(List.of(fitted)).get(0);
  }

  /**
   * Answers what a fitter made of several pictures, which the network reads in one batch.
   *
   * @param fitted as in {@link #answer}
   * @return the answers, in order
   */
  public List<Answer> answers(List<Fitted> fitted) {
    return reader.read(fitted);
  }

  /**
   * The rejection threshold, in [0, 1], which the model chose on its validation set: a {@link
   * Prediction} that stays under it is best told as "no digit".
   */
  public double rejectionThreshold() {
    return reader.rejectionThreshold();
  }

  /**
   * Where the time has gone so far, the times of all threads added up.
   *
   * @param fitting decoding and fitting, in seconds; where worker processes do it, also waiting for
   *     them
   * @param reading the network, in seconds
   * @param batches how many times the network was asked
   * @param engines what computed
   */
  public record Timing(double fitting, double reading, int batches, Set<Engine> engines) {}

  /** Where the time has gone so far. */
  public Timing timing() {
    return new Timing(
        fitting.sum() / 1e9, reader.nanoseconds() / 1e9, reader.batches(), reader.engines());
  }

  /** Waits for pictures in work and for a network that is still loading. */
  @Override
  public void close() {
    fitter.close();
    reader.close();
  }

  private Fitted fit(PictureSource picture) throws InterruptedException {
    long start = System.nanoTime();
    try {
      return fitter.fit(picture);
    } finally {
      fitting.add(System.nanoTime() - start);
    }
  }
}
