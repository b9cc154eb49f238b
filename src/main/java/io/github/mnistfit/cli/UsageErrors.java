package io.github.mnistfit.cli;

import io.github.mnistfit.cli.output.Texts;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MaxValuesExceededException;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.MutuallyExclusiveArgsException;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Tells wrong usage in two lines: what is wrong, with the nearest right word, and where help is.
 * The whole help would push the first of them out of sight.
 */
final class UsageErrors implements IParameterExceptionHandler {
  private static final Pattern UNKNOWN_COMMAND = Pattern.compile("Unknown subcommand '(.*)'\\.?");
  private static final Pattern TWICE = Pattern.compile(".* and .*=\\{(params|[^ =}]+).*");
  private static final Pattern EXCLUSIVE = Pattern.compile("Error: (.*) are mutually exclusive.*");

  @Override
  public int handleParseException(ParameterException failure, String[] arguments) {
    CommandLine line = failure.getCommandLine();
    PrintWriter err = line.getErr();
    String what = Texts.printable(what(failure, line.getCommandSpec())); // names among it
    err.println(line.getColorScheme().errorText("mnistfit: " + what));
    err.println("Try '" + line.getCommandSpec().qualifiedName() + " --help'.");
    return ExitStatus.USAGE;
  }

  private static String what(ParameterException failure, CommandSpec command) {
    if (failure instanceof UnmatchedArgumentException unmatched) {
      return unmatched(unmatched.getUnmatched(), command);
    }
    if (failure instanceof MissingParameterException missing) {
      List<String> unknown = failure.getCommandLine().getUnmatchedArguments();
      return unknown.isEmpty() ? missing(missing) : unmatched(unknown, command);
    }
    if (failure instanceof OverwrittenOptionException twice) {
      return name(twice.getOverwritten()) + " is given twice.";
    }
    Matcher again = TWICE.matcher(failure.getMessage());
    if (failure instanceof MaxValuesExceededException && again.matches()) {
      return again.group(1).equals("params")
          ? command.name()
              + " takes one "
              + command.positionalParameters().get(0).paramLabel()
              + "."
          : again.group(1) + " is given twice.";
    }
    Matcher exclusive = EXCLUSIVE.matcher(failure.getMessage());
    if (failure instanceof MutuallyExclusiveArgsException && exclusive.matches()) {
      return exclusive.group(1).replace(", ", " and ").replaceAll("=\\S+", "")
          + " don't go together.";
    }
    if (failure.getArgSpec() != null && failure.getValue() != null) {
      return wrongValue(failure.getArgSpec(), failure.getValue());
    }
    Matcher unknown = UNKNOWN_COMMAND.matcher(failure.getMessage());
    return unknown.matches() ? unmatched(unknown.group(1), command) : failure.getMessage();
  }

  private static String unmatched(List<String> words, CommandSpec command) {
    if (command.parent() != null) {
      return unmatched(words.get(0), command);
    }
    return words.stream()
        .filter(word -> !Main.MOVED.contains(word))
        .findFirst()
        .map(word -> unmatched(word, command))
        .orElse("Missing COMMAND.");
  }

  private static String unmatched(String word, CommandSpec command) {
    if (word.startsWith("-") && word.length() > 1) {
      return noOption(word.replaceFirst("=.*", ""), command);
    }
    if (word.isEmpty()) {
      return command.positionalParameters().isEmpty()
          ? "An argument is empty."
          : empty(command.positionalParameters().get(0));
    }
    if (!command.subcommands().isEmpty()) {
      String complaint = "There is no command " + word;
      boolean isPath = command.parent() == null && word.matches(".*[./].*");
      return isPath
          ? complaint + "; did you mean mnistfit predict " + word + "?"
          : suggested(complaint, word, command);
    }
    String complaint =
        command.name()
            + " takes "
            + (command.positionalParameters().isEmpty()
                ? "no arguments, only options"
                : "one " + command.positionalParameters().get(0).paramLabel())
            + ", not \""
            + word
            + "\"";
    return complaint + (options(command).contains("--" + word) ? meant("--" + word) : ".");
  }

  private static String noOption(String option, CommandSpec command) {
    String complaint = "There is no option " + option;
    if (!command.subcommands().isEmpty() && command.parent() == null) {
      return NearestWord.of(option, options(command))
          .map(near -> complaint + meant(near))
          .orElse(complaint + " before the command: a command's own options go behind it.");
    }
    boolean isOutput = List.of("-o", "--out", "--output").contains(option);
    return isOutput && !options(command).contains("--output")
        ? complaint + ": " + command.qualifiedName() + " writes to standard output; add > FILE."
        : suggested(complaint, option, command);
  }

  private static String suggested(String complaint, String word, CommandSpec command) {
    List<String> words = new ArrayList<>(command.subcommands().keySet());
    words.addAll(options(command));
    return complaint + NearestWord.of(word, words).map(UsageErrors::meant).orElse(".");
  }

  private static List<String> options(CommandSpec command) {
    return command.options().stream()
        .filter(option -> !option.hidden())
        .map(OptionSpec::longestName)
        .toList();
  }

  private static String meant(String word) {
    return "; did you mean " + word + "?";
  }

  private static String missing(MissingParameterException failure) {
    ArgSpec argument = failure.getMissing().get(0);
    // picocli tells in words alone whether the option or its value is missing.
    return failure.getMessage().startsWith("Missing required option")
        ? absent(argument)
        : needsValue(argument);
  }

  private static String needsValue(ArgSpec argument) {
    return argument.isOption()
        ? name(argument) + " needs a value: " + name(argument) + "=" + argument.paramLabel() + "."
        : absent(argument);
  }

  private static String absent(ArgSpec argument) {
    return "Missing " + name(argument) + ": " + wanted(argument);
  }

  private static String empty(ArgSpec argument) {
    return name(argument) + " is empty: " + wanted(argument);
  }

  /** What an argument should be, in words that follow a colon. */
  private static String wanted(ArgSpec argument) {
    String choices = choices(argument);
    String description = String.join(" ", argument.description());
    return choices.isEmpty()
        ? description.substring(0, 1).toLowerCase(Locale.ROOT) + description.substring(1)
        : "choose one of " + choices + ".";
  }

  /** What may be chosen from; empty if that is without end. */
  private static String choices(ArgSpec argument) {
    Iterable<String> candidates = argument.completionCandidates();
    return candidates == null ? "" : String.join(", ", candidates);
  }

  private static String wrongValue(ArgSpec argument, String value) {
    if (value.isEmpty()) {
      return argument.isOption() ? needsValue(argument) : empty(argument);
    }
    if (argument.type() == boolean.class) {
      return name(argument) + " takes no value.";
    }
    Iterable<String> candidates = argument.completionCandidates();
    if (candidates != null) {
      List<String> choices = new ArrayList<>();
      candidates.forEach(choice -> choices.add(choice.toLowerCase(Locale.ROOT)));
      String complaint = name(argument) + " can't be " + value;
      return NearestWord.of(value, choices)
          .map(near -> complaint + "; did you mean " + near + "?")
          .orElse(complaint + ": choose one of " + String.join(", ", choices) + ".");
    }
    Class<?> type = argument.type();
    if (isWhole(type) && value.matches("[-+]?[0-9]+")) {
      return name(argument)
          + " can't be "
          + value
          + ": that is too "
          + (value.startsWith("-") ? "small." : "large.");
    }
    boolean isNumber = isWhole(type) || type == double.class || type == Double.class;
    return name(argument)
        + (isNumber ? " takes a " + (type == Double.class ? "" : "whole ") + "number" : " can't be")
        + (isNumber ? ", not " : " ")
        + value
        + ".";
  }

  private static boolean isWhole(Class<?> type) {
    return List.of(int.class, long.class, Integer.class, Long.class).contains(type);
  }

  private static String name(ArgSpec argument) {
    return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
  }
}
