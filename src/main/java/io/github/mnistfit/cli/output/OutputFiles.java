package io.github.mnistfit.cli.output;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Files that a command is to write at its end. */
public final class OutputFiles {
  private static final Pattern FILE_NAME =
      Pattern.compile(
          ".*[.](png|jpe?g|jpe|jfif|bmp|dib|p[bgpn]m|webp|tiff?|gif|heic|avif|pdf|svg"
              + "|txt|csv|tsv|html?|jsonl?|idx|zip)",
          Pattern.DOTALL);

  /** Leads to the file that standard input is, if it is one; on Windows, nowhere. */
  private static final Path STANDARD_INPUT = Path.of("/dev/stdin");

  private OutputFiles() {}

  /**
   * Finds before the work what would make a file unwritable after it.
   *
   * @throws CannotWorkException if it can't be written
   */
  public static void requireWritable(Path file) throws CannotWorkException {
    Path folder = file.toAbsolutePath().getParent();
    if (Files.isDirectory(file)) {
      throw new CannotWorkException(
          file + " can't be written, since it is a folder: name a file in it.");
    }
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new CannotWorkException(file + " can't be written, since it is not a regular file.");
    }
    if (folder == null || !Files.isDirectory(folder) || !Files.isWritable(folder)) {
      throw new CannotWorkException(
          file + " can't be written: choose a file in a folder that is there and writable.");
    }
  }

  /**
   * Refuses a name that says it is no folder: whoever writes {@code --steps seven.jpg} expects a
   * picture. A folder that is there may have any name.
   *
   * @param option whose value it is
   * @param what the option takes, as in "must name a folder"
   * @throws ParameterException if it ends as a file's name does, or stands for standard output
   */
  public static void requireFolderName(
      Path folder, String option, String what, CommandSpec command) {
    String name = folder.toString().toLowerCase(Locale.ROOT);
    if ((name.equals("-") || FILE_NAME.matcher(name).matches()) && !Files.isDirectory(folder)) {
      throw new ParameterException(command.commandLine(), option + " must name " + what + ".");
    }
  }

  /**
   * Finds before the work what would be lost by it: a file is written over one that is read.
   *
   * @param file that is to be written; null if there is none
   * @param read what is read beside standard input
   * @throws CannotWorkException if it is one of those that are read
   */
  public static void requireOther(Path file, Collection<Path> read) throws CannotWorkException {
    if (file == null || !Files.exists(file)) {
      return;
    }
    if (isSame(file, STANDARD_INPUT) || read.stream().anyMatch(one -> isSame(file, one))) {
      throw new CannotWorkException(isReadFrom(file) + ".");
    }
  }

  /**
   * Refuses outputs of which one would be written over the other.
   *
   * @param files null where none is wanted
   * @throws ParameterException if two are one file
   */
  public static void requireDistinct(CommandSpec command, Path... files) {
    List<Path> wanted = Stream.of(files).filter(Objects::nonNull).map(OutputFiles::place).toList();
    for (int i = 0; i < wanted.size(); i++) {
      for (Path other : wanted.subList(i + 1, wanted.size())) {
        if (wanted.get(i).equals(other) || isSame(wanted.get(i), other)) {
          throw new ParameterException(
              command.commandLine(),
              other.getFileName()
                  + " is named for two outputs: name another file for one of them.");
        }
      }
    }
  }

  /** Where a file is or will be, whatever links lead to its folder. */
  private static Path place(Path file) {
    Path path = file.toAbsolutePath().normalize();
    try {
      Path folder = path.getParent();
      return folder == null ? path : folder.toRealPath().resolve(path.getFileName());
    } catch (IOException e) {
      return path; // there is no such folder, which is told later
    }
  }

  /** Why a file isn't written over what is read, without a full stop. */
  public static String isReadFrom(Path file) {
    return file + " can't be written, since it is read from: name another file";
  }

  /** Whether two paths lead to one file that is there. */
  public static boolean isSame(Path file, Path other) {
    try {
      return Files.exists(other) && Files.isSameFile(file, other);
    } catch (IOException e) {
      return false; // it can't be read then, which is told where it is
    }
  }
}
