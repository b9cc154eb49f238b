package io.github.mnistfit.cli.output;

import io.github.mnistfit.cli.option.PictureArgument;
import io.github.mnistfit.io.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A folder of PNG files, numbered in the order of the pictures that they show. */
final class NumberedFolder {
  /** Of a file's name, in all 255. */
  private static final int MOST_BYTES = 240;

  private static final Pattern NAME = Pattern.compile("\\d{5,}-.*\\.png", Pattern.DOTALL);

  private final Path folder;
  private final boolean force;
  private final Predicate<Path> isRead;
  private boolean isEmpty = true;

  /** Why a file couldn't be written; the pictures are answered all the same. */
  private Optional<CannotWorkException> failure = Optional.empty();

  /**
   * Makes the folder if it isn't there.
   *
   * @param force whether files that an earlier run left there may be replaced
   * @param isResumed whether such files may stay, since the run that left them goes on
   * @param isRead tells which of them are pictures that are read, and stay
   * @throws CannotWorkException if it can't be made, or there are files that may not
   */
  public NumberedFolder(Path folder, boolean force, boolean isResumed, Predicate<Path> isRead)
      throws CannotWorkException {
    this.folder = folder;
    this.force = force;
    this.isRead = isRead;
    try {
      Files.createDirectories(folder);
      try (Stream<Path> files = Files.list(folder)) {
        if (!force && !isResumed && files.anyMatch(file -> NAME.matcher(nameOf(file)).matches())) {
          throw new CannotWorkException(
              folder
                  + " has drawings already: name another folder, or replace those of the same names with --force.");
        }
      }
    } catch (IOException e) {
      throw new CannotWorkException(
          "The folder " + folder + " can't be made: " + Texts.reason(e) + ".", e);
    }
  }

  /**
   * Ends the work.
   *
   * @param what was written, for the user
   * @return the same, and where; empty if nothing was written
   * @throws CannotWorkException if something couldn't be; the message is for the user
   */
  public Optional<String> finish(String what) throws CannotWorkException {
    if (failure.isPresent()) {
      throw failure.get();
    }
    return isEmpty ? Optional.empty() : Optional.of(what + " to " + folder);
  }

  private static String nameOf(Path path) {
    return String.valueOf(path.getFileName());
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
   * Writes what belongs to a picture. It may be there already: a run that was killed wrote it
   * before the answer. If the disk is full, {@link #finish} tells so.
   *
   * @param number of the picture among all, from 1
   * @throws IOException if it would be written over a picture, or something else is there
   */
  public void write(int number, PictureArgument picture, byte[] png) throws IOException {
    if (failure.isPresent()) {
      return;
    }
    Path target;
    try {
      target =
          folder.resolve(
              String.format(
                  Locale.ROOT, "%05d-%s.png", number, shortened(nameOf(picture.place()))));
    } catch (InvalidPathException e) {
      throw new IOException("no file can have a name like this here: " + e.getReason(), e);
    }
    if (isRead.test(target)) {
      throw new IOException(OutputFiles.isReadFrom(target));
    }
    try {
      AtomicFile.write(target, force, out -> out.write(png));
    } catch (FileAlreadyExistsException e) {
      if (Files.size(target) != png.length || !Arrays.equals(Files.readAllBytes(target), png)) {
        throw new IOException(
            target + " is already there and is another picture: move it away or rename it", e);
      }
    } catch (IOException e) {
      failure =
          Optional.of(
              new CannotWorkException(
                  target + " and what follows can't be written: " + Texts.reason(e) + ".", e));
      return;
    }
    isEmpty = false;
  }
}
