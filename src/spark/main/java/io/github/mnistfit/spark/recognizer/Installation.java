package io.github.mnistfit.spark.recognizer;

import io.github.mnistfit.io.PrivateFolder;
import io.github.mnistfit.io.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkFiles;

/**
 * Where mnistfit lies on this machine: the library, its native code, the models.
 *
 * @param home the folder with {@code lib} and {@code models}
 */
public record Installation(Path home) {
  private static final String HOME = "spark.mnistfit.home";

  /** Where the Debian package puts it. */
  private static final Path PACKAGED = Path.of("/usr/lib/mnistfit");

  /**
   * Finds it: the folder that {@code spark.mnistfit.home} names; what {@code --archives} unpacked
   * for this executor; a zip that came with {@code --files}, which is unpacked once a machine; or
   * else the Debian package's folder.
   *
   * @throws RecognizerException if there is none
   */
  public static Installation find(SparkConf conf) throws RecognizerException {
    if (conf.contains(HOME)) {
      Path home = Path.of(conf.get(HOME));
      return within(home)
          .orElseThrow(
              () ->
                  new RecognizerException(
                      home + " (" + HOME + ") has no lib/mnistfit.jar on this machine."));
    }
    Path sent = Path.of(SparkFiles.getRootDirectory());
    try {
      Optional<Installation> unpacked = unpacked(sent);
      if (unpacked.isPresent()) {
        return unpacked.get();
      }
      Optional<Path> archive = archive(sent);
      if (archive.isPresent()) {
        return unpackedOnce(archive.get());
      }
    } catch (IOException e) {
      throw new RecognizerException("mnistfit can't be unpacked: " + e.getMessage(), e);
    }
    return within(PACKAGED)
        .orElseThrow(
            () ->
                new RecognizerException(
                    "There is no mnistfit on this machine: send a whole mnistfit.zip"
                        + " with --files, or say with --conf "
                        + HOME
                        + "=FOLDER where it is installed."));
  }

  /** The folder itself, or the one folder of an archive in it. */
  private static Optional<Installation> within(Path folder) {
    try (Stream<Path> inner = Files.isDirectory(folder) ? Files.list(folder) : Stream.empty()) {
      return Stream.concat(Stream.of(folder), inner)
          .filter(home -> Files.isRegularFile(home.resolve("lib/mnistfit.jar")))
          .map(Installation::new)
          .findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** In a folder that is called like the archive, or as {@code --archives} says behind a #. */
  static Optional<Installation> unpacked(Path sent) throws IOException {
    return sorted(sent, Files::isDirectory).stream()
        .flatMap(folder -> within(folder).stream())
        .findFirst();
  }

  /** A zip: what ends in .tar.gz, Spark would unpack for each executor. */
  static Optional<Path> archive(Path sent) throws IOException {
    for (Path file : sorted(sent, Files::isRegularFile)) {
      if (file.getFileName().toString().endsWith(".zip") && holdsLibrary(file)) {
        return Optional.of(file);
      }
    }
    return Optional.empty();
  }

  private static List<Path> sorted(Path folder, Predicate<Path> which) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(which).sorted().toList();
    }
  }

  /** Models and the user's own files are zips, too, whole or not. */
  private static boolean holdsLibrary(Path file) throws IOException {
    try (var zip = new ZipFile(file.toFile())) {
      return zip.stream().anyMatch(entry -> entry.getName().matches("[^/]+/lib/mnistfit.jar"));
    } catch (ZipException e) {
      return false;
    }
  }

  /**
   * Unpacks an archive into the user's cache, under its checksum; executors that come meanwhile or
   * later, of this job or another, find it there.
   */
  static Installation unpackedOnce(Path archive) throws IOException {
    Path cache = PrivateFolder.inCache(System.getenv(), "spark");
    Path home = cache.resolve(sha256(archive).substring(0, 16));
    Path lock = cache.resolve(home.getFileName() + ".lock");
    // Held against other processes, and within this one by this class.
    synchronized (Installation.class) {
      try (var channel =
              FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock held = channel.lock()) {
        if (held.isValid() && !Files.isDirectory(home)) {
          Path part = cache.resolve(home.getFileName() + ".part");
          delete(part); // of one that was killed
          try {
            unpack(archive, part);
            Files.move(part, home, StandardCopyOption.ATOMIC_MOVE);
          } finally {
            delete(part);
          }
        }
      }
    }
    return within(home).orElseThrow(() -> new IOException(archive + " has no lib/mnistfit.jar"));
  }

  /** A file's checksum, in hexadecimal. */
  static String sha256(Path file) throws IOException {
    MessageDigest digest = Sha256.digest();
    try (var in = new DigestInputStream(Files.newInputStream(file), digest)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Only what runs: the libraries and the models, without the archive's own folder. */
  private static void unpack(Path archive, Path folder) throws IOException {
    try (var zip = new ZipFile(archive.toFile())) {
      for (ZipEntry entry : zip.stream().toList()) {
        Path name = Path.of(entry.getName()).normalize();
        if (entry.isDirectory()
            || name.isAbsolute()
            || name.getNameCount() < 3
            || !isNeeded(name.getName(1).toString())) {
          continue;
        }
        Path target = folder.resolve(name.subpath(1, name.getNameCount()));
        Files.createDirectories(target.getParent());
        try (InputStream in = zip.getInputStream(entry)) {
          Files.copy(in, target);
        }
      }
    }
  }

  private static boolean isNeeded(String folder) {
    return folder.equals("lib") || folder.equals("models");
  }

  private static void delete(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      try (Stream<Path> all = Files.walk(folder)) {
        for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }

  /** The library. */
  Path jar() {
    return home.resolve("lib/mnistfit.jar");
  }

  /** The native libraries' folder. */
  Path natives() {
    return home.resolve("lib/native");
  }

  /**
   * Its version.
   *
   * @throws RecognizerException if its library is damaged
   */
  String version() throws RecognizerException {
    try (var zip = new ZipFile(jar().toFile())) {
      var properties = new Properties();
      ZipEntry entry = zip.getEntry("META-INF/maven/io.github.mnistfit/mnistfit/pom.properties");
      if (entry != null) {
        try (InputStream in = zip.getInputStream(entry)) {
          properties.load(in);
        }
      }
      return properties.getProperty("version", "of unknown version");
    } catch (IOException e) {
      throw new RecognizerException(jar() + " can't be read: " + e.getMessage(), e);
    }
  }

  /**
   * A model and what is used with it: networks that find ink, which lie beside it or else beside
   * the shipped one.
   *
   * @param model as in {@link RecognizerSettings#model}
   * @throws RecognizerException if it isn't there
   */
  Networks networks(String model) throws RecognizerException {
    Path file = model(model);
    return new Networks(file, beside(file, "ink.zip"), beside(file, "page-ink.zip"));
  }

  private Optional<Path> beside(Path model, String name) {
    return Stream.of(model.resolveSibling(name), models().resolve(name))
        .filter(Files::isRegularFile)
        .findFirst();
  }

  private Path models() {
    return home.resolve("models");
  }

  /**
   * A model file.
   *
   * @param name as in {@link RecognizerSettings#model}
   * @throws RecognizerException if it isn't there
   */
  private Path model(String name) throws RecognizerException {
    List<Path> places =
        name.isEmpty()
            ? List.of(models().resolve("default.zip"))
            : List.of(
                Path.of(name), Path.of(SparkFiles.get(Path.of(name).getFileName().toString())));
    return places.stream()
        .filter(Files::isRegularFile)
        .findFirst()
        .orElseThrow(
            () ->
                new RecognizerException(
                    "There is no model "
                        + places.get(0)
                        + " on this machine: send it with --files."));
  }
}
