package io.github.mnistfit;

import io.github.mnistfit.fit.Fit;
import io.github.mnistfit.fit.PageCopy;
import io.github.mnistfit.fitter.Extra;
import io.github.mnistfit.fitter.Fitted;
import io.github.mnistfit.fitter.Fitter;
import io.github.mnistfit.fitter.LocalFitter;
import io.github.mnistfit.fitter.PictureSource;
import io.github.mnistfit.fitter.Prefetch;
import io.github.mnistfit.fitter.Segmented;
import io.github.mnistfit.ink.PageInk;
import io.github.mnistfit.mnist.Box;
import io.github.mnistfit.mnist.MnistImage;
import io.github.mnistfit.network.DigitNetwork;
import io.github.mnistfit.network.InkModelCheck;
import io.github.mnistfit.network.ModelFileException;
import io.github.mnistfit.numbers.BestPath;
import io.github.mnistfit.numbers.GlyphBudget;
import io.github.mnistfit.numbers.LineSegmenter;
import io.github.mnistfit.numbers.LongSigns;
import io.github.mnistfit.numbers.Mark;
import io.github.mnistfit.numbers.SegmentationGraph;
import io.github.mnistfit.numbers.SegmentationGraph.Arc;
import io.github.mnistfit.numbers.SegmentationGraph.Gap;
import io.github.mnistfit.numbers.SegmentationGraph.Glyph;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Reads numbers of several digits, on one or more lines: a picture in, {@link NumberLine}s out.
 *
 * <p>Instances may be used by several threads; those that read at the same time share the network
 * in turn.
 */
public final class NumberReader implements AutoCloseable {
  /** So many digits in a row of which none is sure are a word. */
  private static final int WORD = 3;

  /** Pictures that are read ahead; with copies to be drawn on, they take 100 MB. */
  private static final int AHEAD = 64;

  /**
   * With this confidence a piece of ink is one digit: of 700 pairs of touching digits one is lost
   * so, and four in five digits needn't be cut on trial.
   */
  private static final double SURE = 0.98;

  /** A reading whose digits all have this confidence is the answer; no other is made. */
  private static final double CERTAIN = 0.995;

  /** The file name of the network that finds the ink of pages, beside the model. */
  public static final String INK_MODEL = "page-ink.zip";

  /**
   * So many glyphs are fitted for all readings of a page together, those of readings that turn out
   * to be no writing among them; then no other is looked at: each glyph goes through the network. A
   * photo of three rows on grainy paper has up to 12,000, since grain is cut, too; with fewer, its
   * upright reading is lost and a turned one answers.
   */
  private static final int MOST_GLYPHS = 16_000;

  /** So many pixels are in their boxes, all together. Strangers' pages have up to 5 million. */
  private static final long MOST_PIXELS = 40_000_000;

  /** In so many pixels seams are looked for to cut them apart; strangers' pages: 5 million. */
  private static final long MOST_SEAM_PIXELS = 100_000_000;

  private final Fitter fitter;
  private final CompletableFuture<DigitNetwork> network;
  private final Optional<PageHypotheses> hypotheses;
  private final Optional<InkHypotheses> digitInk;
  private final Optional<SecondLook> secondLook;
  private final LongAdder glyphsAsked = new LongAdder();

  NumberReader(
      Fitter fitter,
      CompletableFuture<DigitNetwork> network,
      Optional<PageHypotheses> hypotheses,
      Optional<InkHypotheses> digitInk) {
    this.fitter = fitter;
    this.network = network;
    this.hypotheses = hypotheses;
    this.digitInk = digitInk;
    this.secondLook = digitInk.map(ink -> new SecondLook(ink::finder, this::predictions));
  }

  /**
   * Opens the shipped model, as {@link DigitRecognizer#open()} does.
   *
   * @throws IOException as there
   */
  public static NumberReader open() throws IOException {
    return open(ShippedModels.unpacked());
  }

  /**
   * Opens a model, and the networks that find ink: that of pages, if {@link #INK_MODEL} lies beside
   * it, and that of one digit, if {@link DigitRecognizer#INK_MODEL} does.
   *
   * @param model a model file, as {@code mnistfit train} writes it
   * @throws IOException if it isn't a usable model; the message is for the user
   */
  public static NumberReader open(Path model) throws IOException {
    Optional<Path> pageInk = beside(model, INK_MODEL);
    if (pageInk.isPresent()) {
      InkModelCheck.requireOfPages(pageInk.get());
    }
    Optional<Path> digitInk = beside(model, DigitRecognizer.INK_MODEL);
    if (digitInk.isPresent()) {
      InkModelCheck.requireOfDigit(digitInk.get());
    }
    return of(
        new LocalFitter(Fit.standard(), Set.of(Extra.PAGE_COPY)),
        CompletableFuture.completedFuture(DigitNetwork.load(model)),
        pageInk,
        digitInk);
  }

  private static Optional<Path> beside(Path model, String name) {
    return Optional.of(model.resolveSibling(name)).filter(Files::isRegularFile);
  }

  /**
   * Joins a fitter and a network that may still be loading. Closing the reader closes both. If the
   * network can't be loaded, what needs it throws a {@link
   * java.util.concurrent.CompletionException} with the reason.
   *
   * @param fitter makes {@link Extra#PAGE_COPY}, if ink is to be looked for
   * @param pageInk the model file of a network that finds the ink of pages
   * @param digitInk that of a network that finds the ink of one digit, for a second look at what
   *     the other has found; not used without it
   */
  public static NumberReader of(
      Fitter fitter,
      CompletableFuture<DigitNetwork> network,
      Optional<Path> pageInk,
      Optional<Path> digitInk) {
    return new NumberReader(
        fitter, network, pageInk.map(PageHypotheses::new), digitInk.map(InkHypotheses::new));
  }

  /**
   * Reads the numbers in a picture.
   *
   * @throws InterruptedException if the calling thread was interrupted
   * @throws CompletionException if the network that reads digits can't be loaded
   * @throws UncheckedIOException if one that finds ink can't: the message is for the user
   */
  public NumberAnswer read(PictureSource picture) throws InterruptedException {
    Segmented segmented = fitter.segment(picture, this::areDigits);
    if (!(segmented instanceof Segmented.Lines lines)) {
      var unreadable = (Fitted.Unreadable) segmented;
      return new NumberAnswer.Unreadable(unreadable.reason(), unreadable.isTransient());
    }
    List<NumberLine> numbers = numbers(lines.lines(), box -> box);
    if (hypotheses.isPresent() && lines.page().isPresent()) {
      PageCopy page = lines.page().get();
      numbers =
          isInDoubt(numbers)
              ? best(numbers, page, hypotheses.get())
              : withoutStrokes(numbers, page, 0);
    }
    List<Box> parts =
        lines.lines().stream()
            .flatMap(line -> line.arcs().stream())
            .filter(Gap.class::isInstance)
            .map(Arc::box)
            .toList();
    return new NumberAnswer.Lines(
        numbers.stream().map(line -> line.withMarks(parts)).toList(), lines.picture());
  }

  /** Whether a reading found nothing, or anything of which it isn't sure. */
  private static boolean isInDoubt(List<NumberLine> numbers) {
    return numbers.isEmpty()
        || numbers.stream()
            .flatMap(line -> line.digits().stream())
            .anyMatch(digit -> digit.prediction().confidence() < CERTAIN);
  }

  /** The best of a reading and of those of the ink that a network finds on the page. */
  private List<NumberLine> best(List<NumberLine> first, PageCopy page, PageHypotheses ink) {
    double side = page.scale() * Math.max(page.grey().width(), page.grey().height());
    var left = new GlyphBudget(MOST_GLYPHS, MOST_PIXELS, MOST_SEAM_PIXELS);
    // The first reading is one of those that must agree, if it has found anything.
    int least = first.isEmpty() ? PageReading.LOOKS : 1;
    var unlearned = new PageReading(first, side);
    List<PageReading> found = readings(ink, page, 0, least, side, left);
    PageReading upright = PageReading.bestOf(unlearned, found);
    Optional<PageReading> alone =
        oneDigit(page, side)
            .filter(one -> one.withoutColumnsOf(List.of(upright)).isBetterThan(upright));
    PageReading best = alone.orElse(upright);
    List<PageReading> bestOf = Stream.concat(Stream.of(unlearned), found.stream()).toList();
    PageCopy turned = page;
    int bestTurn = 0;
    var none = new PageReading(List.of(), side); // no reading of a turned page rests on the picture
    for (int quarters = 1; quarters < 4 && !best.isUpright() && !left.isSpent(); quarters++) {
      turned = new PageCopy(turned.grey().turned(), turned.scale());
      List<PageReading> others = readings(ink, turned, quarters, PageReading.LOOKS, side, left);
      PageReading other = PageReading.bestOf(none, others);
      if (other.tellsWhatIsUp() && other.isBetterThan(best.withoutColumnsOf(List.of(other)))) {
        best = other;
        bestOf = others;
        bestTurn = quarters;
      }
    }
    if (alone.isPresent() && bestTurn == 0) {
      return best.lines(); // two looks have seen it
    }
    List<NumberLine> lines = best.lines();
    if (secondLook.isPresent()) {
      List<PageReading> readings = bestOf;
      lines =
          secondLook
              .get()
              .confirmed(lines, line -> PageReading.isVouchedFor(line, readings), page, bestTurn);
    }
    return withoutStrokes(lines, page, bestTurn);
  }

  private List<NumberLine> withoutStrokes(List<NumberLine> lines, PageCopy page, int turned) {
    return secondLook.isPresent() ? secondLook.get().withoutStrokes(lines, page, turned) : lines;
  }

  /** The page as a picture of one digit. */
  private Optional<PageReading> oneDigit(PageCopy page, double side) {
    return secondLook
        .flatMap(look -> look.oneDigit(page, rejectionThreshold()))
        .map(digit -> new NumberLine(List.of(digit), List.of(), rejectionThreshold()))
        .map(line -> new PageReading(List.of(line), side));
  }

  /** Readings of the ink that the network finds at different sizes; none if they can't agree. */
  private List<PageReading> readings(
      PageHypotheses ink, PageCopy page, int turned, int least, double side, GlyphBudget left) {
    try {
      return ink.of(page.grey(), turned, least).stream()
          .map(found -> reading(found, page.scale(), side, left))
          .toList();
    } catch (ModelFileException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  private PageReading reading(PageInk ink, double scale, double side, GlyphBudget left) {
    List<SegmentationGraph> lines = LineSegmenter.lines(ink.digits(), this::areDigits, left);
    return new PageReading(numbers(lines, box -> ink.onPage(box).scaled(scale)), side);
  }

  /**
   * Reads the numbers in many pictures, on as many threads as the machine has processors; the
   * answers come in the order of the pictures, each as soon as it is known.
   *
   * @param sources what the pictures belong to; it may wait for the next one to arrive
   * @param consumer gets each with its answer, on the calling thread
   * @throws InterruptedException if the calling thread was interrupted
   */
  public <S> void readAll(
      Iterator<S> sources,
      Function<? super S, ? extends PictureSource> picture,
      BiConsumer<? super S, ? super NumberAnswer> consumer)
      throws InterruptedException {
    try (var prefetch =
        new Prefetch<S, NumberAnswer>(sources, s -> read(picture.apply(s)), AHEAD)) {
      for (var next = prefetch.take(); next.isPresent(); next = prefetch.take()) {
        consumer.accept(next.get().source(), next.get().result());
      }
    }
  }

  private List<NumberLine> numbers(List<SegmentationGraph> lines, UnaryOperator<Box> onPicture) {
    Map<Glyph, Prediction> predictions = predictionsOf(lines);
    List<NumberLine> numbers = new ArrayList<>();
    for (SegmentationGraph line : lines) {
      List<Glyph> path =
          BestPath.of(line, glyph -> predictions.get(glyph).confidence(), rejectionThreshold())
              .stream()
              .filter(Glyph.class::isInstance)
              .map(Glyph.class::cast)
              .toList();
      Map<Glyph, Character> signs =
          LongSigns.of(path, glyph -> predictions.get(glyph).digit() == 1);
      List<Digit> digits =
          withoutWords(
              path.stream()
                  .filter(glyph -> !signs.containsKey(glyph))
                  .map(glyph -> new Digit(onPicture.apply(glyph.box()), predictions.get(glyph)))
                  .toList());
      if (!digits.isEmpty()) {
        List<Mark> marks =
            path.stream()
                .filter(signs::containsKey)
                .map(glyph -> new Mark(onPicture.apply(glyph.box()), signs.get(glyph)))
                .toList();
        numbers.add(new NumberLine(digits, marks, rejectionThreshold()));
      }
    }
    return numbers;
  }

  private List<Prediction> predictions(List<MnistImage> images) {
    glyphsAsked.add(images.size());
    return network.join().probabilities(images).stream().map(Prediction::new).toList();
  }

  private boolean[] areDigits(List<MnistImage> images) {
    List<Prediction> predictions = predictions(images);
    boolean[] areDigits = new boolean[images.size()];
    for (int i = 0; i < areDigits.length; i++) {
      areDigits[i] = predictions.get(i).confidence() >= SURE;
    }
    return areDigits;
  }

  /**
   * How much the networks were asked so far.
   *
   * @param glyphs what may be digits
   * @param pixels of pages, at all sizes, in which ink was looked for
   * @param looks at one digit, to find its ink
   */
  public record Work(long glyphs, long pixels, long looks) {}

  /** How much the networks were asked so far. */
  public Work work() {
    return new Work(
        glyphsAsked.sum(),
        hypotheses.map(PageHypotheses::pixels).orElse(0L),
        digitInk.map(InkHypotheses::looks).orElse(0L));
  }

  /** The rejection threshold, in [0, 1]: a digit of less confidence is best told as {@code ?}. */
  public double rejectionThreshold() {
    return network.join().rejectionThreshold();
  }

  /** Waits for pictures in work and for a network that is still loading. */
  @Override
  public void close() {
    fitter.close();
    hypotheses.ifPresent(PageHypotheses::close);
    digitInk.ifPresent(InkHypotheses::close);
    network.thenAccept(DigitNetwork::close).exceptionally(notLoaded -> null).join();
  }

  /** All lines' glyphs go through the network together. */
  private Map<Glyph, Prediction> predictionsOf(List<SegmentationGraph> lines) {
    List<Glyph> glyphs =
        lines.stream()
            .flatMap(line -> line.arcs().stream())
            .filter(Glyph.class::isInstance)
            .map(Glyph.class::cast)
            .toList();
    Iterator<Prediction> predictions =
        predictions(glyphs.stream().map(Glyph::image).toList()).iterator();
    Map<Glyph, Prediction> all = new HashMap<>();
    for (Glyph glyph : glyphs) {
      all.put(glyph, predictions.next());
    }
    return all;
  }

  private List<Digit> withoutWords(List<Digit> digits) {
    List<Digit> kept = new ArrayList<>();
    List<Digit> unsure = new ArrayList<>();
    for (Digit digit : digits) {
      if (digit.prediction().confidence() < rejectionThreshold()) {
        unsure.add(digit);
      } else {
        kept.addAll(unsure.size() < WORD ? unsure : List.of());
        unsure.clear();
        kept.add(digit);
      }
    }
    kept.addAll(unsure.size() < WORD ? unsure : List.of());
    return kept;
  }
}
