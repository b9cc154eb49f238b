package io.github.mnistfit.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Native libraries and models in the cache: unpacked there by programs that use mnistfit's jar, a
 * folder for each version, and JavaCPP's links to the libraries of installations. All of it is made
 * again when it is needed.
 */
public final class UnpackedFiles {
  private static final String LIBRARIES = "javacpp";

  /** OpenCV by its version, models by their checksum, JavaCPP's by the name of their jar. */
  private static final List<String> FOLDERS = List.of("opencv", LIBRARIES, "models");

  /** JavaCPP names the folder of a jar's libraries by the jar, other folders by where they lay. */
  private static final String JAR = ".jar";

  /** What tells one version from another in the name of a folder. */
  private static final Pattern VERSION = Pattern.compile("-[0-9].*");

  private final Path cache;

  /**
   * Looks at a cache.
   *
   * @param cache see {@link CacheFolder#in}
   */
  public UnpackedFiles(Path cache) {
    this.cache = cache;
  }

  /**
   * How much all of them take.
   *
   * @throws IOException if they can't be listed
   */
  public long bytes() throws IOException {
    long bytes = 0;
    for (String folder : FOLDERS) {
      bytes += FolderTree.bytes(cache.resolve(folder));
    }
    return bytes;
  }

  /**
   * What an earlier version left, where a later one has unpacked its own since, and links to
   * installations that are gone.
   *
   * @return folders
   * @throws IOException if they can't be listed
   */
  public List<Path> unused() throws IOException {
    List<Path> unused = new ArrayList<>();
    for (String name : FOLDERS) {
      Map<String, Path> latest = new HashMap<>();
      for (Path folder : foldersIn(cache.resolve(name))) {
        if (name.equals(LIBRARIES) && !folder.toString().endsWith(JAR)) {
          if (leadsNowhere(folder)) {
            unused.add(folder);
          }
          continue;
        }
        // The versions of one library; models and OpenCV have nothing else beside them.
        String family =
            name.equals(LIBRARIES)
                ? VERSION.matcher(folder.getFileName().toString()).replaceFirst("")
                : "";
        Path earlier = latest.put(family, folder);
        if (earlier != null) {
          unused.add(earlier);
        }
      }
    }
    return unused;
  }

  /** From the one that was made first to the last. */
  private static List<Path> foldersIn(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    Map<Path, FileTime> made = new HashMap<>();
    try (Stream<Path> all = Files.list(folder)) {
      for (Path path : all.filter(Files::isDirectory).toList()) {
        made.put(path, Files.getLastModifiedTime(path));
      }
    }
    return made.keySet().stream()
        .sorted(Comparator.comparing((Path path) -> made.get(path)).thenComparing(path -> path))
        .toList();
  }

  /** Whether a folder has links, and none that leads out of it leads to a file. */
  private static boolean leadsNowhere(Path folder) throws IOException {
    boolean hasLinks = false;
    try (Stream<Path> all = Files.list(folder)) {
      for (Path link : all.filter(Files::isSymbolicLink).toList()) {
        hasLinks = true;
        if (Files.readSymbolicLink(link).isAbsolute() && Files.exists(link)) {
          return false;
        }
      }
    }
    return hasLinks;
  }
}
