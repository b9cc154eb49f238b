package io.github.mnistfit.cli;

import io.github.mnistfit.cli.output.Environment;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "completion",
    header = "Prints what makes a shell complete mnistfit's commands and options.",
    description = {
      "",
      "Put one of these where your shell reads it at its start:",
      "  source <(mnistfit completion bash)        ~/.bashrc",
      "  source <(mnistfit completion zsh)         ~/.zshrc, after compinit",
      "  mnistfit completion fish | source         ~/.config/fish/config.fish"
    },
    mixinStandardHelpOptions = true)
final class CompletionCommand implements Runnable {
  private final Environment environment;
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "SHELL", description = "${COMPLETION-CANDIDATES}.")
  private Shell shell;

  /** The shells that can be served. */
  private enum Shell {
    bash,
    zsh,
    fish
  }

  CompletionCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public void run() {
    CommandSpec root = spec.root();
    environment
        .out()
        .print(
            switch (shell) {
              // The script finds out which of the two reads it.
              case bash, zsh -> AutoComplete.bash(root.name(), root.commandLine());
              case fish -> FishCompletion.of(root);
            });
  }
}
