package io.github.mnistfit.cli;

import io.github.mnistfit.NumberAnswer;
import io.github.mnistfit.NumberReader;
import io.github.mnistfit.cli.option.FormatOption;
import io.github.mnistfit.cli.option.MinConfidenceOption;
import io.github.mnistfit.cli.option.ModelOption;
import io.github.mnistfit.cli.option.PictureArgument;
import io.github.mnistfit.cli.option.PictureArguments;
import io.github.mnistfit.cli.option.ProgressOption;
import io.github.mnistfit.cli.output.CannotWorkException;
import io.github.mnistfit.cli.output.ClosedOutputException;
import io.github.mnistfit.cli.output.Drawings;
import io.github.mnistfit.cli.output.DrawnFiles;
import io.github.mnistfit.cli.output.Environment;
import io.github.mnistfit.cli.output.Texts;
import io.github.mnistfit.cli.output.answer.AnswerFormat;
import io.github.mnistfit.cli.output.answer.NumberWriter;
import io.github.mnistfit.cli.output.evaluation.NumberEvaluationTable;
import io.github.mnistfit.evaluation.Evaluator;
import io.github.mnistfit.evaluation.LabelFile;
import io.github.mnistfit.evaluation.LabelledNumbers;
import io.github.mnistfit.evaluation.NumberEvaluation;
import io.github.mnistfit.fit.Fit;
import io.github.mnistfit.fitter.Extra;
import io.github.mnistfit.fitter.ProcessFitter;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "read",
    header = "Reads numbers of several digits, on one or more lines.",
    description = {
      "Prints a line for each line of digits in a picture: number, confidence and path, with tabs"
          + " between. A doubtful digit is printed as ?.",
      "",
      "Examples:",
      "  mnistfit read meter.jpg",
      "  mnistfit read --json -r forms/ > numbers.jsonl",
      "  mnistfit read --steps seen.png page.jpg  see what was found, and where",
      "  mnistfit read --labels numbers.csv       accuracy on pictures of your own"
    },
    mixinStandardHelpOptions = true)
final class ReadCommand implements Callable<Integer> {
  private final Environment environment;
  @Spec private CommandSpec spec;
  @Mixin private final PictureArguments arguments;
  @Mixin private final ModelOption model;
  @Mixin private final FormatOption format = new FormatOption();
  @Mixin private final MinConfidenceOption minConfidence = new MinConfidenceOption();

  @Option(
      names = "--digits",
      description =
          "A CSV record for each digit, with its place and box; without it, one for each number.")
  private boolean digits;

  @Option(
      names = "--marks",
      description =
          "Keep what stands between the digits: . , - / : and a space for a wide gap. CSV and JSON"
              + " always have it.")
  private boolean marks;

  @Option(
      names = "--steps",
      paramLabel = "FILE.png|DIR",
      description =
          "Draw each picture with its boxes, digits and reading order: on one sheet for all"
              + " pictures in FILE.png, or a drawing for each in DIR.")
  private Path drawings;

  @Option(names = "--force", description = "Overwrite existing --steps files.")
  private boolean force;

  @Option(
      names = "--labels",
      paramLabel = "NUMBERS.csv",
      description =
          "Measure: read the pictures of this list, which has a header with path and rows (a"
              + " picture's lines of digits, / between) or label (its only line), and print how"
              + " much is right.")
  private Path labels;

  @Mixin private final ProgressOption progress;

  ReadCommand(Environment environment) {
    this(environment, List.of());
  }

  /** The command with nothing but paths. */
  ReadCommand(Environment environment, List<String> paths) {
    this.environment = environment;
    arguments = new PictureArguments(environment, paths);
    model = new ModelOption(environment);
    progress = new ProgressOption(environment);
  }

  @Override
  public Integer call() throws CannotWorkException, InterruptedException {
    minConfidence.check();
    if (digits && format.format() != AnswerFormat.csv) {
      throw new ParameterException(spec.commandLine(), "--digits needs --format csv.");
    }
    if (labels != null) {
      return measure();
    }
    DrawnFiles.check(drawings, spec);
    arguments.protect(drawings != null && DrawnFiles.isOneSheet(drawings) ? drawings : null);
    if (force && drawings != null) {
      arguments.rememberFiles();
    }
    Iterator<PictureArgument> pictures = arguments.pictures().iterator();
    Set<Extra> extras = EnumSet.of(Extra.PAGE_COPY);
    if (drawings != null) {
      extras.add(Extra.STEPS);
    }
    try (var reader =
        NumberReader.of(
            arguments.fitter(Fit.standard(), extras),
            progress.loadForMany(model),
            model.pageInk(),
            model.ink())) {
      return read(pictures, reader, minConfidence.orElse(reader.rejectionThreshold()));
    }
  }

  private int read(Iterator<PictureArgument> pictures, NumberReader reader, double least)
      throws CannotWorkException, InterruptedException {
    PrintStream out = environment.answers();
    var writer = NumberWriter.of(format.format(), digits, marks, out, arguments.recordEnd(), least);
    Drawings drawn =
        drawings == null ? null : new Drawings(drawings, force, arguments::isRead, least);
    var all = new AtomicBoolean(true);
    writer.begin();
    try (var bar = progress.besideAnswers(arguments, true)) {
      reader.readAll(
          pictures,
          PictureArgument::source,
          (picture, answer) -> {
            if (answer instanceof NumberAnswer.Unreadable unreadable) {
              environment.complain(picture.name(), unreadable.reason());
            }
            if (!answer.isWhole(least)) {
              all.set(false);
            }
            writer.write(picture.name(), answer);
            if (drawn != null) {
              draw(picture, answer, drawn);
            }
            if (out.checkError()) {
              throw new ClosedOutputException();
            }
            if (!(answer instanceof NumberAnswer.Unreadable)) {
              arguments.tellOfPages(picture);
            }
            bar.step();
          });
    }
    if (drawn != null) {
      drawn.finish().ifPresent(progress::wrote);
    }
    return all.get() ? ExitStatus.OK : ExitStatus.SOME_UNANSWERED;
  }

  private void draw(PictureArgument picture, NumberAnswer answer, Drawings drawn) {
    try {
      drawn.add(picture, answer);
    } catch (IOException e) {
      environment.complain(picture.name(), e.getMessage());
    }
  }

  private int measure() throws CannotWorkException, InterruptedException {
    if (arguments.areNamed() || drawings != null || format.chosen().isPresent()) {
      throw new ParameterException(
          spec.commandLine(), "--labels can't be used with PATH, --format or --steps.");
    }
    if (marks || arguments.areListed()) {
      throw new ParameterException(
          spec.commandLine(), "--labels can't be used with --marks, -r, --pages or --null.");
    }
    try {
      List<LabelledNumbers> pictures = LabelFile.readNumbers(labels);
      var fitter = ProcessFitter.start(Fit.standard(), arguments.limit(), Set.of(Extra.PAGE_COPY));
      var unreadable = new AtomicInteger();
      try (var reader =
          NumberReader.of(fitter, progress.loadForMany(model), model.pageInk(), model.ink())) {
        NumberEvaluation evaluation = evaluation(reader, pictures, unreadable);
        if (unreadable.get() == pictures.size()) {
          throw new CannotWorkException(Texts.noneReadable(pictures.size(), labels.toString()));
        }
        new NumberEvaluationTable(evaluation).print(environment.answers());
      }
      return unreadable.get() == 0 ? ExitStatus.OK : ExitStatus.SOME_UNANSWERED;
    } catch (IOException e) {
      throw new CannotWorkException(e.getMessage(), e);
    }
  }

  private NumberEvaluation evaluation(
      NumberReader reader, List<LabelledNumbers> pictures, AtomicInteger unreadable)
      throws InterruptedException {
    try (var bar = progress.bar("pictures", pictures.size())) {
      return Evaluator.ofNumbers(
          reader,
          pictures,
          minConfidence.orElse(reader.rejectionThreshold()),
          (picture, answer) -> {
            if (answer instanceof NumberAnswer.Unreadable failure) {
              unreadable.incrementAndGet();
              environment.complain(picture.place(), failure.reason());
            } else {
              environment.tellOfFrames(picture.place(), picture.frames());
            }
            bar.step();
          });
    }
  }
}
