package io.github.mnistfit;

import io.github.mnistfit.ink.PageInk;
import io.github.mnistfit.ink.PageInkFinder;
import io.github.mnistfit.mnist.GreyImage;
import io.github.mnistfit.network.InkArchitecture;
import io.github.mnistfit.network.InkNetwork;
import io.github.mnistfit.network.ModelFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** Makes hypotheses of a page with a network that finds ink, which is loaded for the first page. */
final class PageHypotheses implements AutoCloseable {
  private final Finder finder;
  private final LongAdder pixels = new LongAdder();

  /** Gives a network that finds ink when it is needed. */
  interface Finder extends AutoCloseable {
    /**
     * The network.
     *
     * @throws ModelFileException if the model isn't usable
     */
    PageInkFinder.Network get() throws ModelFileException;

    @Override
    void close();
  }

  /** Asks any network. */
  PageHypotheses(Finder finder) {
    this.finder = finder;
  }

  /**
   * Loads nothing yet.
   *
   * @param model an ink network's model file, of pages
   */
  PageHypotheses(Path model) {
    var network = new LazyInkNetwork(() -> InkNetwork.load(model, InkArchitecture.PAGE));
    this.finder =
        new Finder() {
          @Override
          public PageInkFinder.Network get() throws ModelFileException {
            return network.get()::find;
          }

          @Override
          public void close() {
            network.close();
          }
        };
  }

  /**
   * What the network takes for digits' ink.
   *
   * @param page grey
   * @param turned by how many quarters it has been turned, clockwise; 0 to 3
   * @param least at so many sizes some must be found, to be of any use
   * @return at each size at which it finds any; nothing if that are fewer than {@code least}
   * @throws ModelFileException if the model isn't usable; the message is for the user
   */
  List<PageInk> of(GreyImage page, int turned, int least) throws ModelFileException {
    PageInkFinder.Network network = finder.get();
    return new PageInkFinder(
            (values, width, height) -> {
              pixels.add((long) width * height);
              return network.find(values, width, height);
            })
        .find(page, turned, least);
  }

  /** In how many pixels ink was looked for. */
  long pixels() {
    return pixels.sum();
  }

  @Override
  public void close() {
    finder.close();
  }
}
