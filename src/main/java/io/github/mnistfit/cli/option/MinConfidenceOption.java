package io.github.mnistfit.cli.option;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How sure a digit must be to be told. */
public final class MinConfidenceOption {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--min-confidence",
      paramLabel = "P",
      description =
          "Answer ? where the confidence is under P, 0 to 1 (default: the model's own threshold,"
              + " which mnistfit model show tells).")
  private Double minConfidence;

  /**
   * Looks at the option before anything is opened.
   *
   * @throws ParameterException if it is no probability
   */
  public void check() {
    if (minConfidence != null && !(minConfidence >= 0 && minConfidence <= 1)) {
      throw new ParameterException(command.commandLine(), "--min-confidence must be from 0 to 1.");
    }
  }

  /** The least confidence of a digit that is told: the user's, or else the model's. */
  public double orElse(double ofModel) {
    return minConfidence == null ? ofModel : minConfidence;
  }
}
