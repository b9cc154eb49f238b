package io.github.mnistfit.cli.completion;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Completion for fish, which picocli doesn't write: a line for each command and option. */
public final class FishCompletion {
  private final StringBuilder script = new StringBuilder();
  private final String program;

  private FishCompletion(String program) {
    this.program = program;
  }

  /** The script for a program and its commands. */
  public static String of(CommandSpec root) {
    var completion = new FishCompletion(root.name());
    // fish's own test for a subcommand is true for a file of its name as well.
    completion.script.append(
        """
        function __PROGRAM_at
          set -l words
          for word in (commandline -opc)[2..-1]
            string match -q -- '-*' $word; or set -a words $word
          end
          if test "$argv[1]" = --only
            test "$words" = "$argv[2..-1]"
          else
            set words $words[1..(count $argv)]
            test "$words" = "$argv"
          end
        end
        """
            .replace("PROGRAM", root.name()));
    completion.add(root, List.of());
    return completion.script.toString();
  }

  private void add(CommandSpec command, List<String> path) {
    for (CommandLine child : command.subcommands().values()) {
      CommandSpec spec = child.getCommandSpec();
      line(path, command, "-f -a " + spec.name() + " " + described(Arguments.header(spec)));
    }
    for (OptionSpec option : Arguments.options(command)) {
      line(path, command, option(option));
    }
    List<String> choices = new ArrayList<>();
    command.positionalParameters().forEach(p -> choices.addAll(Arguments.choices(p)));
    if (command.name().equals("help")) {
      addTopics(path, command.parent());
    }
    if (command.positionalParameters().stream().noneMatch(Arguments::isFile)) {
      String words = choices.isEmpty() ? "" : " -a '" + String.join(" ", choices) + "'";
      line(path, command, "-f" + words);
    }
    for (CommandLine child : command.subcommands().values()) {
      List<String> deeper = new ArrayList<>(path);
      deeper.add(child.getCommandSpec().name());
      add(child.getCommandSpec(), deeper);
    }
  }

  /** The commands, and behind one that has commands of its own, those. */
  private void addTopics(List<String> path, CommandSpec root) {
    line(path, root, "-a '" + String.join(" ", root.subcommands().keySet()) + "'");
    for (CommandSpec child : Arguments.children(root)) {
      if (!child.subcommands().isEmpty()) {
        List<String> deeper = new ArrayList<>(path);
        deeper.add(child.name());
        addTopics(deeper, child);
      }
    }
  }

  /**
   * A completion that holds behind a path of words.
   *
   * @param command where it has commands of its own, the completion holds before one of them alone
   */
  private void line(List<String> path, CommandSpec command, String completion) {
    String only = command.subcommands().isEmpty() ? "" : " --only";
    String at = String.join(" ", path);
    String condition = (" -n '__" + program + "_at" + only + " " + at).stripTrailing();
    script.append("complete -c " + program + condition + "' " + completion + "\n");
  }

  private static String option(OptionSpec option) {
    var text = new StringBuilder();
    for (String name : option.names()) {
      text.append(name.startsWith("--") ? "-l " : "-s ").append(name.replaceFirst("^-+", ""));
      text.append(' ');
    }
    if (Arguments.takesValue(option)) {
      List<String> choices = Arguments.choices(option);
      if (!choices.isEmpty()) {
        text.append("-x -a '").append(String.join(" ", choices)).append("' ");
      } else {
        text.append(Arguments.isFile(option) ? "-r -F " : "-x ");
      }
    }
    return text + described(Arguments.description(option));
  }

  private static String described(String text) {
    return text.isEmpty() ? "" : "-d '" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
