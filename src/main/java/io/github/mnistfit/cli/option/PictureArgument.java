package io.github.mnistfit.cli.option;

import io.github.mnistfit.cli.Thumbnailed;
import io.github.mnistfit.fit.Fit;
import io.github.mnistfit.image.Decoding;
import io.github.mnistfit.image.Picture;
import io.github.mnistfit.image.PictureSource;
import io.github.mnistfit.mnist.MnistImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A picture that the command line names.
 *
 * @param name as the user gave it, or a file's path within the folder that was given
 * @param place where it belongs among results: a relative path, in a folder that was given or as a
 *     list has it, or else just a file's name
 * @param source where its bytes are
 */
public record PictureArgument(String name, Path place, PictureSource source)
    implements PictureSource {
  /** A file that is named itself, or found in a folder that is. */
  public static PictureArgument of(Path file, Path place, PictureSource source) {
    return new PictureArgument(file.toString(), place, source);
  }

  /** What can't even be looked at. */
  public static PictureArgument unreadable(String name, String reason) {
    return new PictureArgument(
        name,
        Path.of(""),
        mode -> {
          throw new IOException(reason);
        });
  }

  /** The same, with a small picture of itself once it has been opened. */
  public PictureArgument thumbnailed() {
    return from(new Thumbnailed(source));
  }

  /** The same, read from elsewhere. */
  public PictureArgument from(PictureSource other) {
    return new PictureArgument(name, place, other);
  }

  @Override
  public Picture open(Decoding decoding) throws IOException {
    return source.open(decoding);
  }

  @Override
  public Optional<MnistImage> fitted(Fit fit) throws IOException {
    return source.fitted(fit);
  }

  @Override
  public Optional<byte[]> thumbnail() {
    return source.thumbnail();
  }
}
