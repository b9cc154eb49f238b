package io.github.mnistfit;

import io.github.mnistfit.network.InkNetwork;
import io.github.mnistfit.network.ModelFileException;

/** A network that finds ink, loaded when it is needed for the first time: most runs never do. */
final class LazyInkNetwork implements AutoCloseable {
  /** Loads a network. */
  @FunctionalInterface
  interface Loading {
    /**
     * The network.
     *
     * @throws ModelFileException if its model isn't usable; the message is for the user
     */
    InkNetwork load() throws ModelFileException;
  }

  private final Loading loading;
  private InkNetwork network;
  private boolean closed;

  /** Loads nothing yet. */
  LazyInkNetwork(Loading loading) {
    this.loading = loading;
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
      network = loading.load();
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
