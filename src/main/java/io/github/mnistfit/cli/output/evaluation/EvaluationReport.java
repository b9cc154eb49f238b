package io.github.mnistfit.cli.output.evaluation;

import io.github.mnistfit.Answer;
import io.github.mnistfit.Answered;
import io.github.mnistfit.cli.output.CannotWorkException;
import io.github.mnistfit.cli.output.Hint;
import io.github.mnistfit.cli.output.ReportFile;
import io.github.mnistfit.evaluation.Evaluation;
import io.github.mnistfit.evaluation.LabelledPicture;
import io.github.mnistfit.evaluation.Tally;
import io.github.mnistfit.fitter.Extras;
import io.github.mnistfit.report.ReportFigures;
import io.github.mnistfit.report.ReportRow;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.BiPredicate;

/** A page about labelled pictures, all of them or those that were read wrong. */
public final class EvaluationReport implements LabelledOutput {
  private final ReportFile file;
  private final BiPredicate<LabelledPicture, Answer> isShown;
  private final String title;
  private final String fit;
  private final List<Path> models;
  private final double minConfidence;
  private final double rightFrom;

  private EvaluationReport(
      Path file,
      BiPredicate<LabelledPicture, Answer> isShown,
      String title,
      String fit,
      List<Path> models,
      double minConfidence,
      double rightFrom)
      throws CannotWorkException {
    this.file = new ReportFile(file);
    this.isShown = isShown;
    this.title = title;
    this.fit = fit;
    this.models = models;
    this.minConfidence = minConfidence;
    this.rightFrom = rightFrom;
  }

  /**
   * A page of all pictures.
   *
   * @param minConfidence the confidence under which a user is told no digit
   * @param rightFrom the confidence from which a digit can be right
   */
  public static EvaluationReport ofAll(
      Path file, String fit, List<Path> models, double minConfidence, double rightFrom)
      throws CannotWorkException {
    return new EvaluationReport(
        file,
        (picture, answer) -> true,
        "mnistfit: an evaluation",
        fit,
        models,
        minConfidence,
        rightFrom);
  }

  /**
   * A page of those that were read wrong, with the figures of all.
   *
   * @param minConfidence the confidence under which a user is told no digit
   * @param rightFrom the confidence from which a digit can be right
   */
  public static EvaluationReport ofErrors(
      Path file, String fit, List<Path> models, double minConfidence, double rightFrom)
      throws CannotWorkException {
    return new EvaluationReport(
        file,
        (picture, answer) -> !picture.isReadRight(answer, rightFrom),
        "mnistfit: what was read wrong",
        fit,
        models,
        minConfidence,
        rightFrom);
  }

  @Override
  public void add(LabelledPicture picture, Answer answer, Extras extras) {
    if (isShown.test(picture, answer)) {
      var answered = new Answered(picture.name(), answer, minConfidence);
      var label = new ReportRow.Label(picture.label(), counted(answer));
      file.add(
          answered,
          Hint.of(answered, extras),
          picture.source(),
          Optional.of(label),
          picture.group(),
          extras);
    }
  }

  private String counted(Answer answer) {
    OptionalInt column = Evaluation.column(answer, rightFrom);
    if (column.isEmpty()) {
      return "";
    }
    return column.getAsInt() == Evaluation.NO_DIGIT
        ? ReportRow.NO_DIGIT
        : Integer.toString(column.getAsInt());
  }

  @Override
  public Optional<String> finish(Evaluation evaluation) throws CannotWorkException {
    return file.write(title, fit, models, figures(evaluation));
  }

  @Override
  public void close() {
    file.close();
  }

  private static ReportFigures figures(Evaluation evaluation) {
    List<ReportFigures.Group> groups = new ArrayList<>();
    evaluation.counts().forEach((name, counts) -> groups.add(group(name, counts)));
    groups.add(group("all", evaluation.total()));
    List<List<Integer>> confusion =
        Arrays.stream(evaluation.confusion())
            .map(row -> Arrays.stream(row).boxed().toList())
            .toList();
    List<ReportFigures.Bin> reliability =
        evaluation.reliability().stream()
            .map(
                bin ->
                    new ReportFigures.Bin(
                        bin.low(),
                        bin.high(),
                        bin.tally().n(),
                        bin.confidence(),
                        bin.tally().accuracy()))
            .toList();
    return new ReportFigures(
        groups,
        evaluation.groups().size() > 1
            ? OptionalDouble.of(evaluation.meanGroupAccuracy())
            : OptionalDouble.empty(),
        confusion,
        reliability,
        evaluation.calibrationError());
  }

  private static ReportFigures.Group group(String name, Evaluation.Counts counts) {
    Tally tally = counts.tally();
    Tally.Interval interval = tally.interval();
    return new ReportFigures.Group(
        name,
        new ReportFigures.Counts(
            counts.n(), counts.right(), counts.wrong(), counts.unsure(), counts.unreadable()),
        tally.accuracy(),
        interval.low(),
        interval.high());
  }
}
