package io.github.mnistfit.fitter;

import io.github.mnistfit.image.PictureReader;
import io.github.mnistfit.image.PngWriter;
import io.github.mnistfit.mnist.MnistImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Where a picture file's bytes come from; they are asked for only when its turn comes. */
@FunctionalInterface
public interface PictureSource {
  /**
   * Reads the bytes.
   *
   * @return a picture file's bytes, not to be changed
   * @throws IOException if they can't be read, with the reason in a few lower-case words
   */
  byte[] bytes() throws IOException;

  /** The file that has nothing but this picture; empty if the bytes come from elsewhere. */
  default Optional<Path> file() {
    return Optional.empty();
  }

  /** A picture file. */
  static PictureSource of(Path file) {
    return new PictureSource() {
      @Override
      public byte[] bytes() throws IOException {
        return PictureReader.bytes(file);
      }

      @Override
      public Optional<Path> file() {
        return Optional.of(file);
      }
    };
  }

  /** A picture file's bytes, which aren't copied. */
  static PictureSource of(byte[] bytes) {
    return () -> bytes;
  }

  /** An image in MNIST's form, as a picture file. */
  static PictureSource of(MnistImage image) {
    return () -> PngWriter.toPng(image);
  }
}
