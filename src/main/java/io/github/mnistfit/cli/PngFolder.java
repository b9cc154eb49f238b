package io.github.mnistfit.cli;

import io.github.mnistfit.image.PngWriter;
import io.github.mnistfit.io.WholeFile;
import io.github.mnistfit.mnist.MnistImage;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/** A 28×28 PNG for each picture in one folder, named after it. */
final class PngFolder implements FitOutput {
  private final Path folder;
  private final boolean force;
  private final Set<Path> written = new HashSet<>();

  PngFolder(Path folder, boolean force) throws CannotWorkException {
    this.folder = folder;
    this.force = force;
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new CannotWorkException("The folder " + folder + " can't be made: " + e, e);
    }
  }

  @Override
  public void add(PictureArgument picture, MnistImage image)
      throws IOException, CannotWorkException {
    Path target = folder.resolve(Path.of(picture.name()).getFileName() + ".png");
    if (!written.add(target)) {
      throw new IOException("another picture has been written to " + target + " already");
    }
    try {
      WholeFile.write(target, force, out -> out.write(PngWriter.toPng(image)));
    } catch (FileAlreadyExistsException e) {
      throw new IOException(target + " is already there: --force replaces it", e);
    } catch (IOException e) {
      throw new CannotWorkException(target + " can't be written: " + e, e);
    }
  }
}
