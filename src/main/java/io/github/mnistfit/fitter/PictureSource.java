package io.github.mnistfit.fitter;

import io.github.mnistfit.image.PictureReader;
import io.github.mnistfit.image.PngWriter;
import io.github.mnistfit.mnist.GreyImage;
import io.github.mnistfit.mnist.MnistImage;
import io.github.mnistfit.mnist.RgbImage;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
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

  /** The file that the picture is in; empty if the bytes come from elsewhere. */
  default Optional<Path> file() {
    return Optional.empty();
  }

  /** What names it behind its file's path: {@code #2} for a file's second page; else nothing. */
  default String pageMark() {
    return "";
  }

  /** What a path names: a picture file, or one of its pages or frames. */
  static PictureSource named(Path path) {
    return PicturePage.named(path).<PictureSource>map(page -> page).orElseGet(() -> of(path));
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

  /**
   * A picture file as a stream, which is read once, to its end, and then closed.
   *
   * @param in of at most {@link PictureReader#MAX_BYTES}
   */
  static PictureSource of(InputStream in) {
    return () -> {
      try (in) {
        return PictureReader.bytes(in);
      }
    };
  }

  /** An image in MNIST's form. */
  static PictureSource of(MnistImage image) {
    return () -> PngWriter.toPng(image);
  }

  /** A picture in grey. */
  static PictureSource of(GreyImage image) {
    return () -> PngWriter.toPng(image);
  }

  /** A picture in colour. */
  static PictureSource of(RgbImage image) {
    return () -> PngWriter.toPng(image);
  }

  /** A picture of the JDK's, which mustn't be changed before it has been read. */
  static PictureSource of(BufferedImage image) {
    return () -> PngWriter.toPng(image);
  }
}
