package io.github.mnistfit.cli.option;

import io.github.mnistfit.fit.Fit;
import java.util.Iterator;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The fit that a command uses. */
public final class FitOption {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--fit",
      paramLabel = "NAME",
      description =
          "How pictures are brought to MNIST's form: ${COMPLETION-CANDIDATES} (default: robust).",
      completionCandidates = Names.class)
  private String given;

  /** Whether the user chose one. */
  public boolean isGiven() {
    return given != null;
  }

  /** The fit. */
  public Fit fit() {
    String name = isGiven() ? given : Fit.standard().name();
    return Fit.named(name)
        .orElseThrow(
            () ->
                new ParameterException(
                    command.commandLine(),
                    "there is no such fit", // told by what there is, as of every option
                    command.findOption("--fit"),
                    name));
  }

  private static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Fit.names().iterator();
    }
  }
}
