package io.github.mnistfit.mining;

import io.github.mnistfit.fit.CleanInk;
import io.github.mnistfit.fit.Fit;
import io.github.mnistfit.fit.PageCopy;
import io.github.mnistfit.fitter.Extra;
import io.github.mnistfit.fitter.Fitted;
import io.github.mnistfit.fitter.LocalFitter;
import io.github.mnistfit.fitter.PictureSource;
import io.github.mnistfit.fitter.Segmented;
import io.github.mnistfit.image.PngWriter;
import io.github.mnistfit.ink.DigitInk;
import io.github.mnistfit.ink.InkFinder;
import io.github.mnistfit.ink.PageInk;
import io.github.mnistfit.ink.PageInkFinder;
import io.github.mnistfit.mnist.Box;
import io.github.mnistfit.mnist.GreyImage;
import io.github.mnistfit.mnist.LabelledImage;
import io.github.mnistfit.network.InkModel;
import io.github.mnistfit.network.InkNetwork;
import io.github.mnistfit.numbers.LineSegmenter;
import io.github.mnistfit.numbers.LineSegmenter.DigitTest;
import io.github.mnistfit.numbers.SegmentationGraph;
import io.github.mnistfit.numbers.Stroke;
import io.github.mnistfit.training.scenes.Scene;
import io.github.mnistfit.training.scenes.SceneKind;
import io.github.mnistfit.training.scenes.SceneSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/**
 * Makes labelled images of what a digit network is asked about when drawn pictures are read: what
 * the fit leaves, what learned ink leaves, and all that lies between the cuts of a line. Halves,
 * pairs, rules and paper taken for ink are no digits.
 */
public final class DrawnHypotheses implements AutoCloseable {
  /** One scene of a digit is drawn for so many images of MNIST: two looks and a fit of each. */
  private static final int IMAGES_A_DIGIT = 9;

  /** One page for so many. */
  private static final int IMAGES_A_PAGE = 14;

  /** So many glyphs of a page, at most, of each kind: a page of many must not outweigh others. */
  private static final int OF_A_PAGE = 10;

  /**
   * The share that is kept of upright strokes that are no digits, since no image tells them from a
   * 1: with all of them, no 1 would be sure.
   */
  private static final double STROKES = 0.1;

  private final LocalFitter fitter =
      new LocalFitter(Fit.robust(), Set.of(Extra.WORKING_COPY, Extra.PAGE_COPY));
  private final InkNetwork digitInk;
  private final InkNetwork pageInk;

  /**
   * Sets up.
   *
   * @param digitInk finds one digit's ink
   * @param pageInk finds the ink of pages
   */
  public DrawnHypotheses(InkModel digitInk, InkModel pageInk) {
    this.digitInk = InkNetwork.of(digitInk);
    this.pageInk = InkNetwork.of(pageInk);
  }

  /** How many scenes {@link #of(List, long, Runnable)} draws of so many images. */
  public static int scenes(int images) {
    return images / IMAGES_A_DIGIT + images / IMAGES_A_PAGE;
  }

  /**
   * Makes as many as images can be drawn of without saying the same again and again.
   *
   * @param images MNIST's, at least one if there are to be any
   * @param drawn is run after each of the {@link #scenes}, by any thread
   */
  public List<LabelledImage> of(List<LabelledImage> images, long seed, Runnable drawn) {
    List<LabelledImage> all = new ArrayList<>();
    int digits = images.size() / IMAGES_A_DIGIT;
    all.addAll(of(images, SceneKind.DIGIT, digits, seed, drawn));
    all.addAll(of(images, SceneKind.PAGE, images.size() / IMAGES_A_PAGE, seed, drawn));
    return all;
  }

  /**
   * Draws and labels; the same images, numbers and networks give the same.
   *
   * @param images that digits are drawn of; MNIST's, at least one
   * @param kind of scenes
   * @param scenes how many
   * @param drawn is run after each, by any thread
   * @return digits, and what is none
   */
  public List<LabelledImage> of(
      List<LabelledImage> images, SceneKind kind, int scenes, long seed, Runnable drawn) {
    if (scenes == 0) {
      return List.of();
    }
    SceneSource source = kind.source(images);
    BiFunction<Scene, SplittableRandom, List<LabelledImage>> look =
        kind == SceneKind.DIGIT ? this::ofDigit : this::ofPage;
    return IntStream.range(0, scenes)
        .parallel()
        .mapToObj(i -> new SplittableRandom((seed << 32) + i))
        .map(random -> look.apply(source.any(random), random))
        .peek(done -> drawn.run())
        .flatMap(List::stream)
        .toList();
  }

  /** What {@code predict} would ask about. */
  private List<LabelledImage> ofDigit(Scene scene, SplittableRandom random) {
    Truth truth = Truth.of(scene);
    List<LabelledImage> labelled = new ArrayList<>();
    Fitted fitted = fitter.fit(source(scene));
    if (fitted instanceof Fitted.Image image) {
      truth.label(image.image()).filter(i -> keeps(i, random)).ifPresent(labelled::add);
    }
    GreyImage copy = fitted.extras().workingCopy().orElseThrow();
    for (DigitInk ink : new InkFinder(digitInk::find).find(copy)) {
      CleanInk.fit(ink.ink())
          .flatMap(truth::label)
          .filter(i -> keeps(i, random))
          .ifPresent(labelled::add);
    }
    return labelled;
  }

  /** What {@code read} would ask about: some of it. */
  private List<LabelledImage> ofPage(Scene scene, SplittableRandom random) {
    boolean sure = random.nextBoolean();
    DigitTest test = components -> all(sure, components);
    Truth truth = Truth.of(scene);
    List<LabelledImage> digits = new ArrayList<>();
    List<LabelledImage> others = new ArrayList<>();
    if (fitter.segment(source(scene), test) instanceof Segmented.Lines lines) {
      glyphs(lines.lines()).forEach(g -> sort(truth.label(g.image(), g.box()), digits, others));
      PageCopy page = lines.page().orElseThrow();
      for (PageInk ink : new PageInkFinder(pageInk::find).find(page.grey(), 0, 1)) {
        for (SegmentationGraph.Glyph glyph : glyphs(LineSegmenter.lines(ink.digits(), test))) {
          Box box = ink.onPage(glyph.box()).scaled(page.scale());
          sort(truth.label(glyph.image(), box), digits, others);
        }
      }
    }
    List<LabelledImage> chosen = new ArrayList<>(some(digits, random));
    chosen.addAll(some(others, random));
    return chosen;
  }

  private static boolean[] all(boolean answer, Collection<?> components) {
    var answers = new boolean[components.size()];
    Arrays.fill(answers, answer);
    return answers;
  }

  private static List<SegmentationGraph.Glyph> glyphs(List<SegmentationGraph> lines) {
    return lines.stream()
        .flatMap(line -> line.arcs().stream())
        .filter(SegmentationGraph.Glyph.class::isInstance)
        .map(SegmentationGraph.Glyph.class::cast)
        .toList();
  }

  private static void sort(
      Optional<LabelledImage> image, List<LabelledImage> digits, List<LabelledImage> others) {
    image.ifPresent(i -> (i.label() == LabelledImage.NO_DIGIT ? others : digits).add(i));
  }

  /** Whether an image is kept: of straight strokes that are no digits, few. */
  private static boolean keeps(LabelledImage image, SplittableRandom random) {
    return image.label() != LabelledImage.NO_DIGIT
        || !Stroke.of(image.image()).isUpright()
        || random.nextDouble() < STROKES;
  }

  private static List<LabelledImage> some(List<LabelledImage> all, SplittableRandom random) {
    List<LabelledImage> left = new ArrayList<>(all.stream().filter(i -> keeps(i, random)).toList());
    List<LabelledImage> some = new ArrayList<>();
    while (!left.isEmpty() && some.size() < OF_A_PAGE) {
      some.add(left.remove(random.nextInt(left.size())));
    }
    return some;
  }

  private static PictureSource source(Scene scene) {
    return PictureSource.of(PngWriter.toPng(scene.picture()));
  }

  @Override
  public void close() {
    fitter.close();
    digitInk.close();
    pageInk.close();
  }
}
