package io.github.mnistfit.cli.completion;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What a shell can offer for options and parameters. */
final class Arguments {
  private static final Set<String> BEFORE = Set.of("--quiet", "--verbose");

  private Arguments() {}

  /** The words of a closed choice; empty if there is none. */
  static List<String> choices(ArgSpec argument) {
    Iterable<String> candidates = argument.completionCandidates();
    return candidates == null
        ? List.of()
        : StreamSupport.stream(candidates.spliterator(), false)
            .map(word -> word.toLowerCase(Locale.ROOT))
            .toList();
  }

  /** Whether a file or a folder is wanted: its label says so. */
  static boolean isFile(ArgSpec argument) {
    return Stream.of("FILE", "DIR", "PATH", "MODEL", "LABELS", "NUMBERS")
        .anyMatch(argument.paramLabel()::startsWith);
  }

  static boolean takesValue(OptionSpec option) {
    return option.arity().max() > 0;
  }

  /** A command's options that are shown. */
  static List<OptionSpec> options(CommandSpec command) {
    return command.options().stream().filter(option -> !option.hidden()).toList();
  }

  /** Options of the program's commands that may stand before a command, too. */
  static List<OptionSpec> before(CommandSpec command) {
    return command.parent() != null
        ? List.of()
        : children(command).stream()
            .flatMap(child -> options(child).stream())
            .filter(option -> BEFORE.contains(option.longestName()))
            .filter(option -> command.findOption(option.longestName()) == null)
            .collect(Collectors.toMap(OptionSpec::longestName, o -> o, (a, b) -> a, TreeMap::new))
            .values()
            .stream()
            .toList();
  }

  static String description(ArgSpec argument) {
    String text = argument.description().length == 0 ? "" : argument.description()[0];
    String choices = String.join(", ", choices(argument));
    return Ansi.OFF.string(text.replace("${COMPLETION-CANDIDATES}", choices)).strip();
  }

  static String header(CommandSpec command) {
    String[] header = command.usageMessage().header();
    return header.length == 0 ? "" : Ansi.OFF.string(header[0]).strip();
  }

  /** The commands below one, without the aliases. */
  static List<CommandSpec> children(CommandSpec command) {
    return command.subcommands().values().stream().map(CommandLine::getCommandSpec).toList();
  }

  /** The names that lead to a command, the program's left out. */
  static List<String> path(CommandSpec command) {
    List<String> path = new ArrayList<>();
    for (CommandSpec one = command; one.parent() != null; one = one.parent()) {
      path.add(0, one.name());
    }
    return path;
  }

  /** A text within single quotes, as all shells have it but fish. */
  static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
