package io.github.mnistfit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistfit.cli.output.Environment;
import io.github.mnistfit.training.InkTrainingSettings;
import io.github.mnistfit.training.Recipe;
import io.github.mnistfit.training.TrainingSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What every command's help must have. */
class HelpTest {
  static Stream<CommandLine> commands() {
    List<CommandLine> commands = new ArrayList<>();
    add(Main.commandLine(Environment.ofProcess(System.out), Main.COMMANDS), commands);
    return commands.stream();
  }

  private static void add(CommandLine command, List<CommandLine> commands) {
    commands.add(command);
    command.getSubcommands().values().forEach(child -> add(child, commands));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void fitsEightyColumns(CommandLine command) {
    assertThat(command.getUsageMessage().lines()).allMatch(line -> line.length() <= 80);
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyOptionIsInAGroup(CommandLine command) {
    CommandSpec spec = command.getCommandSpec();
    List<OptionSpec> grouped =
        OptionGroup.of(spec).values().stream().flatMap(List::stream).toList();
    assertThat(grouped)
        .containsExactlyInAnyOrderElementsOf(
            spec.options().stream().filter(option -> !option.hidden()).toList());
    String help = command.getUsageMessage();
    OptionGroup.of(spec).keySet().forEach(g -> assertThat(help).contains("\n" + g.title() + ":\n"));
  }

  /** A value that is left out is something, and the help says what. */
  @ParameterizedTest
  @MethodSource("commands")
  void aNumberAndAChoiceHaveADefault(CommandLine command) {
    for (OptionSpec option : command.getCommandSpec().options()) {
      boolean isNumber =
          Number.class.isAssignableFrom(option.type()) || option.type().isPrimitive();
      boolean isChoice = option.completionCandidates() != null;
      if (option.arity().max() > 0
          && (isNumber || isChoice)
          && !option.required()
          && !isOptional(option)) {
        assertThat(String.join(" ", option.description()))
            .as(option.longestName())
            .contains("default:");
      }
    }
  }

  private static boolean isOptional(OptionSpec option) {
    return option.longestName().equals("--stage");
  }

  /** Only those that are about pictures have a status for pictures. */
  @ParameterizedTest
  @MethodSource("commands")
  void exitStatusesAreItsOwn(CommandLine command) {
    boolean isOfPictures =
        List.of("mnistfit", "predict", "read", "fit", "evaluate", "train")
            .contains(command.getCommandName());
    assertThat(command.getCommandSpec().usageMessage().exitCodeList().containsKey("1"))
        .isEqualTo(isOfPictures);
  }

  /** That of completion is lines for a shell's own file. */
  @ParameterizedTest
  @MethodSource("commands")
  void whatDoesSomethingHasExamples(CommandLine command) {
    if (command.getSubcommands().isEmpty() && !command.getCommandName().equals("completion")) {
      assertThat(command.getUsageMessage()).contains("\nExamples:\n  mnistfit ");
    }
  }

  @Test
  void helpIsWhatTheOptionPrints() {
    assertThat(CommandLineRun.of("help", "model", "show").out())
        .isEqualTo(CommandLineRun.of("model", "show", "--help").out())
        .contains("Usage: mnistfit model show");
    assertThat(CommandLineRun.of("help").out()).isEqualTo(CommandLineRun.of("--help").out());
    assertThat(CommandLineRun.of("help", "model", "shw").err())
        .isEqualTo(
            """
            mnistfit: There is no command shw; did you mean show?
            Try 'mnistfit model --help'.
            """);
  }

  /** Whatever command it stands behind. */
  @ParameterizedTest
  @MethodSource("commands")
  void theVersionThatTheHelpPromisesIsPrinted(CommandLine command) {
    CommandSpec spec = command.getCommandSpec();
    Stream.of("-V", "--version")
        .filter(spec.optionsMap()::containsKey)
        .forEach(
            option -> {
              List<String> typed = new ArrayList<>(List.of(spec.qualifiedName().split(" ", -1)));
              typed.add(option);
              CommandLineRun run =
                  CommandLineRun.of(typed.subList(1, typed.size()).toArray(String[]::new));
              assertThat(run.status()).isEqualTo(ExitStatus.OK);
              assertThat(run.out())
                  .startsWith("mnistfit ")
                  .isEqualTo(CommandLineRun.of("--version").out());
            });
  }

  @ParameterizedTest
  @MethodSource("commands")
  void examplesAreUnderstood(CommandLine command) {
    String help = command.getUsageMessage();
    help.lines()
        .map(String::strip)
        .filter(line -> line.startsWith("mnistfit "))
        .map(line -> line.replaceFirst("  .*", "").replaceFirst(" +[>|].*", ""))
        .forEach(
            example -> {
              CommandLine fresh =
                  Main.commandLine(Environment.ofProcess(System.out), Main.COMMANDS);
              fresh.parseArgs(example.replaceFirst("mnistfit ", "").split(" +", -1));
            });
  }

  /** What the recipes have is told by the options that change it. */
  @ParameterizedTest
  @EnumSource
  void theRecipesSettingsAreTold(Recipe recipe) {
    CommandSpec train =
        Main.commandLine(Environment.ofProcess(System.out), List.of(TrainCommand.class))
            .getSubcommands()
            .get("train")
            .getCommandSpec();
    if (recipe == Recipe.INK || recipe == Recipe.PAGE_INK) {
      int epochs =
          (recipe == Recipe.INK ? InkTrainingSettings.DIGIT : InkTrainingSettings.PAGE).epochs();
      assertTells(train, "--epochs", recipe, epochs);
      return;
    }
    TrainingSettings settings = recipe.settings();
    assertTells(train, "--epochs", recipe, settings.optimization().epochs());
    assertTells(train, "--batch-size", recipe, settings.optimization().batchSize());
    assertTells(train, "--learning-rate", recipe, settings.optimization().learningRate());
    assertTells(train, "--hold-out", recipe, settings.validation());
  }

  private static void assertTells(CommandSpec command, String name, Recipe recipe, Number value) {
    String description = String.join(" ", command.findOption(name).description());
    assertThat(description)
        .containsPattern("(?<![0-9.])" + value + " for [^0-9;]*\\b" + recipe + "\\b");
  }
}
