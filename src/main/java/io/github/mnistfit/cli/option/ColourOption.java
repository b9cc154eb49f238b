package io.github.mnistfit.cli.option;

import io.github.mnistfit.cli.output.Environment;
import picocli.CommandLine.Option;

/** Whether a terminal gets colours (no-color.org). */
public final class ColourOption {
  private final Environment environment;

  @Option(names = "--no-color", description = "No colours; the same as setting NO_COLOR.")
  private boolean none;

  public ColourOption(Environment environment) {
    this.environment = environment;
  }

  public boolean enabled() {
    return !none
        && environment.outIsTerminal()
        && environment.variables().getOrDefault("NO_COLOR", "").isEmpty();
  }
}
