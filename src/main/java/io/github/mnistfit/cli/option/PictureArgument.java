package io.github.mnistfit.cli.option;

import io.github.mnistfit.fitter.PictureSource;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A picture that the command line names.
 *
 * @param name as the user gave it, or a file's path within the folder that was given
 * @param place where it belongs among results: a relative path, in a folder that was given or as a
 *     list has it, or else just a file's name
 * @param source where its bytes are
 */
public record PictureArgument(String name, Path place, PictureSource source) {
  /** A file that is named itself, or found in a folder that is. */
  static PictureArgument of(Path file, Path place) {
    return new PictureArgument(file.toString(), place, PictureSource.of(file));
  }

  /** What can't even be looked at. */
  static PictureArgument unreadable(String name, String reason) {
    return new PictureArgument(
        name,
        Path.of(""),
        () -> {
          throw new IOException(reason);
        });
  }
}
