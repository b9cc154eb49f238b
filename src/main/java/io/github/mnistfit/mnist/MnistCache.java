package io.github.mnistfit.mnist;

import io.github.mnistfit.io.AtomicFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The folder that downloaded files are kept in. What isn't there, or isn't right, is downloaded.
 *
 * @param folder made when there is something to keep
 * @param mirrors where files are downloaded from
 * @param listener is told when a file can't be kept
 */
record MnistCache(Path folder, MnistMirrors mirrors, DownloadListener listener)
    implements MnistSource {
  @Override
  public byte[] read(MnistFile file) throws MnistDataException {
    for (String name : file.names()) {
      try (InputStream in = Files.newInputStream(folder.resolve(name))) {
        return file.unpack(in);
      } catch (IOException e) {
        // Absent or damaged: the next name's, or a new copy, takes its place.
      }
    }
    byte[] packed = mirrors.download(file);
    try {
      Files.createDirectories(folder);
      AtomicFile.write(folder.resolve(file.name() + ".gz"), true, out -> out.write(packed));
    } catch (IOException e) {
      listener.notCached(folder);
    }
    try {
      return file.unpack(new ByteArrayInputStream(packed));
    } catch (IOException e) {
      throw new IllegalStateException("a download is checked before it is handed over", e);
    }
  }
}
