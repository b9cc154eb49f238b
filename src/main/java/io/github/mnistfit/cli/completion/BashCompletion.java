package io.github.mnistfit.cli.completion;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Completion for bash. The script that picocli writes offers no files for text arguments and
 * nothing behind {@code --option=}.
 */
public final class BashCompletion {
  private static final String NO_FILES = "compopt +o default +o bashdefault 2>/dev/null";

  private final StringBuilder commands = new StringBuilder();
  private final StringBuilder values = new StringBuilder();
  private final StringBuilder words = new StringBuilder();

  private BashCompletion() {}

  /** The script for a program and its commands. */
  public static String of(CommandSpec root) {
    var completion = new BashCompletion();
    completion.add(root);
    return """
    # Completion of PROGRAM for bash.
    _PROGRAM() {
      local current=${COMP_WORDS[COMP_CWORD]} option=${COMP_WORDS[COMP_CWORD - 1]} command= i
      # bash divides --option=value into three words.
      if [ "$current" = = ]; then
        current=
      elif [ "$option" = = ]; then
        option=${COMP_WORDS[COMP_CWORD - 2]}
      fi
      for ((i = 1; i < COMP_CWORD; i++)); do
        case $command/${COMP_WORDS[i]} in
    @COMMANDS@    esac
      done
      COMPREPLY=()
      # Where nothing is offered, bash offers files.
      case $command:$option in
    @VALUES@  esac
      local words=
      case $command in
    @WORDS@  esac
      case $current in
        -*) COMPREPLY=($(compgen -W "${words%%/*}" -- "$current")) ;;
        *) COMPREPLY=($(compgen -W "${words#*/}" -- "$current")) ;;
      esac
    }
    complete -o bashdefault -o default -F _PROGRAM PROGRAM
    """
        .replace("@COMMANDS@", completion.commands)
        .replace("@VALUES@", completion.values)
        .replace("@WORDS@", completion.words)
        .replace("PROGRAM", root.name());
  }

  private void add(CommandSpec command) {
    String path = String.join("/", Arguments.path(command));
    if (!path.isEmpty()) {
      String before = path.contains("/") ? path.substring(0, path.lastIndexOf('/')) : "";
      commands.append("      %s/%s) command=%s ;;\n".formatted(before, command.name(), path));
    }
    List<String> options = new ArrayList<>();
    for (OptionSpec option : Arguments.options(command)) {
      options.addAll(List.of(option.names()));
      if (Arguments.takesValue(option)) {
        values.append(value(path, option));
      }
    }
    List<String> others = new ArrayList<>(command.subcommands().keySet());
    if (command.name().equals("help")) {
      others.addAll(command.parent().subcommands().keySet());
      Arguments.children(command.parent()).forEach(this::addTopic);
    }
    command.positionalParameters().forEach(p -> others.addAll(Arguments.choices(p)));
    boolean takesFiles = command.positionalParameters().stream().anyMatch(Arguments::isFile);
    words.append(
        "    '%s') words='%s/%s'%s ;;\n"
            .formatted(
                path,
                String.join(" ", options),
                String.join(" ", others),
                takesFiles ? "" : "; " + NO_FILES));
    Arguments.children(command).forEach(this::add);
  }

  /** What may follow a command behind {@code help}. */
  private void addTopic(CommandSpec command) {
    String path = "help/" + command.name();
    String names = String.join(" ", command.subcommands().keySet());
    commands.append("      %s) command=%s ;;\n".formatted(path, path));
    words.append("    '%s') words='/%s'; %s ;;\n".formatted(path, names, NO_FILES));
  }

  private static String value(String path, OptionSpec option) {
    List<String> patterns = new ArrayList<>();
    for (String name : option.names()) {
      patterns.add(path + ":" + name);
    }
    List<String> choices = Arguments.choices(option);
    String action =
        choices.isEmpty()
            ? Arguments.isFile(option) ? "" : NO_FILES + "; "
            : "COMPREPLY=($(compgen -W '%s' -- \"$current\")); "
                .formatted(String.join(" ", choices));
    return "    %s) %sreturn ;;\n".formatted(String.join(" | ", patterns), action);
  }
}
