package io.github.mnistfit;

import io.github.mnistfit.ink.PageInk;
import io.github.mnistfit.ink.PageInkFinder;
import io.github.mnistfit.mnist.GreyImage;
import io.github.mnistfit.network.InkNetwork;
import io.github.mnistfit.network.ModelFileException;
import java.nio.file.Path;
import java.util.List;

/** Makes hypotheses of a page with a network that finds ink, which is loaded for the first page. */
final class PageHypotheses implements AutoCloseable {
  private final LazyInkNetwork network;

  /**
   * Loads nothing yet.
   *
   * @param model an ink network's model file, of pages
   */
  PageHypotheses(Path model) {
    this.network = new LazyInkNetwork(model);
  }

  /**
   * What the network takes for digits' ink.
   *
   * @param page grey
   * @param turned by how many quarters it has been turned, clockwise; 0 to 3
   * @return at each size at which it finds any
   * @throws ModelFileException if the model isn't usable; the message is for the user
   */
  List<PageInk> of(GreyImage page, int turned) throws ModelFileException {
    InkNetwork loaded = network.get();
    return new PageInkFinder(loaded::find).find(page, turned);
  }

  @Override
  public void close() {
    network.close();
  }
}
