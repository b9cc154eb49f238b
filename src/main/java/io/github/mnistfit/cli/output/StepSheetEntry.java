package io.github.mnistfit.cli.output;

import io.github.mnistfit.Answer;
import io.github.mnistfit.fit.StepPicture;
import io.github.mnistfit.report.StepSheet.Entry;
import io.github.mnistfit.report.StepSheet.Panel;
import java.util.List;
import java.util.Locale;

/** What is shown of a picture on a sheet: its steps, and what the network says. */
final class StepSheetEntry {
  private StepSheetEntry() {}

  static Entry of(String name, Answer answer, List<StepPicture> steps) {
    return new Entry(
        Texts.printable(name) + ": " + text(answer),
        steps.stream().map(step -> new Panel(step.step(), step.image())).toList());
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
}
