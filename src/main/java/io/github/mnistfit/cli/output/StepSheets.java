package io.github.mnistfit.cli.output;

import io.github.mnistfit.Answer;
import io.github.mnistfit.Answered;
import io.github.mnistfit.cli.option.PictureArgument;
import io.github.mnistfit.fit.StepPicture;
import io.github.mnistfit.io.AtomicFile;
import io.github.mnistfit.report.StepSheet;
import io.github.mnistfit.report.StepSheet.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/**
 * What {@code --steps} writes: where a PNG file is named, one sheet of all pictures; else a folder
 * with a sheet for each, numbered in the order of the pictures.
 */
public final class StepSheets {
  /** A sheet of more can't be looked at, and is larger than picture viewers like. */
  private static final int MOST = 200;

  private final Path target;
  private final NumberedFolder folder;
  private final List<Entry> entries = new ArrayList<>();

  /**
   * Makes the folder, if it is to be one and isn't there.
   *
   * @param force whether what is already there may be replaced
   * @param isResumed whether sheets may stay in a folder, since the run that drew them goes on
   * @param isRead tells which files are pictures that are read, and stay
   * @throws CannotWorkException if nothing can be written there
   */
  public StepSheets(Path target, boolean force, boolean isResumed, Predicate<Path> isRead)
      throws CannotWorkException {
    this.target = target;
    if (isOneSheet(target)) {
      requireNew(target, force);
      folder = null;
    } else {
      folder = new NumberedFolder(target, force, isResumed, isRead);
    }
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

  /** Whether a path means one sheet of all pictures. */
  public static boolean isOneSheet(Path target) {
    return target.toString().toLowerCase(Locale.ROOT).endsWith(".png");
  }

  /**
   * Finds before the work that a sheet can be written, and that nothing would be lost.
   *
   * @param force whether a file that is already there may be replaced
   * @throws CannotWorkException if not
   */
  static void requireNew(Path sheet, boolean force) throws CannotWorkException {
    OutputFiles.requireWritable(sheet);
    if (!force && Files.exists(sheet)) {
      throw new CannotWorkException(sheet + " is already there: --force replaces it.");
    }
  }

  /**
   * Takes a picture; unreadable ones aren't shown.
   *
   * @param number of the picture among all, from 1
   * @throws IOException if the sheet is full, or would be written over a picture
   */
  public void add(int number, PictureArgument picture, Answered answered, List<StepPicture> steps)
      throws IOException {
    boolean isShown = !(answered.answer() instanceof Answer.Unreadable);
    if (folder != null) {
      if (isShown) {
        var entry = StepSheetEntry.of(answered, steps);
        folder.write(number, picture, StepSheet.toPng(List.of(entry)));
      }
    } else if (isShown) {
      if (entries.size() == MOST) {
        throw new IOException("not on the sheet, which holds " + MOST + " pictures");
      }
      entries.add(StepSheetEntry.of(answered, steps));
    }
  }

  /**
   * Writes the sheet of all, if there is a picture to show.
   *
   * @return what was written, and where; empty if nothing was
   * @throws CannotWorkException if it can't be written
   */
  public Optional<String> finish() throws CannotWorkException {
    if (folder != null) {
      return folder.finish("a sheet for each picture");
    }
    if (entries.isEmpty()) {
      return Optional.empty();
    }
    try {
      AtomicFile.write(target, true, out -> out.write(StepSheet.toPng(entries)));
    } catch (IOException e) {
      throw new CannotWorkException(target + " can't be written: " + Texts.reason(e) + ".", e);
    }
    return Optional.of(target.toString());
  }
}
