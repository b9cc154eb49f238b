package io.github.mnistfit.cli;

import io.github.mnistfit.Answer;
import io.github.mnistfit.DigitRecognizer;
import io.github.mnistfit.cli.option.DataOption;
import io.github.mnistfit.cli.option.FitOption;
import io.github.mnistfit.cli.option.ModelOption;
import io.github.mnistfit.cli.option.ProgressOption;
import io.github.mnistfit.cli.output.CannotWorkException;
import io.github.mnistfit.cli.output.Endings;
import io.github.mnistfit.cli.output.Endings.Ending;
import io.github.mnistfit.cli.output.Environment;
import io.github.mnistfit.cli.output.OutputFiles;
import io.github.mnistfit.cli.output.ReportFile;
import io.github.mnistfit.cli.output.Texts;
import io.github.mnistfit.cli.output.evaluation.EvaluationJson;
import io.github.mnistfit.cli.output.evaluation.EvaluationReport;
import io.github.mnistfit.cli.output.evaluation.EvaluationTable;
import io.github.mnistfit.cli.output.evaluation.LabelledOutput;
import io.github.mnistfit.cli.output.evaluation.MisreadFile;
import io.github.mnistfit.evaluation.Evaluation;
import io.github.mnistfit.evaluation.Evaluator;
import io.github.mnistfit.evaluation.LabelFile;
import io.github.mnistfit.evaluation.LabelledPicture;
import io.github.mnistfit.fit.Fit;
import io.github.mnistfit.fit.article.ArticleStage;
import io.github.mnistfit.fitter.Extra;
import io.github.mnistfit.fitter.Fitter;
import io.github.mnistfit.fitter.LocalFitter;
import io.github.mnistfit.fitter.ProcessFitter;
import io.github.mnistfit.image.PixelLimit;
import io.github.mnistfit.mnist.LabelledImage;
import io.github.mnistfit.network.DigitNetwork;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "evaluate",
    header = "Measures accuracy on MNIST's test images, or on labelled pictures.",
    description = {
      "LABELS is a CSV file that has a header with path and label, optionally group; its paths are"
          + " relative to it. Or a folder whose folders, named 0 to 9, have pictures of that digit."
          + " A picture is right if predict would answer its label. Without LABELS, MNIST's 10,000"
          + " test images are read as they are, and the likeliest digit counts.",
      "",
      "Examples:",
      "  mnistfit evaluate                         MNIST's test images",
      "  mnistfit evaluate labels.csv              pictures of your own",
      "  mnistfit evaluate photos/                 the same, in photos/0 to photos/9",
      "  mnistfit evaluate labels.csv --each-step  every stage of the article's fit",
      "  mnistfit evaluate labels.csv --errors wrong.csv",
      "  mnistfit evaluate labels.csv --report report.html",
      "Pictures of several digits: mnistfit read --labels."
    },
    mixinStandardHelpOptions = true)
final class EvaluateCommand implements Callable<Integer> {
  private final Environment environment;
  @Spec private CommandSpec spec;
  @Mixin private FitOption fit;
  @Mixin private ModelOption model;
  @Mixin private DataOption data;

  @ArgGroup(exclusive = false)
  private Subject subject = new Subject();

  /** What is measured on; neither is MNIST as it is. */
  private static final class Subject {
    @Parameters(
        arity = "0..1",
        paramLabel = "LABELS",
        description = "The list of pictures, or a folder with folders named 0 to 9.")
    private Path labels;

    @Option(names = "--refit", description = "Send MNIST's images through the fit first.")
    private boolean refit;

    String name() {
      return labels == null ? "MNIST's test images" : labels.toString();
    }

    boolean isMnistAsItIs() {
      return labels == null && !refit;
    }
  }

  @Option(
      names = "--each-step",
      description = "Measure each stage of the article's fit, and each fit, on the pictures.")
  private boolean eachStep;

  @Option(
      names = "--errors",
      paramLabel = "FILE",
      description = "Write what was read wrong to FILE.csv or FILE.html, replacing it.")
  private Path errors;

  @Option(
      names = "--report",
      paramLabel = "FILE.html",
      description = "Write a page of pictures and figures to FILE.html, replacing it.")
  private Path report;

  @Option(names = "--json", description = "Print the figures as one JSON object.")
  private boolean json;

  @Mixin private ProgressOption progress;

  EvaluateCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws CannotWorkException, InterruptedException {
    require(subject.labels == null || !subject.refit, "LABELS and --refit don't go together.");
    require(subject.labels != null || !eachStep, "--each-step needs LABELS.");
    require(!eachStep || !fit.isGiven(), "--each-step and --fit don't go together.");
    // A page or list is of one fit's answers.
    require(!eachStep || errors == null, "--each-step and --errors don't go together.");
    require(!eachStep || report == null, "--each-step and --report don't go together.");
    require(
        !subject.isMnistAsItIs() || !fit.isGiven(),
        "MNIST's test images are read as they are: --fit needs LABELS or --refit.");
    require(subject.labels == null || !data.isGiven(), "LABELS and --data don't go together.");
    ReportFile.check(report, spec);
    require(
        errors == null || hasEnding(errors, ".csv") || hasEnding(errors, ".html"),
        "--errors must name a file that ends in .csv or .html.");
    OutputFiles.requireDistinct(spec, errors, report);
    List<Path> read = subject.labels == null ? List.of() : List.of(subject.labels);
    OutputFiles.requireOther(errors, read);
    OutputFiles.requireOther(report, read);
    try {
      // Before the network, which takes its time: a list that is none is told at once.
      List<LabelledPicture> pictures = subject.isMnistAsItIs() ? List.of() : pictures();
      requireNotRead(pictures);
      try (DigitNetwork network = progress.open(model)) {
        Evaluation.Counts counts =
            eachStep ? evaluateEachStep(network, pictures) : evaluate(network, pictures);
        return counts.unreadable() == 0 ? ExitStatus.OK : ExitStatus.SOME_UNANSWERED;
      }
    } catch (IOException e) {
      throw new CannotWorkException(e.getMessage(), e);
    }
  }

  private Evaluation.Counts evaluate(DigitNetwork network, List<LabelledPicture> pictures)
      throws CannotWorkException, IOException, InterruptedException {
    List<LabelledOutput> outputs = new ArrayList<>();
    try {
      addOutputs(outputs, network.rejectionThreshold());
      Evaluation evaluation = evaluation(network, pictures, outputs);
      requireReadable(evaluation);
      if (json) {
        environment.answers().println(EvaluationJson.of(evaluation, model.files(), subject.name()));
      } else {
        new EvaluationTable(evaluation).print(environment.answers());
      }
      List<Ending> endings = new ArrayList<>();
      outputs.forEach(output -> endings.add(() -> output.finish(evaluation)));
      Endings.finish(endings, progress::wrote);
      return evaluation.total();
    } finally {
      for (LabelledOutput output : outputs) {
        output.close();
      }
    }
  }

  private void requireReadable(Evaluation evaluation) throws CannotWorkException {
    Evaluation.Counts total = evaluation.total();
    if (total.unreadable() == total.n()) {
      throw new CannotWorkException(Texts.noneReadable(total.n(), subject.name()));
    }
  }

  private Evaluation evaluation(
      DigitNetwork network, List<LabelledPicture> pictures, List<LabelledOutput> outputs)
      throws CannotWorkException, IOException, InterruptedException {
    Evaluator.Listener listener =
        (picture, answer, extras) -> {
          tell(picture, answer);
          outputs.forEach(output -> output.add(picture, answer, extras));
        };
    if (subject.isMnistAsItIs()) {
      List<LabelledImage> images = data.mnist(progress).test();
      try (Fitter none = new LocalFitter(fit.fit());
          var bar = progress.bar("images", images.size())) {
        return Evaluator.ofImages(
            DigitRecognizer.of(none, network),
            images,
            (picture, answer, extras) -> {
              listener.answered(picture, answer, extras);
              bar.step();
            });
      }
    }
    boolean shows = outputs.stream().anyMatch(EvaluationReport.class::isInstance);
    return evaluation(
        "pictures",
        network,
        pictures,
        fit.fit(),
        shows ? Set.of(Extra.THUMBNAIL, Extra.STEPS) : Set.of(),
        listener);
  }

  private Evaluation evaluation(
      String name,
      DigitNetwork network,
      List<LabelledPicture> pictures,
      Fit chosen,
      Set<Extra> extras,
      Evaluator.Listener listener)
      throws CannotWorkException, InterruptedException {
    Set<Extra> made = EnumSet.noneOf(Extra.class);
    made.addAll(extras);
    Optional<Path> ink = Optional.empty();
    if (chosen.takesHypotheses()) {
      made.add(Extra.WORKING_COPY);
      ink = model.ink();
    }
    try (var bar = progress.bar(name, pictures.size());
        Fitter fitter =
            subject.refit
                ? new LocalFitter(chosen, PixelLimit.STANDARD, made)
                : ProcessFitter.start(chosen, PixelLimit.STANDARD, made)) {
      var recognizer = DigitRecognizer.of(fitter, CompletableFuture.completedFuture(network), ink);
      Evaluation evaluation =
          Evaluator.ofPictures(
              recognizer,
              pictures,
              subject.labels == null
                  ? new Evaluation(network.rejectionThreshold())
                  : Evaluation.ofAnswers(network.rejectionThreshold()),
              (picture, answer, extra) -> {
                listener.answered(picture, answer, extra);
                bar.step();
              });
      progress.tell(recognizer.timing());
      return evaluation;
    }
  }

  private void addOutputs(List<LabelledOutput> outputs, double minConfidence)
      throws CannotWorkException {
    String fitName = subject.isMnistAsItIs() ? ReportFile.NO_FIT : fit.fit().name();
    double rightFrom = subject.labels == null ? 0 : minConfidence;
    if (errors != null) {
      outputs.add(
          hasEnding(errors, ".csv")
              ? new MisreadFile(errors, rightFrom)
              : EvaluationReport.ofErrors(
                  errors, fitName, model.files(), minConfidence, rightFrom));
    }
    if (report != null) {
      outputs.add(EvaluationReport.ofAll(report, fitName, model.files(), minConfidence, rightFrom));
    }
  }

  private static boolean hasEnding(Path file, String ending) {
    return file.toString().toLowerCase(Locale.ROOT).endsWith(ending);
  }

  private void tell(LabelledPicture picture, Answer answer) {
    if (answer instanceof Answer.Unreadable unreadable) {
      environment.complain(picture.place(), unreadable.reason());
    } else {
      environment.tellOfFrames(picture.place(), picture.frames());
    }
  }

  private Evaluation.Counts evaluateEachStep(DigitNetwork network, List<LabelledPicture> pictures)
      throws CannotWorkException, IOException, InterruptedException {
    Map<String, Fit> fits = new LinkedHashMap<>();
    for (ArticleStage stage : ArticleStage.values()) {
      fits.put(stage.label(), stage.fit());
    }
    fits.put(Fit.standard().name(), Fit.standard());
    Map<String, Evaluation> evaluations = new LinkedHashMap<>();
    for (Map.Entry<String, Fit> one : fits.entrySet()) {
      boolean isFirst = evaluations.isEmpty();
      Evaluation evaluation =
          evaluation(
              one.getKey(),
              network,
              pictures,
              one.getValue(),
              Set.of(),
              (picture, answer, extras) -> {
                if (isFirst) { // it will be unreadable by every fit
                  tell(picture, answer);
                }
              });
      requireReadable(evaluation);
      evaluations.put(one.getKey(), evaluation);
    }
    if (json) {
      environment
          .answers()
          .println(EvaluationJson.ofEach(evaluations, model.files(), subject.name()));
    } else {
      EvaluationTable.printEach(evaluations, environment.answers());
    }
    return evaluations.get(Fit.standard().name()).total();
  }

  /** A page or a list of what was read isn't written over a picture of the list or folder. */
  private void requireNotRead(List<LabelledPicture> pictures) throws CannotWorkException {
    List<Path> read = pictures.stream().flatMap(picture -> picture.file().stream()).toList();
    OutputFiles.requireOther(errors, read);
    OutputFiles.requireOther(report, read);
  }

  private List<LabelledPicture> pictures() throws IOException {
    if (subject.labels != null) {
      return LabelFile.read(subject.labels, environment::complain);
    }
    List<LabelledImage> images = data.mnist(progress).test();
    return IntStream.range(0, images.size())
        .mapToObj(i -> LabelledPicture.ofMnist(i, images.get(i)))
        .toList();
  }

  private void require(boolean condition, String message) {
    if (!condition) {
      throw new ParameterException(spec.commandLine(), message);
    }
  }
}
