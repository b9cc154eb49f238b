package io.github.mnistfit.cli;

import io.github.mnistfit.DigitRecognizer;
import io.github.mnistfit.cli.option.DataOption;
import io.github.mnistfit.cli.option.FitOption;
import io.github.mnistfit.cli.option.ModelOption;
import io.github.mnistfit.cli.option.ProgressOption;
import io.github.mnistfit.cli.output.CannotWorkException;
import io.github.mnistfit.cli.output.Environment;
import io.github.mnistfit.cli.output.OutputFiles;
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
      "LABELS.csv has a header with path and label, optionally group; its paths are relative to"
          + " it. Without it, MNIST's 10,000 test images are read as they are.",
      "",
      "Examples:",
      "  mnistfit evaluate                        MNIST's test images",
      "  mnistfit evaluate labels.csv             pictures of your own",
      "  mnistfit evaluate labels.csv --each-step every stage of the article's fit",
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

  @ArgGroup private Subject subject = new Subject();

  /** What is measured on; neither is MNIST as it is. */
  private static final class Subject {
    @Parameters(paramLabel = "LABELS.csv", description = "The list of pictures.")
    private Path labels;

    @Option(names = "--refit", description = "Send MNIST's images through the fit first.")
    private boolean refit;

    boolean isMnistAsItIs() {
      return labels == null && !refit;
    }
  }

  @ArgGroup private Detail detail = new Detail();

  /** What is told beside the figures of one fit. */
  private static final class Detail {
    @Option(
        names = "--each-step",
        description = "Measure each stage of the article's fit, and each fit, on the pictures.")
    private boolean eachStep;

    @ArgGroup(exclusive = false)
    private Files files = new Files();
  }

  /** The files that get single pictures. */
  private static final class Files {
    @Option(
        names = "--errors",
        paramLabel = "FILE",
        description = "Write what was read wrong to FILE.csv or FILE.html, replacing it.")
    private Path errors;

    @Option(
        names = "--report",
        paramLabel = "FILE.html",
        description = "Write a page of all pictures and figures to FILE.html, replacing it.")
    private Path report;
  }

  @Option(names = "--json", description = "Print the figures as one JSON object.")
  private boolean json;

  @Mixin private ProgressOption progress;

  EvaluateCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws CannotWorkException, InterruptedException {
    Path errors = detail.files.errors;
    require(subject.labels != null || !detail.eachStep, "--each-step needs LABELS.csv.");
    require(
        errors == null || hasEnding(errors, ".csv") || hasEnding(errors, ".html"),
        "--errors must name a file that ends in .csv or .html.");
    List<Path> read = subject.labels == null ? List.of() : List.of(subject.labels);
    OutputFiles.requireOther(errors, read);
    OutputFiles.requireOther(detail.files.report, read);
    try (DigitNetwork network = progress.open(model)) {
      if (detail.eachStep) {
        evaluateEachStep(network);
      } else {
        evaluate(network);
      }
    } catch (IOException e) {
      throw new CannotWorkException(e.getMessage(), e);
    }
    return ExitStatus.OK;
  }

  private void evaluate(DigitNetwork network)
      throws CannotWorkException, IOException, InterruptedException {
    List<LabelledOutput> outputs = new ArrayList<>();
    try {
      addOutputs(outputs, network.rejectionThreshold());
      Evaluation evaluation = evaluation(network, outputs);
      if (json) {
        environment.out().println(EvaluationJson.of(evaluation));
      } else {
        new EvaluationTable(evaluation).print(environment.out());
      }
      for (LabelledOutput output : outputs) {
        output.finish(evaluation);
      }
    } finally {
      for (LabelledOutput output : outputs) {
        output.close();
      }
    }
  }

  private Evaluation evaluation(DigitNetwork network, List<LabelledOutput> outputs)
      throws CannotWorkException, IOException, InterruptedException {
    Evaluator.Listener listener =
        (picture, answer, extras) ->
            outputs.forEach(output -> output.add(picture, extras.thumbnail(), answer));
    if (subject.isMnistAsItIs()) {
      try (Fitter none = new LocalFitter(fit.fit())) {
        return Evaluator.ofImages(DigitRecognizer.of(none, network), data.mnist().test(), listener);
      }
    }
    boolean thumbnails = outputs.stream().anyMatch(EvaluationReport.class::isInstance);
    return evaluation(
        network, pictures(), fit.fit(), thumbnails ? Set.of(Extra.THUMBNAIL) : Set.of(), listener);
  }

  private Evaluation evaluation(
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
    try (var bar = progress.bar(pictures.size());
        Fitter fitter =
            subject.refit
                ? new LocalFitter(chosen, PixelLimit.STANDARD, made)
                : ProcessFitter.start(chosen, PixelLimit.STANDARD, made)) {
      var recognizer = DigitRecognizer.of(fitter, CompletableFuture.completedFuture(network), ink);
      Evaluation evaluation =
          Evaluator.ofPictures(
              recognizer,
              pictures,
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
    // MNIST's images are in its form already.
    String fitName = subject.isMnistAsItIs() ? "no" : fit.fit().name();
    Path errors = detail.files.errors;
    if (errors != null) {
      outputs.add(
          hasEnding(errors, ".csv")
              ? new MisreadFile(errors)
              : EvaluationReport.ofErrors(errors, fitName, model.files(), minConfidence));
    }
    if (detail.files.report != null) {
      outputs.add(
          EvaluationReport.ofAll(detail.files.report, fitName, model.files(), minConfidence));
    }
  }

  private static boolean hasEnding(Path file, String ending) {
    return file.toString().toLowerCase(Locale.ROOT).endsWith(ending);
  }

  private void evaluateEachStep(DigitNetwork network)
      throws CannotWorkException, IOException, InterruptedException {
    Map<String, Fit> fits = new LinkedHashMap<>();
    for (ArticleStage stage : ArticleStage.values()) {
      fits.put(stage.label(), stage.fit());
    }
    fits.put(Fit.standard().name(), Fit.standard());
    Map<String, Evaluation> evaluations = new LinkedHashMap<>();
    List<LabelledPicture> pictures = pictures();
    for (Map.Entry<String, Fit> one : fits.entrySet()) {
      evaluations.put(
          one.getKey(),
          evaluation(network, pictures, one.getValue(), Set.of(), (picture, answer, extras) -> {}));
    }
    if (json) {
      environment.out().println(EvaluationJson.ofEach(evaluations));
    } else {
      EvaluationTable.printEach(evaluations, environment.out());
    }
  }

  private List<LabelledPicture> pictures() throws IOException {
    if (subject.labels != null) {
      return LabelFile.read(subject.labels);
    }
    List<LabelledImage> images = data.mnist().test();
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
