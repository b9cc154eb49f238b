package io.github.mnistfit;

import io.github.mnistfit.image.ColourMode;
import io.github.mnistfit.image.Picture;
import io.github.mnistfit.image.PictureReader;
import java.io.IOException;
import java.nio.file.Path;

/** Where a picture comes from; it is opened only when its turn comes. */
@FunctionalInterface
public interface PictureSource {
  /**
   * Reads the picture.
   *
   * @param mode how colours and transparency become what the fit expects
   * @throws IOException if it can't be read, with the reason in a few lower-case words
   */
  Picture open(ColourMode mode) throws IOException;

  /** A picture file. */
  static PictureSource of(Path file) {
    return mode -> PictureReader.read(file, mode);
  }

  /** A picture file's bytes. */
  static PictureSource of(byte[] bytes) {
    return mode -> PictureReader.read(bytes, mode);
  }
}
