package io.github.mnistfit.cli.output;

import io.github.mnistfit.Answer;
import io.github.mnistfit.Answered;
import io.github.mnistfit.DigitRecognizer;
import io.github.mnistfit.cli.option.PictureArgument;
import io.github.mnistfit.fitter.Fitted;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Predicate;

/** Sheets that show every step of every picture, and what the network says. */
public final class SheetOutput implements FittedOutput {
  private final StepSheets sheets;
  private final DigitRecognizer recognizer;
  private int number;

  /**
   * Begins with no sheet.
   *
   * @param force whether sheets that are already there may be replaced
   * @param isRead tells which files are pictures that are read, and stay
   * @param recognizer says what the network reads
   * @throws CannotWorkException if a sheet is there and may not be replaced
   */
  public SheetOutput(Path target, boolean force, Predicate<Path> isRead, DigitRecognizer recognizer)
      throws CannotWorkException {
    this.sheets = new StepSheets(target, force, /* isResumed= */ false, isRead);
    this.recognizer = recognizer;
  }

  @Override
  public void add(PictureArgument picture, Fitted.Image fitted) throws IOException {
    Answer answer = recognizer.answer(fitted);
    var answered = new Answered(picture.name(), answer, recognizer.rejectionThreshold());
    sheets.add(++number, picture, answered, fitted.extras().steps());
  }

  @Override
  public Optional<String> finish() throws CannotWorkException {
    return sheets.finish();
  }
}
