package io.github.mnistfit.cli.output;

import io.github.mnistfit.Answer;
import io.github.mnistfit.DigitRecognizer;
import io.github.mnistfit.cli.option.PictureArgument;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/** A sheet for each picture in one folder, numbered in the order of the pictures. */
public final class StepFolder {
  private final NumberedFolder folder;
  private final StepSheets sheets;

  public StepFolder(Path folder, DigitRecognizer recognizer) throws CannotWorkException {
    this.folder = new NumberedFolder(folder);
    this.sheets = new StepSheets(recognizer);
  }

  /** Writes a picture's sheet; unreadable ones get none. */
  public void add(PictureArgument picture, Answer answer) {
    folder.next();
    if (!(answer instanceof Answer.Unreadable)) {
      try {
        folder.write(picture, StepSheets.toPng(List.of(sheets.entry(picture, answer))));
      } catch (IOException e) {
        throw new UncheckedIOException(
            picture.name() + " can't be read again: " + Texts.reason(e), e);
      }
    }
  }
}
