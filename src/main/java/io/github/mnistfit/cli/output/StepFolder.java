package io.github.mnistfit.cli.output;

import io.github.mnistfit.Answer;
import io.github.mnistfit.cli.option.PictureArgument;
import io.github.mnistfit.cli.output.answer.Answered;
import io.github.mnistfit.fit.StepPicture;
import io.github.mnistfit.report.StepSheet;
import java.nio.file.Path;
import java.util.List;

/** A sheet for each picture in one folder, numbered in the order of the pictures. */
public final class StepFolder {
  private final NumberedFolder folder;

  /**
   * Makes the folder if it isn't there.
   *
   * @throws CannotWorkException if it can't be made
   */
  public StepFolder(Path folder) throws CannotWorkException {
    this.folder = new NumberedFolder(folder);
  }

  /** Writes a picture's sheet; unreadable ones get none. */
  public void add(PictureArgument picture, Answered answered, List<StepPicture> steps) {
    folder.next();
    if (!(answered.answer() instanceof Answer.Unreadable)) {
      var entry = StepSheetEntry.of(answered, steps);
      folder.write(picture, StepSheet.toPng(List.of(entry)));
    }
  }
}
