package io.github.mnistfit.mnist;

import io.github.mnistfit.io.CacheFolder;
import io.github.mnistfit.mnist.MnistMirrors.Timeouts;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * MNIST's images, from the first of these that is there: the folder given, the folder in the
 * environment variable MNISTFIT_DATA, the cache, public mirrors. The folders hold four files under
 * MNIST's own names, plain or .gz. Whatever they come from, their bytes are checked.
 *
 * <p>The cache is the folder mnist in {@link CacheFolder}.
 */
public final class MnistFiles {
  /** Servers that are known to have MNIST's four files as .gz. */
  public static final List<URI> PUBLIC_MIRRORS =
      List.of(
          URI.create("https://ossci-datasets.s3.amazonaws.com/mnist/"),
          URI.create("https://storage.googleapis.com/cvdf-datasets/mnist/"),
          URI.create("https://raw.githubusercontent.com/fgnt/mnist/master/"));

  private final MnistFileSet set;
  private final MnistSource source;

  private MnistFiles(MnistFileSet set, MnistSource source) {
    this.set = set;
    this.source = source;
  }

  /**
   * Chooses where MNIST comes from; nothing is read or downloaded yet.
   *
   * @param folder the folder given with --data, if any
   * @param variables the environment variables
   * @param mirrors what to download from, in order; each ends in a slash
   * @param listener is told how downloads go
   * @throws MnistDataException if an environment variable holds what can't be a path
   */
  public static MnistFiles of(
      Optional<Path> folder,
      Map<String, String> variables,
      List<URI> mirrors,
      DownloadListener listener)
      throws MnistDataException {
    return of(folder, variables, mirrors, listener, MnistFileSet.MNIST, Timeouts.USUAL);
  }

  static MnistFiles of(
      Optional<Path> folder,
      Map<String, String> variables,
      List<URI> mirrors,
      DownloadListener listener,
      MnistFileSet set,
      Timeouts timeouts)
      throws MnistDataException {
    if (folder.isPresent()) {
      return new MnistFiles(set, new MnistFolder(folder.get(), "--data", set));
    }
    try {
      Optional<Path> variable = CacheFolder.path(variables, "MNISTFIT_DATA");
      if (variable.isPresent()) {
        return new MnistFiles(set, new MnistFolder(variable.get(), "MNISTFIT_DATA", set));
      }
      var servers = new MnistMirrors(mirrors, timeouts, set, listener);
      Path cache = CacheFolder.in(variables).resolve("mnist");
      return new MnistFiles(set, new MnistCache(cache, servers, listener));
    } catch (IllegalArgumentException e) {
      throw new MnistDataException(e.getMessage(), e);
    }
  }

  /**
   * The 60,000 images to learn from, in MNIST's order.
   *
   * @throws MnistDataException if they can't be had
   */
  public List<LabelledImage> training() throws MnistDataException {
    return read(set.trainingImages(), set.trainingLabels());
  }

  /**
   * The 10,000 images to be measured on, in MNIST's order.
   *
   * @throws MnistDataException if they can't be had
   */
  public List<LabelledImage> test() throws MnistDataException {
    return read(set.testImages(), set.testLabels());
  }

  /**
   * What every image given here comes from, for a model's provenance.
   *
   * @return the SHA-256 of each file's unpacked bytes, in hexadecimal, under the file's name
   */
  public SortedMap<String, String> checksums() {
    var checksums = new TreeMap<String, String>();
    set.files().forEach(file -> checksums.put(file.name(), file.sha256()));
    return Collections.unmodifiableSortedMap(checksums);
  }

  private List<LabelledImage> read(MnistFile imageFile, MnistFile labelFile)
      throws MnistDataException {
    // The small file first: where none can be had, that shows at once.
    byte[] labelBytes = source.read(labelFile);
    byte[] imageBytes = source.read(imageFile);
    try {
      byte[] labels = IdxFile.readLabels(new ByteArrayInputStream(labelBytes));
      List<MnistImage> images = IdxFile.readImages(new ByteArrayInputStream(imageBytes));
      return IntStream.range(0, labels.length)
          .mapToObj(i -> new LabelledImage(images.get(i), labels[i]))
          .toList();
    } catch (IOException e) {
      throw new IllegalStateException("a file with the right checksum can be read", e);
    }
  }
}
