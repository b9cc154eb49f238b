package io.github.mnistfit;

import io.github.mnistfit.image.Guarded;
import io.github.mnistfit.image.Picture;
import io.github.mnistfit.image.PictureSource;
import io.github.mnistfit.mnist.MnistImage;
import io.github.mnistfit.network.DigitNetwork;
import io.github.mnistfit.numbers.BestPath;
import io.github.mnistfit.numbers.LineSegmenter;
import io.github.mnistfit.numbers.SegmentationGraph;
import io.github.mnistfit.numbers.SegmentationGraph.Glyph;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Reads numbers of several digits, on one or more lines: a picture in, {@link NumberLine}s out.
 *
 * <p>Instances may be used by several threads; those that read at the same time share the network
 * in turn.
 */
public final class NumberReader implements AutoCloseable {
  /** So many digits in a row of which none is sure are a word. */
  private static final int WORD = 3;

  /**
   * With this confidence a piece of ink is one digit: of 700 pairs of touching digits one is lost
   * so, and four in five digits needn't be cut on trial.
   */
  private static final double SURE = 0.98;

  private final DigitNetwork network;

  private NumberReader(DigitNetwork network) {
    this.network = network;
  }

  /**
   * Opens a model.
   *
   * @param model a model file, as {@code mnistfit train} writes it
   * @throws IOException if it isn't a usable model; the message is for the user
   */
  public static NumberReader open(Path model) throws IOException {
    return of(DigitNetwork.load(model));
  }

  /** Reads with a network; closing the reader closes it. */
  public static NumberReader of(DigitNetwork network) {
    return new NumberReader(network);
  }

  /**
   * Reads the numbers in a picture.
   *
   * @return its lines from top to bottom; empty if no digit is found
   * @throws IOException if the picture can't be read, with the reason in a few lower-case words
   */
  public List<NumberLine> read(PictureSource source) throws IOException {
    List<SegmentationGraph> lines = Guarded.run(() -> lines(source));
    Map<Glyph, Prediction> predictions = predictions(lines);
    List<NumberLine> numbers = new ArrayList<>();
    for (SegmentationGraph line : lines) {
      List<Digit> path =
          BestPath.of(line, glyph -> predictions.get(glyph).confidence(), minConfidence()).stream()
              .map(glyph -> new Digit(glyph.box(), predictions.get(glyph)))
              .toList();
      List<Digit> digits = withoutWords(path);
      if (!digits.isEmpty()) {
        numbers.add(new NumberLine(digits));
      }
    }
    return numbers;
  }

  private List<SegmentationGraph> lines(PictureSource source) throws IOException {
    try (Picture picture = source.open(LineSegmenter.COLOUR_MODE)) {
      return LineSegmenter.lines(picture, this::areSurelyDigits);
    }
  }

  private boolean[] areSurelyDigits(List<MnistImage> images) {
    List<double[]> probabilities = network.probabilities(images);
    boolean[] sure = new boolean[images.size()];
    for (int i = 0; i < sure.length; i++) {
      sure[i] = new Prediction(probabilities.get(i)).confidence() >= SURE;
    }
    return sure;
  }

  /** The confidence under which the model takes what it sees for no digit, in [0, 1]. */
  public double minConfidence() {
    return network.minConfidence();
  }

  @Override
  public void close() {
    network.close();
  }

  /** All lines' glyphs go through the network together. */
  private Map<Glyph, Prediction> predictions(List<SegmentationGraph> lines) {
    List<Glyph> glyphs =
        lines.stream()
            .flatMap(line -> line.arcs().stream())
            .filter(Glyph.class::isInstance)
            .map(Glyph.class::cast)
            .toList();
    Iterator<double[]> probabilities =
        network.probabilities(glyphs.stream().map(Glyph::image).toList()).iterator();
    Map<Glyph, Prediction> predictions = new HashMap<>();
    for (Glyph glyph : glyphs) {
      predictions.put(glyph, new Prediction(probabilities.next()));
    }
    return predictions;
  }

  private List<Digit> withoutWords(List<Digit> digits) {
    List<Digit> kept = new ArrayList<>();
    List<Digit> unsure = new ArrayList<>();
    for (Digit digit : digits) {
      if (digit.prediction().confidence() < network.minConfidence()) {
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
