package io.github.mnistfit.cli.output;

import io.github.mnistfit.cli.option.PictureArgument;
import io.github.mnistfit.fitter.Fitted;
import io.github.mnistfit.image.PngWriter;
import io.github.mnistfit.io.AtomicFile;
import io.github.mnistfit.io.FileNames;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A PNG for each picture, with {@code .png} behind its whole name: neither {@code 7.jpg} and {@code
 * 7.bmp} nor a result and its picture share a file. What lies in folders of a folder stays in such
 * folders.
 */
public final class PngFolder implements FittedOutput {
  private final Path folder;
  private final boolean force;
  private final Predicate<Path> isRead;
  private final Set<Path> written = new HashSet<>();
  private int files;

  /**
   * Makes the folder where it is missing.
   *
   * @param force whether files that are already there may be replaced
   * @param isRead tells which of them are pictures that are read, and stay
   * @throws CannotWorkException if there can be no such folder
   */
  public PngFolder(Path folder, boolean force, Predicate<Path> isRead) throws CannotWorkException {
    this.folder = folder;
    this.force = force;
    this.isRead = isRead;
    try {
      Files.createDirectories(folder);
    } catch (FileAlreadyExistsException e) {
      throw new CannotWorkException(folder + " is not a folder: name another with -o.", e);
    } catch (IOException e) {
      throw new CannotWorkException(folder + " can't be made: " + Texts.reason(e) + ".", e);
    }
  }

  @Override
  public void add(PictureArgument picture, Fitted.Image fitted) throws IOException {
    Path place = picture.place();
    Path target;
    try {
      target =
          folder.resolve(
              place.resolveSibling(FileNames.path(FileNames.of(place.getFileName()) + ".png")));
    } catch (InvalidPathException e) {
      throw new IOException("no file can have a name like this here: " + e.getReason(), e);
    }
    if (!written.add(target)) {
      throw new IOException("another picture's result is " + target + " already");
    }
    if (isRead.test(target)) {
      throw new IOException(OutputFiles.isReadFrom(target));
    }
    try {
      Files.createDirectories(target.getParent());
      AtomicFile.write(target, force, out -> out.write(PngWriter.toPng(fitted.image())));
      files++;
    } catch (FileAlreadyExistsException e) {
      throw new IOException(e.getFile() + " is already there: --force replaces it", e);
    } catch (IOException e) {
      throw new IOException(target + " can't be written: " + Texts.reason(e), e);
    }
  }

  @Override
  public Optional<String> finish() {
    return files == 0
        ? Optional.empty()
        : Optional.of(files + (files == 1 ? " image to " : " images to ") + folder);
  }
}
