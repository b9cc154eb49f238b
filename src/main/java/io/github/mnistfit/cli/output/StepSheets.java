package io.github.mnistfit.cli.output;

import io.github.mnistfit.Answer;
import io.github.mnistfit.Answered;
import io.github.mnistfit.cli.option.PictureArgument;
import io.github.mnistfit.fit.StepPicture;
import io.github.mnistfit.report.StepSheet;
import io.github.mnistfit.report.StepSheet.Entry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What {@code --steps} of {@code predict} and {@code fit} draws: each step of a picture's fit. */
public final class StepSheets {
  private static final DrawnFiles.Form<Entry> FORM =
      new DrawnFiles.Form<>(200, "a sheet for each picture", StepSheet::toPng);

  private final DrawnFiles<Entry> files;

  /**
   * Begins.
   *
   * @param force whether what is already there may be replaced
   * @param isResumed whether sheets may stay in a folder, since the run that drew them goes on
   * @param isRead tells which files are pictures that are read, and stay
   * @throws CannotWorkException if nothing can be written there
   */
  public StepSheets(Path target, boolean force, boolean isResumed, Predicate<Path> isRead)
      throws CannotWorkException {
    files = new DrawnFiles<>(target, force, isResumed, isRead, FORM);
  }

  /**
   * Takes a picture; unreadable ones aren't shown.
   *
   * @param number of the picture among all, from 1
   * @throws IOException if the sheet is full, or would be written over a picture
   */
  public void add(int number, PictureArgument picture, Answered answered, List<StepPicture> steps)
      throws IOException {
    if (!(answered.answer() instanceof Answer.Unreadable)) {
      Entry entry = StepSheetEntry.of(answered, steps);
      files.add(number, picture, () -> StepSheet.toPng(List.of(entry)), () -> entry);
    }
  }

  /**
   * Writes the sheet of all, if there is a picture to show.
   *
   * @return what was written, and where; empty if nothing was
   * @throws CannotWorkException if it can't be written
   */
  public Optional<String> finish() throws CannotWorkException {
    return files.finish();
  }
}
