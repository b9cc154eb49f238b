package io.github.mnistfit.cli;

import io.github.mnistfit.io.WholeFile;
import io.github.mnistfit.mnist.IdxFile;
import io.github.mnistfit.mnist.MnistImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** One IDX file for all pictures, and beside it their paths in the same order. */
final class IdxOutput implements FitOutput {
  private final Path file;
  private final Path paths;
  private final char recordEnd;
  private final boolean force;
  private final List<MnistImage> images = new ArrayList<>();
  private final List<String> names = new ArrayList<>();

  /** Refuses files that are already there before any work is done. */
  IdxOutput(Path file, char recordEnd, boolean force) throws CannotWorkException {
    this.file = file;
    this.paths = file.resolveSibling(file.getFileName() + ".paths.txt");
    this.recordEnd = recordEnd;
    this.force = force;
    if (!force && (Files.exists(file) || Files.exists(paths))) {
      throw new CannotWorkException(
          file + " or " + paths + " is already there: --force replaces both.");
    }
  }

  @Override
  public void add(PictureArgument picture, MnistImage image) {
    images.add(image);
    names.add(picture.name());
  }

  @Override
  public void finish() throws CannotWorkException {
    byte[] lines =
        names.stream()
            .map(name -> name + recordEnd)
            .collect(Collectors.joining())
            .getBytes(StandardCharsets.UTF_8);
    try {
      WholeFile.write(file, force, out -> IdxFile.writeImages(out, images));
      WholeFile.write(paths, force, out -> out.write(lines));
    } catch (IOException e) {
      throw new CannotWorkException(file + " can't be written: " + e, e);
    }
  }
}
