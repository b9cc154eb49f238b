package io.github.mnistfit.cli;

import io.github.mnistfit.Answer;
import io.github.mnistfit.DigitRecognizer;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

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
      "  find . -name '*.png' | mnistfit predict --files-from -",
      "  mnistfit predict --report report.html photos/ > answers.tsv",
      "  camera-shot | mnistfit predict -"
    },
    mixinStandardHelpOptions = true)
final class PredictCommand implements Callable<Integer> {
  private final Environment environment;
  @Spec private CommandSpec spec;
  @Mixin private PictureArguments arguments;
  @Mixin private FitOption fit;
  @Mixin private ModelOption model;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "One of ${COMPLETION-CANDIDATES} (default: text).")
  private AnswerFormat format = AnswerFormat.text;

  @Option(names = "--json", description = "The same as --format jsonl.")
  private boolean json;

  @Option(
      names = "--min-confidence",
      paramLabel = "P",
      description =
          "Answer ? where the confidence is under P, 0 to 1 (default: what the model says: so"
              + " unsure it is of what is no digit).")
  private Double minConfidence;

  @Option(
      names = "--top",
      paramLabel = "N",
      description = "Show the N most probable digits, each with its confidence (default: 1).")
  private int top = 1;

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

  PredictCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws CannotWorkException, InterruptedException {
    if (minConfidence != null && !(minConfidence >= 0 && minConfidence <= 1)) {
      throw new ParameterException(spec.commandLine(), "--min-confidence must be from 0 to 1.");
    }
    if (top < 1 || top > 10) {
      throw new ParameterException(spec.commandLine(), "--top must be from 1 to 10.");
    }
    Iterator<PictureArgument> pictures = arguments.pictures();
    var writer =
        AnswerWriter.of(
            json ? AnswerFormat.jsonl : format,
            environment.out(),
            arguments.recordEnd(),
            fit.fit().name(),
            top);
    var all =
        new Object() {
          boolean answered = true;
        };
    try (var recognizer = DigitRecognizer.of(model.open(), fit.fit());
        var page = report == null ? null : new ReportFile(report)) {
      double least = minConfidence == null ? recognizer.minConfidence() : minConfidence;
      writer.begin();
      StepFolder steps = sheets == null ? null : new StepFolder(sheets, recognizer);
      recognizer.recognizeAll(
          Thumbnailed.each(pictures, page != null),
          (picture, answer) -> {
            if (steps != null) {
              steps.add(picture.source(), answer);
            }
            var answered = new Answered(picture.source().name(), answer, least);
            if (page != null) {
              page.add(answered, picture.thumbnail());
            }
            all.answered &= answered.hasDigit();
            tell(answered);
            writer.write(answered);
            flush();
          });
      if (page != null) {
        page.write("mnistfit: what was read", fit.fit().name(), model.file(), Optional.empty());
      }
    }
    return all.answered ? ExitStatus.OK : ExitStatus.SOME_UNANSWERED;
  }

  private void tell(Answered answered) {
    if (answered.answer() instanceof Answer.Unreadable unreadable) {
      environment
          .err()
          .println("mnistfit: " + Texts.printable(answered.name()) + ": " + unreadable.reason());
      environment.err().flush();
    }
  }

  private void flush() {
    if (environment.out().checkError()) {
      throw new ClosedOutputException();
    }
  }
}
