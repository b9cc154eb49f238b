package io.github.mnistfit.fitter;

import io.github.mnistfit.mnist.MnistImage;
import java.util.Optional;

/**
 * What a worker makes of a picture.
 *
 * @param image the digit in MNIST's form; empty if nothing in the picture could be one
 * @param thumbnail a small JPEG of the picture; empty if none is wanted
 */
record FittedPicture(Optional<MnistImage> image, Optional<byte[]> thumbnail) {
  static FittedPicture of(Optional<MnistImage> image) {
    return new FittedPicture(image, Optional.empty());
  }
}
