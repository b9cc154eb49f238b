package io.github.mnistfit;

import io.github.mnistfit.ink.PageInk;
import io.github.mnistfit.ink.PageInkFinder;
import io.github.mnistfit.mnist.GreyImage;
import io.github.mnistfit.network.InkModelFile;
import io.github.mnistfit.network.InkNetwork;
import io.github.mnistfit.network.ModelFileException;
import java.nio.file.Path;
import java.util.List;

/** Makes hypotheses of a page with a network that finds ink, which is loaded for the first page. */
final class PageHypotheses implements AutoCloseable {
  private final Path model;
  private InkNetwork network;

  /**
   * Loads nothing yet.
   *
   * @param model an ink network's model file, of pages
   */
  PageHypotheses(Path model) {
    this.model = model;
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
    InkNetwork loaded = network();
    return new PageInkFinder(loaded::find).find(page, turned);
  }

  private synchronized InkNetwork network() throws ModelFileException {
    if (network == null) {
      network = InkNetwork.of(InkModelFile.read(model));
    }
    return network;
  }

  @Override
  public synchronized void close() {
    if (network != null) {
      network.close();
    }
  }
}
