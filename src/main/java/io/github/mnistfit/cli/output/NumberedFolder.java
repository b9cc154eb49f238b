package io.github.mnistfit.cli.output;

import io.github.mnistfit.cli.option.PictureArgument;
import io.github.mnistfit.io.AtomicFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** A folder of PNG files, numbered in the order of the pictures that they show. */
final class NumberedFolder {
  /** Of a file's name, in all 255. */
  private static final int MOST_BYTES = 240;

  private final Path folder;
  private int number;

  /**
   * Makes the folder if it isn't there.
   *
   * @throws CannotWorkException if it can't be made
   */
  public NumberedFolder(Path folder) throws CannotWorkException {
    this.folder = folder;
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new CannotWorkException(
          "The folder " + folder + " can't be made: " + Texts.reason(e) + ".", e);
    }
  }

  /** Counts a picture; what is written next belongs to it. */
  public void next() {
    number++;
  }

  /** The end of a name, where the most common file systems could hold no more with our own. */
  private static String shortened(String name) {
    String end = name;
    while (end.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
      end = end.substring(end.offsetByCodePoints(0, 1));
    }
    return end;
  }

  /**
   * Writes what belongs to a picture, replacing a file of the same number and name.
   *
   * @throws UncheckedIOException if it can't be written
   */
  public void write(PictureArgument picture, byte[] png) {
    Path name = picture.place().getFileName();
    Path target =
        folder.resolve(
            String.format(Locale.ROOT, "%05d-%s.png", number, shortened(String.valueOf(name))));
    try {
      AtomicFile.write(target, true, out -> out.write(png));
    } catch (IOException e) {
      throw new UncheckedIOException(target + " can't be written: " + Texts.reason(e) + ".", e);
    }
  }
}
