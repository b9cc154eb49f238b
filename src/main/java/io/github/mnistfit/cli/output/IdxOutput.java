package io.github.mnistfit.cli.output;

import io.github.mnistfit.cli.option.PictureArgument;
import io.github.mnistfit.fitter.Fitted;
import io.github.mnistfit.io.AtomicFile;
import io.github.mnistfit.io.FileNames;
import io.github.mnistfit.mnist.IdxFile;
import io.github.mnistfit.mnist.MnistImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** One IDX file for all pictures, and beside it the paths of those that are in it, in order. */
public final class IdxOutput implements FittedOutput {
  private final Path file;
  private final Path paths;
  private final boolean force;
  private final char recordEnd;
  private final List<MnistImage> images = new ArrayList<>();
  private final List<String> names = new ArrayList<>();

  /**
   * Looks whether the files could be written, so that a wrong path doesn't fail only at the end.
   *
   * @param force whether files that are already there may be replaced
   * @param recordEnd what ends a path; control characters in paths are escaped unless it is NUL
   * @throws CannotWorkException if a file is there and may not be replaced, or its folder is
   *     missing
   */
  public IdxOutput(Path file, boolean force, char recordEnd) throws CannotWorkException {
    this.file = file;
    this.paths = paths(file);
    this.force = force;
    this.recordEnd = recordEnd;
    for (Path one : List.of(file, paths)) {
      if (Files.isDirectory(one)) {
        throw new CannotWorkException(one + " is a folder: name a file with --idx.");
      }
      if (!force && Files.exists(one)) {
        throw new CannotWorkException(one + " is already there: --force replaces it.");
      }
    }
    if (!Files.isDirectory(file.toAbsolutePath().getParent())) {
      throw new CannotWorkException(file + " can't be written: its folder doesn't exist.");
    }
  }

  /** The file of paths beside an IDX file. */
  public static Path paths(Path idx) {
    return idx.resolveSibling(idx.getFileName() + ".paths.txt");
  }

  @Override
  public void add(PictureArgument picture, Fitted.Image fitted) {
    images.add(fitted.image());
    names.add(recordEnd == '\0' ? picture.name() : Texts.line(picture.name()));
  }

  @Override
  public Optional<String> finish() throws CannotWorkException {
    if (images.isEmpty()) {
      return Optional.empty();
    }
    byte[] lines =
        FileNames.encode(
            names.stream().map(name -> name + recordEnd).collect(Collectors.joining()));
    try {
      AtomicFile.write(file, force, out -> IdxFile.writeImages(out, images));
      AtomicFile.write(paths, force, out -> out.write(lines));
    } catch (IOException e) {
      throw new CannotWorkException(file + " can't be written: " + Texts.reason(e) + ".", e);
    }
    return Optional.of(
        images.size()
            + (images.size() == 1 ? " image to " : " images to ")
            + file
            + ", their paths to "
            + paths);
  }
}
