package io.github.mnistfit.cli;

import io.github.mnistfit.cli.option.DataOption;
import io.github.mnistfit.cli.option.FitOption;
import io.github.mnistfit.cli.option.ModelOption;
import io.github.mnistfit.cli.option.ProgressOption;
import io.github.mnistfit.cli.output.CannotWorkException;
import io.github.mnistfit.cli.output.Environment;
import io.github.mnistfit.cli.output.EvaluationJson;
import io.github.mnistfit.cli.output.EvaluationReport;
import io.github.mnistfit.cli.output.EvaluationTable;
import io.github.mnistfit.cli.output.LabelledOutput;
import io.github.mnistfit.cli.output.MisreadFile;
import io.github.mnistfit.evaluation.Evaluation;
import io.github.mnistfit.evaluation.LabelFile;
import io.github.mnistfit.evaluation.LabelledSource;
import io.github.mnistfit.fit.Fit;
import io.github.mnistfit.fit.article.ArticleStage;
import io.github.mnistfit.mnist.LabelledImage;
import io.github.mnistfit.network.DigitNetwork;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
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
          + " it. With --read, rows instead of label has a picture's lines of digits, / between.",
      "Without it, MNIST's 10,000 test images are read as they are.",
      "",
      "Examples:",
      "  mnistfit evaluate                        MNIST's test images",
      "  mnistfit evaluate labels.csv             pictures of your own",
      "  mnistfit evaluate labels.csv --each-step every stage of the article's fit",
      "  mnistfit evaluate labels.csv --errors wrong.csv",
      "  mnistfit evaluate labels.csv --report report.html",
      "  mnistfit evaluate --read numbers.csv     pictures of several digits"
    },
    mixinStandardHelpOptions = true)
final class EvaluateCommand implements Callable<Integer> {
  private final Environment environment;
  @Spec private CommandSpec spec;
  @Mixin private FitOption fit;
  @Mixin private ModelOption model;
  @Mixin private DataOption data;

  @Parameters(paramLabel = "LABELS.csv", arity = "0..1", description = "The list of pictures.")
  private Path labels;

  @Option(
      names = "--each-step",
      description = "Measure each stage of the article's fit, and each fit, on the pictures.")
  private boolean eachStep;

  @Option(
      names = "--read",
      description = "The pictures show numbers: measure what read makes of them.")
  private boolean read;

  @Option(names = "--refit", description = "Send MNIST's images through the fit first.")
  private boolean refit;

  @Option(names = "--json", description = "Print the figures as one JSON object.")
  private boolean json;

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

  @Mixin private ProgressOption progress;

  EvaluateCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws CannotWorkException, InterruptedException {
    require(labels != null || !eachStep, "--each-step needs LABELS.csv.");
    require(labels != null || !read, "--read needs LABELS.csv.");
    require(
        !read || !(eachStep || json || errors != null || report != null),
        "--read goes with none of --each-step, --json, --errors and --report.");
    require(labels == null || !refit, "--refit is for MNIST's test images.");
    require(errors == null || !eachStep, "--errors and --each-step don't go together.");
    require(report == null || !eachStep, "--report and --each-step don't go together.");
    require(
        errors == null || hasEnding(errors, ".csv") || hasEnding(errors, ".html"),
        "--errors must name a file that ends in .csv or .html.");
    try (DigitNetwork network = progress.open(model)) {
      if (read) {
        ReadEvaluation.print(ReadEvaluation.of(network, labels), environment.out());
      } else if (eachStep) {
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
      addOutputs(outputs, network.minConfidence());
      boolean thumbnails = outputs.stream().anyMatch(EvaluationReport.class::isInstance);
      var run = new EvaluationRun(network, outputs, thumbnails, progress);
      Evaluation evaluation =
          labels == null && !refit
              ? run.ofImages(data.mnist().test())
              : run.ofPictures(pictures(), fit.fit());
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

  private void addOutputs(List<LabelledOutput> outputs, double minConfidence)
      throws CannotWorkException {
    // MNIST's images are in its form already.
    String fitName = labels == null && !refit ? "no" : fit.fit().name();
    if (errors != null) {
      outputs.add(
          hasEnding(errors, ".csv")
              ? new MisreadFile(errors)
              : EvaluationReport.ofErrors(errors, fitName, model.files(), minConfidence));
    }
    if (report != null) {
      outputs.add(EvaluationReport.ofAll(report, fitName, model.files(), minConfidence));
    }
  }

  private static boolean hasEnding(Path file, String ending) {
    return file.toString().toLowerCase(Locale.ROOT).endsWith(ending);
  }

  private void evaluateEachStep(DigitNetwork network) throws IOException, InterruptedException {
    Map<String, Fit> fits = new LinkedHashMap<>();
    for (ArticleStage stage : ArticleStage.values()) {
      fits.put(stage.label(), stage.fit());
    }
    fits.put(Fit.standard().name(), Fit.standard());
    Map<String, Evaluation> evaluations = new LinkedHashMap<>();
    List<LabelledSource> pictures = pictures();
    var run = new EvaluationRun(network, List.of(), false, progress);
    for (Map.Entry<String, Fit> one : fits.entrySet()) {
      evaluations.put(one.getKey(), run.ofPictures(pictures, one.getValue()));
    }
    if (json) {
      environment.out().println(EvaluationJson.ofEach(evaluations));
    } else {
      EvaluationTable.printEach(evaluations, environment.out());
    }
  }

  private List<LabelledSource> pictures() throws IOException {
    return labels == null
        ? mnist()
        : LabelFile.read(labels).stream().map(LabelledSource::of).toList();
  }

  private List<LabelledSource> mnist() throws IOException {
    List<LabelledImage> images = data.mnist().test();
    return IntStream.range(0, images.size())
        .mapToObj(i -> LabelledSource.ofMnist(i, images.get(i)))
        .toList();
  }

  private void require(boolean condition, String message) {
    if (!condition) {
      throw new ParameterException(spec.commandLine(), message);
    }
  }
}
