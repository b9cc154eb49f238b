package io.github.mnistfit.spark;

import io.github.mnistfit.spark.recognizer.FitName;
import io.github.mnistfit.spark.recognizer.Question;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "predict",
    header = "Reads the digit in each picture: a row a picture.",
    mixinStandardHelpOptions = true)
final class PredictCommand implements Callable<Integer> {
  @Mixin private JobOptions job;

  @Option(
      names = "--fit",
      paramLabel = "NAME",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private FitName fit = FitName.robust;

  @Override
  public Integer call() throws IOException {
    return job.run(Question.DIGIT, fit.name());
  }
}
