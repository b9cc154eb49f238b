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
    List<DigitInk> found = new ArrayList<>();
    look(InkView.whole(picture, Tuned.MARGIN)).ifPresent(found::add);
    if (!found.isEmpty()) {
      DigitInk first = found.get(0);
      look(first.view().closer(first.box(), Tuned.CLOSER)).ifPresent(found::add);
    }
    return found;
  }

  /**
   * Finds the digit's ink in a single look at the whole picture: where it is, if not exactly.
   *
   * @param picture grey, either polarity
   */
  public Optional<DigitInk> glance(GreyImage picture) {
    return at(InkView.whole(picture, Tuned.MARGIN));
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

  /** Looks until the digit is large enough in its view. */
  private Optional<DigitInk> look(InkView whole) {
    Optional<DigitInk> found = at(whole);
    for (int look = 1; look < Tuned.LOOKS; look++) {
      if (found.isEmpty()
          || found.get().box().longerSide() >= Tuned.SMALL * found.get().ink().width()) {
        return found;
      }
      Optional<DigitInk> closer = at(found.get().view().closer(found.get().box(), Tuned.CLOSE));
      if (closer.isEmpty()) {
        return found;
      }
      found = closer;
    }
    return found;
  }

  private Optional<DigitInk> at(InkView view) {
    return DigitInk.of(view, network.apply(List.of(view.image())).get(0));
  }
}
