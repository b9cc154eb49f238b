package io.github.mnistfit.cli;

import io.github.mnistfit.PictureSource;
import io.github.mnistfit.image.ColourMode;
import io.github.mnistfit.image.Picture;
import io.github.mnistfit.image.Thumbnail;
import java.io.IOException;
import java.util.Iterator;
import java.util.Optional;

/**
 * A picture that keeps a small one of itself when it is opened, if one is wanted: so it is made
 * where the picture is decoded, on all processors, and nothing is decoded twice.
 */
final class Thumbnailed<S extends PictureSource> implements PictureSource {
  private final S source;
  private final boolean isWanted;
  private volatile byte[] thumbnail;

  private Thumbnailed(S source, boolean isWanted) {
    this.source = source;
    this.isWanted = isWanted;
  }

  /** These pictures, one after the other, with or without thumbnails. */
  static <S extends PictureSource> Iterator<Thumbnailed<S>> each(
      Iterator<S> sources, boolean areWanted) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return sources.hasNext();
      }

      @Override
      public Thumbnailed<S> next() {
        return new Thumbnailed<>(sources.next(), areWanted);
      }
    };
  }

  @Override
  public Picture open(ColourMode mode) throws IOException {
    Picture picture = source.open(mode);
    if (isWanted) {
      thumbnail = Thumbnail.jpeg(picture);
    }
    return picture;
  }

  S source() {
    return source;
  }

  /** A JPEG file; empty if none is wanted or the picture couldn't be opened. */
  Optional<byte[]> thumbnail() {
    return Optional.ofNullable(thumbnail);
  }
}
