package io.github.mnistfit.cli.output;

import io.github.mnistfit.Answer;
import io.github.mnistfit.DigitRecognizer;
import io.github.mnistfit.cli.option.PictureArgument;
import io.github.mnistfit.report.StepSheet;
import io.github.mnistfit.report.StepSheet.Entry;
import io.github.mnistfit.report.StepSheet.Panel;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** What is shown of a picture on a sheet: its steps, and what the network says. */
record StepSheets(DigitRecognizer recognizer) {
  /**
   * A picture's entry.
   *
   * @param answer what was answered
   * @throws IOException if the picture can't be read again
   */
  public Entry entry(PictureArgument picture, Answer answer) throws IOException {
    List<Panel> panels =
        recognizer.trace(picture).stream()
            .map(step -> new Panel(step.step(), step.image()))
            .toList();
    return new Entry(Texts.printable(picture.name()) + ": " + text(answer), panels);
  }

  private static String text(Answer answer) {
    if (answer instanceof Answer.Read read) {
      return String.format(
          Locale.ROOT,
          "%d (%.1f %%)",
          read.prediction().digit(),
          100 * read.prediction().confidence());
    }
    return answer instanceof Answer.NoDigit noDigit ? "? (" + noDigit.reason() + ")" : "unreadable";
  }

  /** A sheet of these entries as a PNG file. */
  public static byte[] toPng(List<Entry> entries) {
    return StepSheet.toPng(entries);
  }
}
