package io.github.mnistfit.cli.completion;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Completion for zsh, in its own words, with what each option does. */
public final class ZshCompletion {
  private final StringBuilder functions = new StringBuilder();

  private ZshCompletion() {}

  /** The script for a program and its commands: to be sourced, or to lie in a folder of fpath. */
  public static String of(CommandSpec root) {
    var completion = new ZshCompletion();
    completion.add(root);
    return """
    #compdef PROGRAM
    FUNCTIONS
    if [ "$funcstack[1]" = _PROGRAM ]; then
      _PROGRAM "$@"
    else
      compdef _PROGRAM PROGRAM
    fi
    """
        .replace("FUNCTIONS", completion.functions)
        .replace("PROGRAM", root.name());
  }

  private static String function(CommandSpec command) {
    return "_" + String.join("_", command.qualifiedName("_").split("-", -1));
  }

  private void add(CommandSpec command) {
    String options =
        Stream.concat(Arguments.options(command).stream(), Arguments.before(command).stream())
            .map(option -> "    " + option(option) + " \\\n")
            .collect(Collectors.joining());
    functions.append(function(command)).append("() {\n");
    if (command.subcommands().isEmpty()) {
      String parameters =
          command.positionalParameters().stream()
              .map(parameter -> "    " + parameter(command, parameter) + " \\\n")
              .collect(Collectors.joining());
      functions.append("  _arguments -s -S \\\n" + options + parameters + "    && return\n");
    } else {
      functions.append("  local curcontext=$curcontext state line\n  typeset -A opt_args\n");
      functions.append("  _arguments -C \\\n" + options);
      functions.append("    '1: :->command' '*:: :->arguments' && return\n");
      functions.append("  case $state in\n    command)\n      local -a commands=(\n");
      for (CommandSpec child : Arguments.children(command)) {
        String described = child.name() + ":" + Arguments.header(child).replace(":", "\\:");
        functions.append("        " + Arguments.quoted(described) + "\n");
      }
      functions.append("      )\n      _describe -t commands command commands\n      ;;\n");
      // An option of a command's that stands before it is taken for the first argument.
      functions.append("    arguments)\n      while [[ $words[1] == -* ]]; do\n");
      functions.append("        shift words\n        (( CURRENT-- ))\n      done\n");
      functions.append("      case $words[1] in\n");
      for (CommandSpec child : Arguments.children(command)) {
        functions.append("        " + child.name() + ") " + function(child) + " ;;\n");
      }
      functions.append("      esac\n      ;;\n  esac\n");
    }
    functions.append("}\n\n");
    Arguments.children(command).forEach(this::add);
  }

  private static String option(OptionSpec option) {
    boolean isMany = option.isMultiValue();
    String value = Arguments.takesValue(option) ? ":" + option.paramLabel() + ":" : "";
    String what = escaped(Arguments.description(option));
    String action = Arguments.takesValue(option) ? action(option) : "";
    List<String> names = List.of(option.names());
    String rest = Arguments.quoted("[" + what + "]" + value + action);
    String exclusion = isMany ? "'*'" : Arguments.quoted("(" + String.join(" ", names) + ")");
    String forms =
        names.stream()
            .map(name -> name + suffix(name, option))
            .collect(
                Collectors.joining(",", names.size() > 1 ? "{" : "", names.size() > 1 ? "}" : ""));
    return exclusion + forms + rest;
  }

  private static String suffix(String name, OptionSpec option) {
    if (!Arguments.takesValue(option)) {
      return "";
    }
    return name.startsWith("--") ? "=" : "+";
  }

  private static String parameter(CommandSpec command, PositionalParamSpec parameter) {
    if (command.name().equals("help")) {
      return topics(command.parent(), parameter.paramLabel());
    }
    String place = parameter.arity().max() > 1 || parameter.isMultiValue() ? "*" : "1";
    return Arguments.quoted(place + ":" + parameter.paramLabel() + ":" + action(parameter));
  }

  /** A command, and where that has commands of its own, one of them. */
  private static String topics(CommandSpec root, String label) {
    String second =
        Arguments.children(root).stream()
            .filter(child -> !child.subcommands().isEmpty())
            .map(
                child ->
                    "%s) compadd %s ;; "
                        .formatted(child.name(), String.join(" ", child.subcommands().keySet())))
            .collect(Collectors.joining());
    String first = "(" + String.join(" ", root.subcommands().keySet()) + ")";
    return Arguments.quoted("1:" + label + ":" + first)
        + " "
        + Arguments.quoted("2:" + label + ":{ case $words[2] in " + second + "esac }");
  }

  private static String action(ArgSpec argument) {
    List<String> choices = Arguments.choices(argument);
    if (!choices.isEmpty()) {
      return "(" + String.join(" ", choices) + ")";
    }
    return Arguments.isFile(argument) ? "_files" : "";
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]").replace(":", "\\:");
  }
}
