package io.github.mnistfit.cli;

import io.github.mnistfit.cli.completion.BashCompletion;
import io.github.mnistfit.cli.completion.FishCompletion;
import io.github.mnistfit.cli.completion.ZshCompletion;
import io.github.mnistfit.cli.output.Environment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "completion",
    header = "Prints a shell's completion script for mnistfit.",
    description = {
      "Put one of these where your shell reads it at its start:",
      "  source <(mnistfit completion bash)        ~/.bashrc",
      "  source <(mnistfit completion zsh)         ~/.zshrc, after compinit",
      "  mnistfit completion fish | source         ~/.config/fish/config.fish"
    },
    mixinStandardHelpOptions = true)
final class CompletionCommand implements Runnable {
  private final Environment environment;
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "SHELL", description = "One of ${COMPLETION-CANDIDATES}.")
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
              case bash -> BashCompletion.of(root);
              case zsh -> ZshCompletion.of(root);
              case fish -> FishCompletion.of(root);
            });
  }
}
