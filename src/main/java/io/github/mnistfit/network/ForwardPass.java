package io.github.mnistfit.network;

import io.github.mnistfit.mnist.MnistImage;
import java.util.List;

/** A digit network that reads, by one way of computing it. May be used by one thread at a time. */
interface ForwardPass extends AutoCloseable {
  /**
   * Reads images.
   *
   * @return ten probabilities for each image, one image after the other, at temperature 1
   */
  float[] probabilities(List<MnistImage> images);

  @Override
  void close();
}
