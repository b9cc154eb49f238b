package io.github.mnistfit.cli.output;

import io.github.mnistfit.cli.output.answer.Answered;
import io.github.mnistfit.fit.StepPicture;
import io.github.mnistfit.report.StepSheet.Entry;
import io.github.mnistfit.report.StepSheet.Panel;
import java.util.List;

/** What is shown of a picture on a sheet: its steps, and what the network says. */
final class StepSheetEntry {
  private StepSheetEntry() {}

  static Entry of(Answered answered, List<StepPicture> steps) {
    return new Entry(
        Texts.printable(answered.name()) + ": " + AnswerText.of(answered),
        steps.stream().map(step -> new Panel(step.step(), step.image())).toList());
  }
}
