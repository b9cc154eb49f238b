package io.github.mnistfit.fitter;

import io.github.mnistfit.image.PictureReader;
import io.github.mnistfit.image.format.Frames;
import io.github.mnistfit.image.format.PictureFormat;
import io.github.mnistfit.io.FileNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A page or frame of a picture file; {@code scan.tiff#2} names the second one of scan.tiff. */
public final class PicturePage implements PictureSource {
  /** Longer numbers are of no page. */
  private static final int MOST_DIGITS = 6;

  private final Path picture;
  private final int number;

  /**
   * A page that may not be there.
   *
   * @param number from 1
   */
  public PicturePage(Path picture, int number) {
    this.picture = picture;
    this.number = number;
  }

  /** The page that a path names; empty if there is a file of that name, or none that has pages. */
  public static Optional<PicturePage> named(Path path) {
    String name = path.getFileName() == null ? "" : FileNames.of(path.getFileName());
    int mark = name.lastIndexOf('#');
    String number = name.substring(mark + 1);
    if (mark < 1 || number.length() > MOST_DIGITS || !number.matches("[1-9][0-9]*")) {
      return Optional.empty();
    }
    Path picture = path.resolveSibling(FileNames.path(name.substring(0, mark)));
    return Files.notExists(path) && Files.isRegularFile(picture)
        ? Optional.of(new PicturePage(picture, Integer.parseInt(number)))
        : Optional.empty();
  }

  /** Reads the file anew: a folder of such files would not fit into memory. */
  @Override
  public byte[] bytes() throws IOException {
    byte[] bytes = PictureReader.bytes(picture);
    // What is no picture is told as what it is, where it is decoded.
    return PictureFormat.of(bytes).isEmpty() ? bytes : Frames.frame(bytes, number - 1);
  }

  @Override
  public Optional<Path> file() {
    return Optional.of(picture);
  }

  @Override
  public String pageMark() {
    return "#" + number;
  }
}
