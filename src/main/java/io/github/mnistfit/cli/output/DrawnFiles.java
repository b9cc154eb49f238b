package io.github.mnistfit.cli.output;

import io.github.mnistfit.cli.option.PictureArgument;
import io.github.mnistfit.io.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/**
 * What {@code --steps} writes: where a PNG file is named, one sheet of all pictures; else a folder
 * with a file for each, numbered in the order of the pictures.
 *
 * @param <E> what a sheet has of one picture
 */
public final class DrawnFiles<E> {
  private final Path target;
  private final Form<E> form;
  private final Optional<NumberedFolder> folder;
  private final List<E> entries = new ArrayList<>();

  /**
   * What is drawn.
   *
   * @param <E> what a sheet has of one picture
   * @param most how many a sheet holds: more can't be looked at, and take too much memory
   * @param each what a folder is full of, in words
   * @param sheet makes a PNG file of all
   */
  record Form<E>(int most, String each, Sheet<E> sheet) {}

  /** Makes a PNG file of all pictures. */
  @FunctionalInterface
  interface Sheet<E> {
    /** The file. */
    byte[] of(List<E> entries) throws IOException;
  }

  /**
   * Makes the folder, if it is to be one and isn't there.
   *
   * @param force whether what is already there may be replaced
   * @param isResumed whether files may stay in a folder, since the run that drew them goes on
   * @param isRead tells which files are pictures that are read, and stay
   * @throws CannotWorkException if nothing can be written there
   */
  DrawnFiles(Path target, boolean force, boolean isResumed, Predicate<Path> isRead, Form<E> form)
      throws CannotWorkException {
    this.target = target;
    this.form = form;
    if (isOneSheet(target)) {
      OutputFiles.requireWritable(target);
      if (!force && Files.exists(target)) {
        throw new CannotWorkException(target + " is already there: --force replaces it.");
      }
      folder = Optional.empty();
    } else {
      folder = Optional.of(new NumberedFolder(target, force, isResumed, isRead));
    }
  }

  /** Whether a path means one sheet of all pictures. */
  public static boolean isOneSheet(Path target) {
    return target.toString().toLowerCase(Locale.ROOT).endsWith(".png");
  }

  /**
   * Refuses a name that is neither a sheet's nor a folder's.
   *
   * @param target null if nothing is wanted
   * @throws ParameterException if it is another file's
   */
  public static void check(Path target, CommandSpec command) {
    if (target != null && !isOneSheet(target)) {
      OutputFiles.requireFolderName(
          target, "--steps", "a file that ends in .png, or a folder", command);
    }
  }

  /**
   * Takes a picture.
   *
   * @param number of the picture among all, from 1
   * @param alone makes the PNG file of it, for a folder
   * @param entry what a sheet has of it
   * @throws IOException if the sheet is full, or would be written over a picture
   */
  void add(int number, PictureArgument picture, Supplier<byte[]> alone, Supplier<E> entry)
      throws IOException {
    if (folder.isPresent()) {
      folder.get().write(number, picture, alone.get());
    } else if (entries.size() == form.most()) {
      throw new IOException("not on the sheet, which holds " + form.most() + " pictures");
    } else {
      entries.add(entry.get());
    }
  }

  /**
   * Writes the sheet of all, if there is a picture to show.
   *
   * @return what was written, and where; empty if nothing was
   * @throws CannotWorkException if it can't be written
   */
  Optional<String> finish() throws CannotWorkException {
    if (folder.isPresent()) {
      return folder.get().finish(form.each());
    }
    if (entries.isEmpty()) {
      return Optional.empty();
    }
    try {
      AtomicFile.write(target, true, out -> out.write(form.sheet().of(entries)));
    } catch (IOException e) {
      throw new CannotWorkException(target + " can't be written: " + Texts.reason(e) + ".", e);
    }
    return Optional.of(target.toString());
  }
}
