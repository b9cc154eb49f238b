package io.github.mnistfit.image;

import io.github.mnistfit.fit.Fit;
import io.github.mnistfit.mnist.MnistImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Where a picture comes from; it is opened only when its turn comes. */
@FunctionalInterface
public interface PictureSource {
  /**
   * Reads the picture.
   *
   * @param decoding how
   * @throws IOException if it can't be read, with the reason in a few lower-case words
   */
  Picture open(Decoding decoding) throws IOException;

  /**
   * Reads the picture and fits it, here unless a source knows a safer place.
   *
   * @return the digit in MNIST's form; empty if nothing in the picture could be one
   * @throws IOException if it can't be read, with the reason in a few lower-case words
   */
  default Optional<MnistImage> fitted(Fit fit) throws IOException {
    try (Picture picture = open(fit.decoding())) {
      return fit.apply(picture);
    }
  }

  /** A small JPEG of the picture, if this source has made one while the picture was decoded. */
  default Optional<byte[]> thumbnail() {
    return Optional.empty();
  }

  /** A picture file. */
  static PictureSource of(Path file) {
    return of(file, PixelLimit.STANDARD);
  }

  /** A picture file, refused if it has more pixels than the limit. */
  static PictureSource of(Path file, PixelLimit limit) {
    return mode -> PictureReader.read(PictureReader.bytes(file), mode, limit);
  }

  /** A picture file's bytes. */
  static PictureSource of(byte[] bytes) {
    return mode -> PictureReader.read(bytes, mode);
  }
}
