package io.github.mnistfit.fitter;

import io.github.mnistfit.image.format.Frames;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** A picture of which it is known, once it was read, how many pages or frames its file has. */
public final class CountedSource implements PictureSource {
  private final PictureSource source;
  private volatile int frames = 1;

  /** Counts what is in a picture when its bytes pass by. */
  public CountedSource(PictureSource source) {
    this.source = source;
  }

  /** How many pages or frames a picture has; 1 if they weren't counted, or it wasn't read yet. */
  public static int frames(PictureSource source) {
    return source instanceof CountedSource counted ? counted.frames : 1;
  }

  @Override
  public byte[] bytes() throws IOException {
    byte[] bytes = source.bytes();
    if (source.pageMark().isEmpty()) { // one of several is what was asked for
      frames = Frames.count(bytes);
    }
    return bytes;
  }

  @Override
  public Optional<Path> file() {
    return source.file();
  }

  @Override
  public String pageMark() {
    return source.pageMark();
  }
}
