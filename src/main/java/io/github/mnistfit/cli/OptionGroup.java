package io.github.mnistfit.cli;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What an option is about: help and manual pages list options by it. */
@SuppressWarnings("ImmutableEnumChecker") // the sets are copies
enum OptionGroup {
  INPUT(
      "Input",
      "--recursive",
      "--files-from",
      "--null",
      "--pages",
      "--max-pixels",
      "--data",
      "--labels",
      "--refit",
      "--each-step",
      "--pictures"),
  ANSWER("Answer", "--format", "--json", "--digits", "--marks", "--top", "--min-confidence"),
  LISTEN("Listen", "--port", "--host", "--allow-host", "--max-per-address", "--open"),
  MODEL("Model", "--model", "--engine", "--fit", "--stage", "--from", "--to"),
  TRAINING(
      "Training",
      "--recipe",
      "--architecture",
      "--epochs",
      "--batch-size",
      "--learning-rate",
      "--hold-out",
      "--seed",
      "--teacher"),
  OUTPUT(
      "Output",
      "--output",
      "--idx",
      "--steps",
      "--report",
      "--errors",
      "--curves",
      "--resume",
      "--force"),
  CLEANING("Cleaning", "--clean"),
  GENERAL("General", "--quiet", "--verbose", "--no-color", "--help", "--version");

  private final String title;
  private final Set<String> names;

  OptionGroup(String title, String... names) {
    this.title = title;
    this.names = Set.copyOf(Arrays.asList(names));
  }

  String title() {
    return title;
  }

  /** A command's options by group, each in the order of its names. */
  static Map<OptionGroup, List<OptionSpec>> of(CommandSpec command) {
    Map<OptionGroup, List<OptionSpec>> groups = new EnumMap<>(OptionGroup.class);
    for (OptionGroup group : values()) {
      List<OptionSpec> options =
          command.options().stream()
              .filter(option -> !option.hidden() && group.names.contains(option.longestName()))
              .toList();
      if (!options.isEmpty()) {
        groups.put(group, options);
      }
    }
    return groups;
  }

  /** The part of a help text that lists the options. */
  static String help(Help help) {
    var text = new StringBuilder();
    of(help.commandSpec())
        .forEach(
            (group, options) ->
                text.append("%n%s:%n".formatted(group.title))
                    .append(help.optionListExcludingGroups(options)));
    return text.toString();
  }
}
