package io.github.mnistfit;

import io.github.mnistfit.network.InkArchitecture;
import io.github.mnistfit.network.InkNetwork;
import io.github.mnistfit.network.ModelFileException;
import java.nio.file.Path;

/** A network that finds ink, loaded when it is needed for the first time: most runs never do. */
final class LazyInkNetwork implements AutoCloseable {
  private final Path model;
  private final InkArchitecture architecture;
  private InkNetwork network;
  private boolean closed;

  /**
   * Loads nothing yet.
   *
   * @param model an ink network's model file
   * @param architecture that it must be of
   */
  LazyInkNetwork(Path model, InkArchitecture architecture) {
    this.model = model;
    this.architecture = architecture;
  }

  /**
   * The network.
   *
   * @throws ModelFileException if the model isn't usable; the message is for the user
   * @throws IllegalStateException if this is closed
   */
  synchronized InkNetwork get() throws ModelFileException {
    if (closed) { // who comes late, when a server ends, isn't answered
      throw new IllegalStateException("the network is closed");
    }
    if (network == null) {
      network = InkNetwork.load(model, architecture);
    }
    return network;
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (network != null) {
      network.close();
    }
  }
}
