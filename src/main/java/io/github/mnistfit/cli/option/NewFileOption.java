package io.github.mnistfit.cli.option;

import io.github.mnistfit.cli.output.CannotWorkException;
import io.github.mnistfit.cli.output.OutputFiles;
import io.github.mnistfit.cli.output.Texts;
import io.github.mnistfit.io.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** The one file that a command makes of another. */
public final class NewFileOption {
  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description =
          "The file to write (default: the other file's name with another ending, in this folder).")
  private Path output;

  @Option(names = "--force", description = "Replace the file if it is already there.")
  private boolean force;

  /**
   * The file to write, found to be writable.
   *
   * @param source what it is made of
   * @param ending of its name, where the user names no other
   * @throws CannotWorkException if it can't be written, or something is there already
   */
  public Path file(Path source, String ending) throws CannotWorkException {
    String name = source.toAbsolutePath().normalize().getFileName() + "";
    int dot = name.lastIndexOf('.');
    Path file =
        output == null ? Path.of((dot > 0 ? name.substring(0, dot) : name) + "." + ending) : output;
    OutputFiles.requireOther(file, List.of(source));
    if (Files.isRegularFile(file) && !force) {
      throw new CannotWorkException(
          file + " is already there: choose another name with -o, or replace it with --force.");
    }
    OutputFiles.requireWritable(file);
    return file;
  }

  /** Writes it: whole, or not at all. */
  public void write(Path file, byte[] bytes) throws IOException {
    AtomicFile.write(file, force, out -> out.write(bytes));
  }

  /** What to throw where that fails. */
  public CannotWorkException unwritable(Path file, IOException failure) {
    return new CannotWorkException(
        "The file can't be written to " + file + ": " + Texts.reason(failure) + ".", failure);
  }
}
