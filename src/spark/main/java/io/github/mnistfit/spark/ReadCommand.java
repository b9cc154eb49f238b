package io.github.mnistfit.spark;

import io.github.mnistfit.spark.recognizer.Question;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "read",
    header = "Reads numbers of several digits: a row a number.",
    mixinStandardHelpOptions = true)
final class ReadCommand implements Callable<Integer> {
  @Mixin private JobOptions job;

  @Override
  public Integer call() throws IOException {
    return job.run(Question.DIGITS, "robust");
  }
}
