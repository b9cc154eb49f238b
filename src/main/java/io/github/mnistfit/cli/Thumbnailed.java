package io.github.mnistfit.cli;

import io.github.mnistfit.image.Decoding;
import io.github.mnistfit.image.Picture;
import io.github.mnistfit.image.PictureSource;
import io.github.mnistfit.image.Thumbnail;
import java.io.IOException;
import java.util.Optional;

/**
 * A picture that keeps a small one of itself when it is opened: so it is made where the picture is
 * decoded, on all processors, and nothing is decoded twice.
 */
public final class Thumbnailed implements PictureSource {
  private final PictureSource source;
  private volatile byte[] thumbnail;

  public Thumbnailed(PictureSource source) {
    this.source = source;
  }

  @Override
  public Picture open(Decoding decoding) throws IOException {
    Picture picture = source.open(decoding);
    thumbnail = Thumbnail.jpeg(picture);
    return picture;
  }

  @Override
  public Optional<byte[]> thumbnail() {
    return Optional.ofNullable(thumbnail);
  }
}
