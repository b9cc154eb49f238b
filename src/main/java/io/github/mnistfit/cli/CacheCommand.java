package io.github.mnistfit.cli;

import io.github.mnistfit.cli.output.CannotWorkException;
import io.github.mnistfit.cli.output.Environment;
import io.github.mnistfit.cli.output.Texts;
import io.github.mnistfit.io.CacheFolder;
import io.github.mnistfit.io.StartArchives;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "cache",
    header = "Shows what lies in the cache, and cleans it.",
    description = {
      "The cache has MNIST's files, and for each installation archives of loaded classes, which"
          + " halve the time of a start. All of it can be deleted: it is made or downloaded again"
          + " when it is needed.",
      "",
      "Examples:",
      "  mnistfit cache              what lies there, and how much it takes",
      "  mnistfit cache --clean      delete what no installation uses"
    },
    mixinStandardHelpOptions = true)
final class CacheCommand implements Callable<Integer> {
  private static final List<String> UNPACKED = List.of("opencv", "javacpp", "models");

  private final Environment environment;

  @Option(
      names = "--clean",
      description =
          "Delete the archives of installations that are gone, and of jars that were replaced.")
  private boolean clean;

  CacheCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws CannotWorkException {
    Path cache = CacheFolder.in(environment.variables());
    try {
      long freed = 0;
      long all = bytes(cache);
      long mnist = bytes(cache.resolve("mnist"));
      long unpacked = 0;
      for (String folder : UNPACKED) {
        unpacked += bytes(cache.resolve(folder));
      }
      long spark = bytes(cache.resolve("spark"));
      long others = all - mnist - unpacked - spark;
      print(all, cache.toString());
      print(mnist, "  MNIST's files");
      if (unpacked > 0) {
        print(unpacked, "  libraries and models, unpacked for programs that use mnistfit's jar");
      }
      if (spark > 0) {
        print(spark, "  mnistfit, unpacked for Spark jobs");
      }
      for (StartArchives.Kept kept : new StartArchives(cache).list()) {
        long unused = 0;
        for (Path file : kept.unused()) {
          unused += Files.size(file);
          if (clean) {
            Files.delete(file);
          }
        }
        freed += unused;
        String note = unused == 0 ? "" : ", of which %s MB unused".formatted(megabytes(unused));
        print(kept.bytes(), "  classes for " + kept.installation() + note);
        others -= kept.bytes();
      }
      if (others > 0) {
        print(others, "  other files");
      }
      if (clean) {
        environment.tell("deleted " + megabytes(freed) + " MB");
      }
    } catch (IOException e) {
      throw new CannotWorkException(cache + " can't be cleaned: " + Texts.reason(e), e);
    }
    return ExitStatus.OK;
  }

  private void print(long bytes, String what) {
    environment.out().println("%8s MB  %s".formatted(megabytes(bytes), Texts.printable(what)));
  }

  private static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f", bytes / 1e6);
  }

  private static long bytes(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return 0;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }
}
