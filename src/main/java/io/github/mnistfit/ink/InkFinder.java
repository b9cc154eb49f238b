package io.github.mnistfit.ink;

import io.github.mnistfit.mnist.Box;
import io.github.mnistfit.mnist.GreyImage;
import io.github.mnistfit.network.InkImage;
import io.github.mnistfit.network.InkMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Finds the ink of the digit in a picture: looks at the whole, then closer at what was found, at
 * the scale that fits its size.
 */
public final class InkFinder {
  /** Numbers that say where to look. */
  private static final class Tuned {
    /** Around the whole picture, of its longer side: strokes at the border need some. 0 to 0.1. */
    private static final double MARGIN = 0.05;

    /** The share of a view's side under which a digit is looked at closer. 0.4 to 0.6. */
    private static final double SMALL = 0.5;

    /** The share that it then has. 0.55 to 0.75. */
    private static final double CLOSE = 0.64;

    /** The share that it has in another look, to compare with. */
    private static final double CLOSER = 0.8;

    /** Looks, each closer than the one before: a digit of a fortieth of the picture needs three. */
    private static final int LOOKS = 3;

    private Tuned() {}
  }

  private final Function<List<InkImage>, List<InkMap>> network;

  /**
   * Finds with a network.
   *
   * @param network tells what the pixels of each picture show, as {@code InkNetwork::find} does
   */
  public InkFinder(Function<List<InkImage>, List<InkMap>> network) {
    this.network = network;
  }

  /**
   * Finds the digit's ink.
   *
   * @param picture grey, either polarity; a longer side of 480 pixels is enough
   * @return the likeliest first, others after it, if another look shows something else; none if
   *     there is no digit
   */
  public List<DigitInk> find(GreyImage picture) {
    return glance(picture).map(this::find).orElse(List.of());
  }

  /**
   * Finds the digit's ink where a glance has shown it.
   *
   * @return as for a picture, at least one
   */
  public List<DigitInk> find(Glance glance) {
    List<DigitInk> found = new ArrayList<>();
    DigitInk first = closer(glance.digit());
    found.add(first);
    at(first.view().closer(first.box(), Tuned.CLOSER)).map(this::closer).ifPresent(found::add);
    return found;
  }

  /**
   * What a single look at a whole picture shows.
   *
   * @param digit its ink: where it is, if not exactly
   * @param isAlone whether nothing else that may be ink is more than half as high
   */
  public record Glance(DigitInk digit, boolean isAlone) {}

  /**
   * Looks once at a whole picture.
   *
   * @param picture grey, either polarity
   * @return empty if there is no digit
   */
  public Optional<Glance> glance(GreyImage picture) {
    InkView view = InkView.whole(picture, Tuned.MARGIN);
    InkMap map = network.apply(List.of(view.image())).get(0);
    return DigitInk.of(view, map).map(digit -> new Glance(digit, digit.isAlone(map)));
  }

  /**
   * Finds the ink of a digit at a known place.
   *
   * @param picture grey, either polarity
   * @param box around the place, in the picture's pixels
   * @return what two looks show, one closer than the other; empty where a look shows no digit
   */
  public List<Optional<DigitInk>> find(GreyImage picture, Box box) {
    List<InkView> views =
        Stream.of(Tuned.CLOSE, Tuned.CLOSER)
            .map(share -> InkView.whole(picture, 0).closer(box, share))
            .toList();
    List<InkMap> maps = network.apply(views.stream().map(InkView::image).toList());
    return IntStream.range(0, views.size())
        .mapToObj(i -> DigitInk.of(views.get(i), maps.get(i)))
        .toList();
  }

  /** Looks until the digit is large enough in its view, or nothing is found any more. */
  private DigitInk closer(DigitInk seen) {
    DigitInk found = seen;
    for (int look = 1; look < Tuned.LOOKS; look++) {
      if (found.box().longerSide() >= Tuned.SMALL * found.ink().width()) {
        return found;
      }
      Optional<DigitInk> closer = at(found.view().closer(found.box(), Tuned.CLOSE));
      if (closer.isEmpty()) {
        return found;
      }
      found = closer.get();
    }
    return found;
  }

  private Optional<DigitInk> at(InkView view) {
    return DigitInk.of(view, network.apply(List.of(view.image())).get(0));
  }
}
