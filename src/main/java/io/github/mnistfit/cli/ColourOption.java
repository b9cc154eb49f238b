package io.github.mnistfit.cli;

import picocli.CommandLine.Option;

/** Whether a terminal gets colours (no-color.org). */
final class ColourOption {
  private final Environment environment;

  @Option(names = "--no-color", description = "No colours; the same as setting NO_COLOR.")
  private boolean none;

  ColourOption(Environment environment) {
    this.environment = environment;
  }

  boolean enabled() {
    return !none
        && environment.outIsTerminal()
        && environment.variables().getOrDefault("NO_COLOR", "").isEmpty();
  }
}
