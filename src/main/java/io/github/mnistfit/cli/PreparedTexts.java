package io.github.mnistfit.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;

/**
 * Helps and completion scripts, written when the distribution is built. Before picocli can make
 * one, it looks into each command and its options, which takes as long as all else of a start.
 */
final class PreparedTexts {
  private static final String HELPS = "help";
  private static final String COMPLETIONS = "completions";

  private static final Map<String, String> SCRIPTS =
      Map.of("bash", "mnistfit.bash", "zsh", "_mnistfit", "fish", "mnistfit.fish");

  /** Nothing else becomes a part of a file's name. */
  private static final Pattern NAME = Pattern.compile("[a-z]+");

  private static final Pattern COLOURS = Pattern.compile("\u001b\\[[0-9;]*m");

  private PreparedTexts() {}

  /**
   * What a command line prints, if that was prepared.
   *
   * @param installation where mnistfit lies
   * @param isColoured whether the terminal shows colours
   */
  static Optional<String> of(Path installation, boolean isColoured, List<String> arguments) {
    Optional<Path> file = file(arguments);
    if (file.isEmpty()) {
      return Optional.empty();
    }
    try {
      String text = Files.readString(installation.resolve("share").resolve(file.get()));
      return Optional.of(isColoured ? text : COLOURS.matcher(text).replaceAll(""));
    } catch (IOException e) {
      return Optional.empty(); // picocli makes it, or tells what is wrong
    }
  }

  private static Optional<Path> file(List<String> arguments) {
    int words = arguments.size();
    if (words == 0) {
      return Optional.empty();
    }
    String first = arguments.get(0);
    String last = arguments.get(words - 1);
    if (words == 2 && first.equals("completion") && SCRIPTS.containsKey(last)) {
      return Optional.of(Path.of(COMPLETIONS, SCRIPTS.get(last)));
    }
    if (last.equals("--help") || last.equals("-h")) {
      return help(arguments.subList(0, words - 1));
    }
    return first.equals("help") ? help(arguments.subList(1, words)) : Optional.empty();
  }

  private static Optional<Path> help(List<String> command) {
    return command.stream().allMatch(name -> NAME.matcher(name).matches())
        ? Optional.of(Path.of(HELPS, name(command)))
        : Optional.empty();
  }

  private static String name(List<String> command) {
    return command.isEmpty() ? "mnistfit" : "mnistfit-" + String.join("-", command);
  }

  /**
   * Writes the helps of a command and of all below it, in colour.
   *
   * @param folder for them; the installation has it as {@code share/help}
   */
  static void writeHelps(Path folder, CommandLine command) throws IOException {
    Files.createDirectories(folder);
    String text = command.getUsageMessage(Help.defaultColorScheme(Ansi.ON));
    Files.writeString(folder.resolve(command.getCommandSpec().qualifiedName("-")), text);
    for (CommandLine child : command.getSubcommands().values()) {
      writeHelps(folder, child);
    }
  }

  /** The name of a shell's script in {@code share/completions}. */
  static String script(String shell) {
    return SCRIPTS.get(shell);
  }
}
