package io.github.mnistfit.cli.output;

import io.github.mnistfit.Answer;
import io.github.mnistfit.Answered;
import io.github.mnistfit.Hypothesis;
import io.github.mnistfit.fit.StepPicture;
import io.github.mnistfit.mnist.GreyImage;
import io.github.mnistfit.mnist.RgbImage;
import io.github.mnistfit.report.StepSheet.Entry;
import io.github.mnistfit.report.StepSheet.Look;
import io.github.mnistfit.report.StepSheet.Panel;
import java.util.ArrayList;
import java.util.List;

/** What is shown of a picture on a sheet: its steps, what was compared, and what is answered. */
final class StepSheetEntry {
  private StepSheetEntry() {}

  static Entry of(Answered answered, List<StepPicture> steps) {
    List<Panel> panels = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      StepPicture step = steps.get(i);
      boolean isChanged = i == 0 || !step.image().equals(steps.get(i - 1).image());
      panels.add(
          isChanged
              ? new Panel(step.step(), step.image(), Look.PLAIN)
              : new Panel(step.step() + ": no change", step.image(), Look.UNCHANGED));
    }
    if (answered.answer() instanceof Answer.Read read) {
      read.hypotheses()
          .forEach(
              hypothesis ->
                  panels.add(
                      new Panel(
                          AnswerText.of(hypothesis, answered),
                          RgbImage.of(GreyImage.of(hypothesis.image())),
                          read.isChosen(hypothesis) ? Look.CHOSEN : Look.PLAIN)));
    }
    String caption = Texts.printable(answered.name()) + ": " + AnswerText.of(answered);
    return new Entry(caption + ofAllReadings(answered.answer()), panels);
  }

  /** So that nobody looks for the answer's confidence among those of the readings. */
  private static String ofAllReadings(Answer answer) {
    if (!(answer instanceof Answer.Read read)) {
      return "";
    }
    List<Hypothesis> compared = read.hypotheses();
    boolean isOneOfThem =
        compared.stream().anyMatch(one -> one.prediction().equals(read.prediction()));
    return compared.size() < 2 || isOneOfThem
        ? ""
        : ", of " + compared.size() + " readings together";
  }
}
