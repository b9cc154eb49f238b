package io.github.mnistfit.cli;

import io.github.mnistfit.Answer;
import io.github.mnistfit.DigitRecognizer;
import io.github.mnistfit.NumberReader;
import io.github.mnistfit.cli.option.AnswerOptions;
import io.github.mnistfit.cli.option.FitOption;
import io.github.mnistfit.cli.option.MinConfidenceOption;
import io.github.mnistfit.cli.option.ModelOption;
import io.github.mnistfit.cli.option.PictureArgument;
import io.github.mnistfit.cli.option.PictureArguments;
import io.github.mnistfit.cli.option.ProgressOption;
import io.github.mnistfit.cli.output.AnswerFile;
import io.github.mnistfit.cli.output.Answered;
import io.github.mnistfit.cli.output.CannotWorkException;
import io.github.mnistfit.cli.output.Environment;
import io.github.mnistfit.cli.output.ReportFile;
import io.github.mnistfit.cli.output.StepFolder;
import io.github.mnistfit.fitter.ProcessFitter;
import io.github.mnistfit.network.DigitNetwork;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "predict",
    header = "Tells the digit in each picture.",
    description = {
      "Prints a line a picture: digit, confidence, path, with tabs between. The digit is ? where"
          + " there is none, or none that is sure enough.",
      "",
      "Examples:",
      "  mnistfit predict seven.jpg",
      "  mnistfit predict --json -r photos/ > answers.jsonl",
      "  mnistfit predict --min-confidence 0.9 *.png",
      "  mnistfit predict --resume answers.csv -r photos/   (go on after a break)",
      "  find . -name '*.png' | mnistfit predict --files-from -",
      "  mnistfit predict --report report.html photos/ > answers.tsv",
      "  camera-shot | mnistfit predict -"
    },
    mixinStandardHelpOptions = true)
final class PredictCommand implements Callable<Integer> {
  private final Environment environment;
  @Mixin private PictureArguments arguments;
  @Mixin private FitOption fit;
  @Mixin private ModelOption model;
  @Mixin private AnswerOptions answers;
  @Mixin private MinConfidenceOption minConfidence;

  @Option(
      names = "--steps",
      paramLabel = "DIR",
      description = "Write a sheet of every step of each picture's fit to DIR.")
  private Path sheets;

  @Option(
      names = "--report",
      paramLabel = "FILE.html",
      description = "Write a page of all pictures and answers to FILE.html, replacing it.")
  private Path report;

  @Mixin private ProgressOption progress;

  PredictCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws CannotWorkException, InterruptedException {
    minConfidence.check();
    try (AnswerFile file = answers.open(environment.out(), arguments.recordEnd(), fit.fit())) {
      if (!arguments.areMany()) {
        PictureArgument picture = arguments.pictures().findFirst().orElseThrow();
        try (var ahead =
            FittedAhead.begin(report == null ? picture : picture.thumbnailed(), fit.fit())) {
          return run(Stream.of(picture.from(ahead)), file);
        }
      }
      // A decoder that crashes takes its process along: no picture is to cost the others theirs.
      try (var workers = ProcessFitter.of(fit.fit(), arguments.limit(), report != null)) {
        Stream<PictureArgument> pictures = arguments.pictures(workers::source);
        workers.startAhead(); // while the network loads
        return run(pictures, file);
      }
    }
  }

  private int run(Stream<PictureArgument> pictures, AnswerFile file)
      throws CannotWorkException, InterruptedException {
    var all =
        new Object() {
          boolean answered = file.haveDigits();
        };
    try (DigitNetwork network = progress.open(model);
        var page = report == null ? null : new ReportFile(report);
        var bar = progress.besideAnswers(arguments.areMany())) {
      var recognizer = DigitRecognizer.of(network, fit.fit());
      var reader = NumberReader.of(network);
      double least = minConfidence.of(network);
      file.begin();
      StepFolder steps = sheets == null ? null : new StepFolder(sheets, recognizer);
      recognizer.recognizeAll(
          file.unanswered(pictures.iterator()),
          (picture, answer) -> {
            if (steps != null) {
              steps.add(picture, answer);
            }
            var answered = new Answered(picture.name(), answer, least);
            if (page != null) {
              page.add(answered, picture.thumbnail());
            }
            all.answered &= answered.hasDigit();
            tell(answered, picture, reader);
            file.write(answered);
            bar.step();
          });
      progress.tell(recognizer.timing());
      if (page != null) {
        page.write("mnistfit: what was read", fit.fit().name(), model.files(), Optional.empty());
      }
    }
    return all.answered ? ExitStatus.OK : ExitStatus.SOME_UNANSWERED;
  }

  private void tell(Answered answered, PictureArgument picture, NumberReader reader) {
    if (answered.answer() instanceof Answer.Unreadable unreadable) {
      environment.complain(answered.name(), unreadable.reason());
    } else if (!answered.hasDigit() && hasSeveralDigits(picture, reader)) {
      environment.complain(answered.name(), "several digits: mnistfit read is for that");
    }
  }

  /** Whether read would find more than one digit that it is sure of on a line. */
  private static boolean hasSeveralDigits(PictureArgument picture, NumberReader reader) {
    try {
      return reader.read(picture).stream()
          .map(line -> line.text(reader.minConfidence()).replace("?", ""))
          .anyMatch(digits -> digits.length() > 1);
    } catch (IOException e) {
      return false; // it was readable a moment ago; its answer stands
    }
  }
}
