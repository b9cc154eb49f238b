package io.github.mnistfit.cli.output;

import io.github.mnistfit.Answer;
import io.github.mnistfit.DigitRecognizer;
import io.github.mnistfit.cli.option.PictureArgument;
import io.github.mnistfit.io.AtomicFile;
import io.github.mnistfit.mnist.MnistImage;
import io.github.mnistfit.report.StepSheet.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One sheet that shows every step of every picture, and what the network says. */
public final class SheetOutput implements FittedOutput {
  /** A sheet of more can't be looked at, and is larger than picture viewers like. */
  private static final int MOST = 200;

  private final Path file;
  private final boolean force;
  private final DigitRecognizer recognizer;
  private final List<Entry> entries = new ArrayList<>();

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
  public void add(PictureArgument picture, MnistImage image) throws IOException {
    if (entries.size() == MOST) {
      throw new IOException("not on the sheet, which holds " + MOST + " pictures");
    }
    Answer answer = recognizer.read(List.of(image)).get(0);
    entries.add(new StepSheets(recognizer).entry(picture, answer));
  }

  @Override
  public void finish() throws CannotWorkException {
    try {
      AtomicFile.write(file, force, out -> out.write(StepSheets.toPng(entries)));
    } catch (IOException e) {
      throw new CannotWorkException(file + " can't be written: " + Texts.reason(e), e);
    }
  }
}
