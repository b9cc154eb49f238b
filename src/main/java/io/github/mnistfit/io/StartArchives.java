package io.github.mnistfit.io;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The archives of loaded classes that the launcher keeps in the cache: for each installation a
 * folder below {@code start} that is named by its whole path, and in it files for each JDK.
 */
public final class StartArchives {
  /**
   * {@code jdk-17.0.15-SUM-pictures.jsa}, and beside it its checksum (once: its size); SUM is of
   * the jar. Windows has no checksums beside them, and the JDK's major version alone.
   */
  private static final Pattern NAME =
      Pattern.compile(
          "jdk-.+-([0-9a-f]{32}|unknown)-(short|pictures)\\.(jsa|aot)(\\.(?:sum|size))?");

  /**
   * The launcher touches a checksum in the first hour of use and in each later one. Chosen, not
   * measured: who comes back later pays one slow start.
   */
  private static final Duration REST = Duration.ofDays(90);

  /** A drive without its colon, and what is on it. */
  private static final Pattern DRIVE = Pattern.compile("[A-Za-z](\\\\.*)?");

  private static final String SUM = ".sum";

  private final Path root;

  /**
   * Looks at a cache.
   *
   * @param cache see {@link CacheFolder#in}
   */
  public StartArchives(Path cache) {
    this.root = cache.resolve("start");
  }

  /**
   * What was kept for an installation.
   *
   * @param installation where it lies, or lay
   * @param bytes how much all of it takes
   * @param unused the files that no start of it will use again
   */
  public record Kept(Path installation, long bytes, List<Path> unused) {
    /** Copies the list. */
    public Kept {
      unused = List.copyOf(unused);
    }
  }

  /**
   * What is kept, by installation.
   *
   * @throws IOException if the cache can't be listed
   */
  public List<Kept> list() throws IOException {
    Map<Path, List<Path>> files = new TreeMap<>();
    if (Files.isDirectory(root)) {
      try (Stream<Path> all = Files.walk(root)) {
        all.filter(file -> NAME.matcher(file.getFileName().toString()).matches())
            .filter(Files::isRegularFile)
            .sorted()
            .forEach(
                file -> files.computeIfAbsent(file.getParent(), p -> new ArrayList<>()).add(file));
      }
    }
    List<Kept> kept = new ArrayList<>();
    for (Map.Entry<Path, List<Path>> one : files.entrySet()) {
      String place = root.relativize(one.getKey()).toString();
      Path installation = Path.of(installation(place, File.separatorChar == '\\'));
      String sum = sum(installation);
      long bytes = 0;
      List<Path> unused = new ArrayList<>();
      for (Path file : one.getValue()) {
        bytes += Files.size(file);
        if (!sumIn(file).equals(sum) || isLongUnused(file)) {
          unused.add(file);
        }
      }
      kept.add(new Kept(installation, bytes, unused));
    }
    return kept;
  }

  /**
   * Where an installation is.
   *
   * @param place of its archives below {@code start}, where the root is left out: on Windows, a
   *     drive's colon, or the two backslashes before a share
   */
  static String installation(String place, boolean onWindows) {
    if (!onWindows) {
      return "/" + place;
    }
    return DRIVE.matcher(place).matches()
        ? place.charAt(0) + ":\\" + place.substring(1)
        : "\\\\" + place;
  }

  /** The checksum of an installation's jar, as its launcher knows it; empty if it is gone. */
  private static String sum(Path installation) throws IOException {
    Path jar = installation.resolve("lib/mnistfit.jar");
    Path file = installation.resolve("lib/mnistfit.jar.md5");
    if (!Files.isRegularFile(jar)) {
      return "";
    }
    return Files.isRegularFile(file)
        ? Files.readString(file, StandardCharsets.US_ASCII).strip()
        : "unknown";
  }

  /** Such is what was made for a JDK that was replaced since: its jar is the one that there is. */
  private static boolean isLongUnused(Path file) throws IOException {
    String name = file.getFileName().toString();
    Path used = name.endsWith(SUM) ? file : file.resolveSibling(name + SUM);
    return Files.exists(used)
        && Files.getLastModifiedTime(used).toInstant().isBefore(Instant.now().minus(REST));
  }

  private static String sumIn(Path file) {
    Matcher name = NAME.matcher(file.getFileName().toString());
    return name.matches() ? name.group(1) : "";
  }
}
