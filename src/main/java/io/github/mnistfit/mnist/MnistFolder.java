package io.github.mnistfit.mnist;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The user's own folder. Nothing is written to it, and a wrong file in it is an error.
 *
 * @param folder holds the four files, plain or .gz
 * @param givenBy the option or environment variable that named it
 * @param set the files
 */
record MnistFolder(Path folder, String givenBy, MnistFileSet set) implements MnistSource {
  @Override
  public byte[] read(MnistFile file) throws MnistDataException {
    if (!Files.isDirectory(folder)) {
      throw new MnistDataException(
          "There is no folder %s, which %s names. %s".formatted(folder, givenBy, advice()));
    }
    for (String name : file.names()) {
      Path path = folder.resolve(name);
      if (Files.isRegularFile(path)) {
        return read(file, path);
      }
    }
    throw new MnistDataException(
        "%s, which %s names, holds neither %s nor %s. %s"
            .formatted(folder, givenBy, file.names().get(0), file.names().get(1), advice()));
  }

  private byte[] read(MnistFile file, Path path) throws MnistDataException {
    try (InputStream in = Files.newInputStream(path)) {
      return file.unpack(in);
    } catch (FileSystemException e) {
      throw new MnistDataException(
          path + " can't be opened: check who may read it, or use another folder.", e);
    } catch (IOException e) {
      throw new MnistDataException(
          "%s is not MNIST's %s: %s. Replace or remove the file; without %s, mnistfit downloads it."
              .formatted(path, file.name(), e.getMessage(), givenBy),
          e);
    }
  }

  private String advice() {
    return "Put MNIST's four files into a folder, plain or .gz (%s), and name that folder; without %s, mnistfit downloads them."
        .formatted(set.names(), givenBy);
  }
}
