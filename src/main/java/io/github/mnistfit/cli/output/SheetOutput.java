package io.github.mnistfit.cli.output;

import io.github.mnistfit.Answer;
import io.github.mnistfit.DigitRecognizer;
import io.github.mnistfit.cli.option.PictureArgument;
import io.github.mnistfit.cli.output.answer.Answered;
import io.github.mnistfit.fitter.Fitted;
import io.github.mnistfit.io.AtomicFile;
import io.github.mnistfit.report.StepSheet;
import io.github.mnistfit.report.StepSheet.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One sheet that shows every step of every picture, and what the network says. */
public final class SheetOutput implements FittedOutput {
  /** A sheet of more can't be looked at, and is larger than picture viewers like. */
  private static final int MOST = 200;

  private final Path file;
  private final boolean force;
  private final DigitRecognizer recognizer;
  private final List<Entry> entries = new ArrayList<>();

  /**
   * Begins an empty sheet.
   *
   * @param force whether a file that is already there may be replaced
   * @param recognizer says what the network reads
   * @throws CannotWorkException if a file is there and may not be replaced
   */
  public SheetOutput(Path file, boolean force, DigitRecognizer recognizer)
      throws CannotWorkException {
    this.file = file;
    this.force = force;
    this.recognizer = recognizer;
    if (!force && Files.exists(file)) {
      throw new CannotWorkException(file + " is already there: --force replaces it.");
    }
  }

  @Override
  public void add(PictureArgument picture, Fitted.Image fitted) throws IOException {
    if (entries.size() == MOST) {
      throw new IOException("not on the sheet, which holds " + MOST + " pictures");
    }
    Answer answer = recognizer.read(List.of(fitted.image())).get(0);
    var answered = new Answered(picture.name(), answer, recognizer.rejectionThreshold());
    entries.add(StepSheetEntry.of(answered, fitted.extras().steps()));
  }

  @Override
  public Optional<String> finish() throws CannotWorkException {
    try {
      AtomicFile.write(file, force, out -> out.write(StepSheet.toPng(entries)));
    } catch (IOException e) {
      throw new CannotWorkException(file + " can't be written: " + Texts.reason(e), e);
    }
    return Optional.of(file.toString());
  }
}
