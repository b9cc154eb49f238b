package io.github.mnistfit.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Completion for fish, which picocli doesn't write: a line for each command and option. */
final class FishCompletion {
  private final StringBuilder script = new StringBuilder();
  private final String program;

  private FishCompletion(String program) {
    this.program = program;
  }

  /** The script for a program and its commands. */
  static String of(CommandSpec root) {
    var completion = new FishCompletion(root.name());
    completion.add(root, List.of());
    return completion.script.toString();
  }

  private void add(CommandSpec command, List<String> path) {
    for (CommandLine child : command.subcommands().values()) {
      CommandSpec spec = child.getCommandSpec();
      line(path, command, "-f -a " + spec.name() + description(spec.usageMessage().header()));
    }
    for (OptionSpec option : command.options()) {
      if (!option.hidden()) {
        line(path, command, option(option));
      }
    }
    for (CommandLine child : command.subcommands().values()) {
      List<String> deeper = new ArrayList<>(path);
      deeper.add(child.getCommandSpec().name());
      add(child.getCommandSpec(), deeper);
    }
  }

  /** A completion that holds behind a path of commands, before any deeper one. */
  private void line(List<String> path, CommandSpec command, String completion) {
    List<String> conditions = new ArrayList<>();
    path.forEach(name -> conditions.add("__fish_seen_subcommand_from " + name));
    if (!command.subcommands().isEmpty()) {
      conditions.add(
          "not __fish_seen_subcommand_from " + String.join(" ", command.subcommands().keySet()));
    }
    String condition =
        conditions.isEmpty() ? "" : " -n '" + String.join("; and ", conditions) + "'";
    script.append("complete -c " + program + condition + " " + completion + "\n");
  }

  private static String option(OptionSpec option) {
    var text = new StringBuilder();
    for (String name : option.names()) {
      text.append(name.startsWith("--") ? "-l " : "-s ").append(name.replaceFirst("^-+", ""));
      text.append(' ');
    }
    if (option.arity().max() > 0) {
      text.append("-r ");
      Iterable<String> candidates = option.completionCandidates();
      if (candidates != null) {
        text.append("-f -a '")
            .append(String.join(" ", candidates).toLowerCase(Locale.ROOT))
            .append("' ");
      }
    }
    return text + description(option.description()).trim();
  }

  private static String description(String[] lines) {
    if (lines.length == 0) {
      return "";
    }
    String plain = Help.Ansi.OFF.string(lines[0]).replaceAll("\\$\\{[^}]*}", "").trim();
    return " -d '" + plain.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
