package io.github.mnistfit.cli;

import io.github.mnistfit.Answer;
import io.github.mnistfit.DigitRecognizer;
import io.github.mnistfit.io.WholeFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A sheet for each picture in one folder, numbered in the order of the pictures. */
final class StepFolder {
  private final Path folder;
  private final StepSheets sheets;
  private int number;

  StepFolder(Path folder, DigitRecognizer recognizer) throws CannotWorkException {
    this.folder = folder;
    this.sheets = new StepSheets(recognizer);
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new CannotWorkException("The folder " + folder + " can't be made: " + e, e);
    }
  }

  /**
   * Writes a picture's sheet, replacing one of the same number and name; unreadable ones get none.
   */
  void add(PictureArgument picture, Answer answer) {
    number++;
    if (answer instanceof Answer.Unreadable) {
      return;
    }
    Path name = Path.of(picture.name()).getFileName();
    Path target = folder.resolve("%05d-%s.png".formatted(number, name));
    try {
      byte[] png = StepSheets.toPng(List.of(sheets.entry(picture, answer)));
      WholeFile.write(target, true, out -> out.write(png));
    } catch (IOException e) {
      throw new UncheckedIOException("The sheet " + target + " can't be written: " + e, e);
    }
  }
}
