package io.github.mnistfit.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What {@code --help} behind the same words prints. */
@Command(
    name = "help",
    header = "Shows the help of a command.",
    description = {"Examples:", "  mnistfit help predict", "  mnistfit help model show"},
    helpCommand = true)
final class HelpCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..*",
      paramLabel = "COMMAND",
      description = "A command, and a command of that; without one, mnistfit's own help.")
  private List<String> names = new ArrayList<>();

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help message and exit.")
  @SuppressWarnings("unused")
  private boolean help;

  @Override
  public void run() {
    CommandLine command = spec.commandLine().getParent();
    for (String name : names) {
      CommandLine child = command.getSubcommands().get(name);
      if (child == null && command.getSubcommands().isEmpty()) {
        throw new ParameterException(
            command, command.getCommandName() + " has no commands of its own.");
      }
      if (child == null) {
        throw new ParameterException(command, "Unknown subcommand '" + name + "'");
      }
      command = child;
    }
    command.usage(command.getOut());
  }
}
