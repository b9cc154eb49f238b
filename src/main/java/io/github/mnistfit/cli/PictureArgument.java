package io.github.mnistfit.cli;

import io.github.mnistfit.PictureSource;
import io.github.mnistfit.image.ColourMode;
import io.github.mnistfit.image.Picture;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A picture that the command line names.
 *
 * @param name as the user gave it, or a file's path within the folder that was given
 * @param source where its bytes are
 */
record PictureArgument(String name, PictureSource source) implements PictureSource {
  static PictureArgument of(Path file) {
    return new PictureArgument(file.toString(), PictureSource.of(file));
  }

  @Override
  public Picture open(ColourMode mode) throws IOException {
    return source.open(mode);
  }
}
