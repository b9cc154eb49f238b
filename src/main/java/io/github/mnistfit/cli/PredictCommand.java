package io.github.mnistfit.cli;

import io.github.mnistfit.Answer;
import io.github.mnistfit.Answered;
import io.github.mnistfit.DigitRecognizer;
import io.github.mnistfit.cli.option.AnswerOptions;
import io.github.mnistfit.cli.option.FitOption;
import io.github.mnistfit.cli.option.MinConfidenceOption;
import io.github.mnistfit.cli.option.ModelOption;
import io.github.mnistfit.cli.option.PictureArgument;
import io.github.mnistfit.cli.option.PictureArguments;
import io.github.mnistfit.cli.option.ProgressOption;
import io.github.mnistfit.cli.output.CannotWorkException;
import io.github.mnistfit.cli.output.DrawnFiles;
import io.github.mnistfit.cli.output.Endings;
import io.github.mnistfit.cli.output.Endings.Ending;
import io.github.mnistfit.cli.output.Environment;
import io.github.mnistfit.cli.output.Hint;
import io.github.mnistfit.cli.output.ReportFile;
import io.github.mnistfit.cli.output.StepSheets;
import io.github.mnistfit.cli.output.answer.AnswerFile;
import io.github.mnistfit.fitter.Extra;
import io.github.mnistfit.fitter.Extras;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "predict",
    header = "Reads the digit in each picture.",
    description = {
      "Prints a line for each picture: digit, confidence and path, separated by tabs. The digit"
          + " is ? where there is none, or none that is sure enough.",
      "",
      "Examples:",
      "  mnistfit predict seven.jpg",
      "  mnistfit predict --json -r photos/ > answers.jsonl",
      "  mnistfit predict --min-confidence 0.9 *.png",
      "  mnistfit predict --resume answers.csv -r photos/   (after an interruption)",
      "  find . -name '*.png' | mnistfit predict --files-from -",
      "  mnistfit predict --report report.html photos/ > answers.tsv",
      "  camera-shot | mnistfit predict -"
    },
    mixinStandardHelpOptions = true)
final class PredictCommand implements Callable<Integer> {
  private final Environment environment;
  @Spec private CommandSpec spec;
  @Mixin private final PictureArguments arguments;
  @Mixin private final FitOption fit = new FitOption();
  @Mixin private final ModelOption model;
  @Mixin private final AnswerOptions answers = new AnswerOptions();
  @Mixin private final MinConfidenceOption minConfidence = new MinConfidenceOption();

  @Option(
      names = "--steps",
      paramLabel = "FILE.png|DIR",
      description =
          "Draw every step of each picture's fit: on one sheet for all pictures in FILE.png, or on"
              + " a sheet for each in DIR.")
  private Path sheets;

  @Option(names = "--force", description = "Overwrite existing --steps files.")
  private boolean force;

  @Option(
      names = "--report",
      paramLabel = "FILE.html",
      description =
          "Write a page of all pictures to FILE.html, replacing it: the least sure first. Answers"
              + " can be corrected there and downloaded as labels.")
  private Path report;

  @Mixin private final ProgressOption progress;

  PredictCommand(Environment environment) {
    this(environment, List.of());
  }

  /** The command with nothing but paths. */
  PredictCommand(Environment environment, List<String> paths) {
    this.environment = environment;
    arguments = new PictureArguments(environment, paths);
    model = new ModelOption(environment);
    progress = new ProgressOption(environment);
  }

  @Override
  public Integer call() throws CannotWorkException, InterruptedException {
    if (force && sheets == null) {
      throw new ParameterException(spec.commandLine(), "--force needs --steps.");
    }
    minConfidence.check();
    ReportFile.check(report, spec);
    DrawnFiles.check(sheets, spec);
    answers.check();
    boolean isOneSheet = sheets != null && DrawnFiles.isOneSheet(sheets);
    arguments.protect(report, isOneSheet ? sheets : null);
    arguments.requireNotList(answers.resumed());
    if (force && sheets != null) {
      arguments.rememberFiles();
    }
    Iterator<PictureArgument> pictures = arguments.pictures().iterator();
    try (AnswerFile file = answers.open(environment.answers(), arguments.recordEnd(), fit.fit());
        var page = report == null ? null : new ReportFile(report);
        var recognizer =
            DigitRecognizer.of(
                arguments.fitter(fit.fit(), extras()), progress.load(model), ink())) {
      StepSheets steps =
          sheets == null
              ? null
              : new StepSheets(sheets, force, file.isResumed(), arguments::isRead);
      boolean answered = run(file.unanswered(pictures), recognizer, file, page, steps);
      if (file.hasNew() && !file.isStandardOutput()) {
        progress.wrote(answers.resumed().toString());
      }
      List<Ending> endings = new ArrayList<>();
      if (page != null && !page.isEmpty()) {
        endings.add(() -> page.write("mnistfit: what was read", fit.fit().name(), model.files()));
      }
      if (steps != null) {
        endings.add(steps::finish);
      }
      Endings.finish(endings, progress::wrote);
      if (file.skipped() > 0) {
        tellOfSkipped(file);
      }
      return answered && file.haveDigits() ? ExitStatus.OK : ExitStatus.SOME_UNANSWERED;
    }
  }

  private Optional<Path> ink() throws CannotWorkException {
    return fit.fit().takesHypotheses() ? model.ink() : Optional.empty();
  }

  private Set<Extra> extras() {
    Set<Extra> extras = EnumSet.noneOf(Extra.class);
    if (fit.fit().takesHypotheses()) {
      extras.add(Extra.WORKING_COPY);
    }
    if (report != null) {
      extras.add(Extra.THUMBNAIL);
    }
    if (report != null || sheets != null) {
      extras.add(Extra.STEPS);
    }
    return extras;
  }

  /** Answers the pictures; whether all of them have a digit. */
  private boolean run(
      Iterator<AnswerFile.Asked> pictures,
      DigitRecognizer recognizer,
      AnswerFile file,
      ReportFile page,
      StepSheets steps)
      throws InterruptedException {
    var all = new AtomicBoolean(true);
    try (var bar = progress.besideAnswers(arguments, file.isStandardOutput(), file.before())) {
      recognizer.recognizeAll(
          pictures,
          asked -> asked.picture().source(),
          (asked, answer, extras) -> {
            PictureArgument picture = asked.picture();
            var answered =
                new Answered(
                    picture.name(), answer, minConfidence.orElse(recognizer.rejectionThreshold()));
            if (steps != null) {
              file.begin(); // so that a run that is killed behind this sheet can be resumed
              show(asked, answered, extras, steps);
            }
            Optional<String> hint = Hint.of(answered, extras);
            if (page != null && !picture.isFolder()) {
              page.add(answered, hint, picture.source(), extras);
            }
            if (!answered.hasDigit()) {
              all.set(false);
              tell(answered, hint);
            }
            file.write(answered);
            if (!(answered.answer() instanceof Answer.Unreadable)) {
              arguments.tellOfPages(picture);
            }
            bar.step();
          });
      file.end();
      progress.tell(recognizer.timing());
    }
    return all.get();
  }

  private void show(AnswerFile.Asked asked, Answered answered, Extras extras, StepSheets steps) {
    try {
      steps.add(asked.number(), asked.picture(), answered, extras.steps());
    } catch (IOException e) {
      environment.complain(answered.name(), e.getMessage());
    }
  }

  /** What was answered earlier is neither on a report nor on new sheets. */
  private void tellOfSkipped(AnswerFile file) {
    int skipped = file.skipped();
    String those = skipped == 1 ? "1 picture was" : skipped + " pictures were";
    String result = "%s answered earlier, in %s".formatted(those, answers.resumed());
    if (!file.hasNew()) {
      String drawn = report == null && sheets == null ? "" : ", and nothing is drawn";
      progress.tell(result + ": nothing is left to do" + drawn);
    } else if (report != null) {
      environment.tell(result + ", and not read again for " + report);
    }
    int unreadable = file.unreadable();
    if (unreadable > 0) {
      environment.tell(
          "%s couldn't be read in an earlier run: delete %s in %s to try again"
              .formatted(
                  unreadable == 1 ? "1 picture" : unreadable + " pictures",
                  unreadable == 1 ? "its line" : "their lines",
                  answers.resumed()));
    }
  }

  private void tell(Answered answered, Optional<String> hint) {
    if (answered.answer() instanceof Answer.Unreadable unreadable) {
      environment.complain(answered.name(), unreadable.reason());
    } else {
      hint.ifPresent(text -> environment.complain(answered.name(), text));
    }
  }
}
