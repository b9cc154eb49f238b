package io.github.mnistfit.cli;

import io.github.mnistfit.cli.output.CannotWorkException;
import io.github.mnistfit.cli.output.Environment;
import io.github.mnistfit.cli.output.Texts;
import io.github.mnistfit.io.CacheFolder;
import io.github.mnistfit.io.FolderTree;
import io.github.mnistfit.io.StartArchives;
import io.github.mnistfit.io.UnpackedFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "cache",
    header = "Shows what lies in the cache, and cleans it.",
    description = {
      "The cache has MNIST's files, for each installation archives of loaded classes, which halve"
          + " the time of a start, and native libraries and models that had to be unpacked or copied."
          + " All of it can be deleted: it is made or downloaded again when it is needed.",
      "",
      "Examples:",
      "  mnistfit cache              what lies there, and how much it takes",
      "  mnistfit cache --clean      delete what no installation uses"
    },
    mixinStandardHelpOptions = true)
final class CacheCommand implements Callable<Integer> {
  private final Environment environment;

  @Option(
      names = "--clean",
      description =
          "Delete what belongs to installations that are gone, to jars that were replaced, and to"
              + " earlier versions' libraries and models.")
  private boolean clean;

  CacheCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws CannotWorkException {
    Path cache = cache();
    try {
      long freed = clean ? clean(cache) : 0;
      list(cache);
      if (clean) {
        environment.tell("deleted " + megabytes(freed) + " MB; the list has what is left");
      }
    } catch (IOException e) {
      throw new CannotWorkException(
          cache + " can't be " + (clean ? "cleaned" : "listed") + ": " + Texts.reason(e) + ".", e);
    }
    return ExitStatus.OK;
  }

  /** Deletes what isn't used; how many bytes it had. */
  private static long clean(Path cache) throws IOException {
    List<Path> unused = new ArrayList<>(new UnpackedFiles(cache).unused());
    new StartArchives(cache).list().forEach(kept -> unused.addAll(kept.unused()));
    long freed = bytes(unused);
    for (Path path : unused) {
      FolderTree.delete(path);
    }
    return freed;
  }

  private void list(Path cache) throws IOException {
    var unpacked = new UnpackedFiles(cache);
    long all = FolderTree.bytes(cache);
    long mnist = FolderTree.bytes(cache.resolve("mnist"));
    long libraries = unpacked.bytes();
    long spark = FolderTree.bytes(cache.resolve("spark"));
    long others = all - mnist - libraries - spark;
    print(all, cache.toString());
    print(mnist, "  MNIST's files");
    if (libraries > 0) {
      print(
          libraries,
          "  libraries and models, unpacked or copied" + note(bytes(unpacked.unused()), libraries));
    }
    if (spark > 0) {
      print(spark, "  mnistfit, unpacked for Spark jobs");
    }
    for (StartArchives.Kept kept : new StartArchives(cache).list()) {
      print(
          kept.bytes(),
          "  classes for " + kept.installation() + note(bytes(kept.unused()), kept.bytes()));
      others -= kept.bytes();
    }
    if (others > 0) {
      print(others, "  other files");
    }
  }

  private Path cache() throws CannotWorkException {
    try {
      return CacheFolder.in(environment.variables());
    } catch (IllegalArgumentException e) {
      throw new CannotWorkException(e.getMessage(), e);
    }
  }

  private static long bytes(List<Path> paths) throws IOException {
    long bytes = 0;
    for (Path path : paths) {
      bytes += FolderTree.bytes(path);
    }
    return bytes;
  }

  private void print(long bytes, String what) {
    environment.out().println("%8s MB  %s".formatted(megabytes(bytes), Texts.printable(what)));
  }

  private static String note(long unused, long all) {
    if (unused == all) {
      return ", unused";
    }
    return unused == 0 ? "" : ", of which %s MB unused".formatted(megabytes(unused));
  }

  private static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f", bytes / 1e6);
  }
}
