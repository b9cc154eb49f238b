package io.github.mnistfit.cli;

import io.github.mnistfit.cli.completion.BashCompletion;
import io.github.mnistfit.cli.completion.FishCompletion;
import io.github.mnistfit.cli.completion.ZshCompletion;
import io.github.mnistfit.cli.output.Environment;
import io.github.mnistfit.cli.output.Versions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * Manual pages, from what {@code --help} is made of, in the macros of man(7). Run when the
 * distribution is built.
 */
final class ManPages {
  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "MNISTFIT_MODEL", "The model to use where --model names none.",
          "MNISTFIT_DATA", "The folder with MNIST's four files, plain or compressed by gzip.",
          "MNISTFIT_OPTS", "Options for the Java virtual machine.",
          "JAVA_HOME",
              "The Java to use, 17 or later, unless one came with mnistfit; else that on the PATH.",
          "NO_COLOR", "If it is set, nothing is coloured.",
          "XDG_CACHE_HOME", "Where caches lie, in a folder mnistfit; else in ~/.cache.");

  /** Where gzip's header tells how hard it was compressed, and the number for the best level. */
  private static final int GZIP_EXTRA_FLAGS = 8;

  private static final byte GZIP_BEST = 2;

  /** What descriptions have above their examples. */
  private static final String EXAMPLES = "Examples:";

  private final CommandSpec command;
  private final StringBuilder page = new StringBuilder();

  private ManPages(CommandSpec command) {
    this.command = command;
  }

  /** Arguments: the folders for the pages, for the shells' completions, and for helps. */
  public static void main(String[] arguments) throws IOException {
    CommandLine root = Main.commandLine(Environment.ofProcess(System.out), Main.COMMANDS);
    write(Path.of(arguments[0]), root);
    Path completions = Files.createDirectories(Path.of(arguments[1]));
    CommandSpec spec = root.getCommandSpec();
    Files.writeString(completions.resolve(PreparedTexts.script("bash")), BashCompletion.of(spec));
    Files.writeString(completions.resolve(PreparedTexts.script("zsh")), ZshCompletion.of(spec));
    Files.writeString(completions.resolve(PreparedTexts.script("fish")), FishCompletion.of(spec));
    PreparedTexts.writeHelps(Path.of(arguments[2]), root);
  }

  /** Writes the page of a command and of all below it. */
  static void write(Path folder, CommandLine command) throws IOException {
    Files.createDirectories(folder);
    CommandSpec spec = command.getCommandSpec();
    Files.write(folder.resolve(title(spec) + ".1.gz"), compressed(new ManPages(spec).page()));
    for (CommandLine child : command.getSubcommands().values()) {
      write(folder, child);
    }
  }

  /** By gzip, at its best level, as Debian asks; man reads it so. */
  private static byte[] compressed(String page) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var gzip =
        new GZIPOutputStream(bytes) {
          {
            def.setLevel(Deflater.BEST_COMPRESSION);
          }
        }) {
      gzip.write(page.getBytes(StandardCharsets.UTF_8));
    }
    byte[] file = bytes.toByteArray();
    file[GZIP_EXTRA_FLAGS] = GZIP_BEST;
    return file;
  }

  /** The name of a command's page: mnistfit-model-show. */
  private static String title(CommandSpec spec) {
    return spec.qualifiedName("-");
  }

  private String page() {
    String version = Versions.all().get("mnistfit");
    String title = title(command).toUpperCase(Locale.ROOT);
    line(".TH \"" + title + "\" 1 \"\" \"mnistfit " + version + "\" \"mnistfit\"");
    line(".nh"); // a name that is cut can't be copied
    line(".ad l");
    section("NAME");
    text(title(command) + " - " + plain(command.usageMessage().header()));
    section("SYNOPSIS");
    example(new Help(command, Help.defaultColorScheme(Ansi.OFF)).synopsis(0).lines().toList());
    description();
    options();
    commands();
    section("EXIT STATUS");
    command.usageMessage().exitCodeList().forEach(this::item);
    section("ENVIRONMENT");
    ENVIRONMENT.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(entry -> item(entry.getKey(), entry.getValue()));
    section("FILES");
    item("models/default.zip", "In the installation: the model that is used where none is named.");
    item(
        "~/.cache/mnistfit",
        "MNIST, and what makes a start fast; mnistfit cache tells what lies there.");
    seeAlso();
    return page.toString();
  }

  /** What {@code --help} says, its indented lines as they are. */
  private void description() {
    section("DESCRIPTION");
    List<String> lines =
        Arrays.stream(command.usageMessage().description())
            .flatMap(text -> plain(text).lines().toList().stream())
            .toList();
    if (lines.stream().dropWhile(String::isBlank).findFirst().orElse(EXAMPLES).equals(EXAMPLES)) {
      text(plain(command.usageMessage().header()));
    }
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).equals(EXAMPLES)) {
        section("EXAMPLES");
      } else if (lines.get(i).startsWith("  ")) {
        int from = i;
        while (i + 1 < lines.size() && lines.get(i + 1).startsWith("  ")) {
          i++;
        }
        example(lines.subList(from, i + 1));
      } else {
        line(".PP");
        text(lines.get(i));
      }
    }
  }

  private void options() {
    section("OPTIONS");
    for (PositionalParamSpec parameter : command.positionalParameters()) {
      item(parameter.paramLabel(), description(parameter));
    }
    OptionGroup.of(command)
        .forEach(
            (group, options) -> {
              line(".SS " + group.title());
              options.forEach(this::option);
            });
  }

  private void option(OptionSpec option) {
    String names = String.join(", ", option.names());
    String value = option.arity().max() == 0 ? "" : " " + option.paramLabel();
    item(names + value, description(option));
  }

  private static String description(ArgSpec argument) {
    Iterable<String> candidates = argument.completionCandidates();
    String values = candidates == null ? "" : String.join(", ", candidates);
    return Stream.of(argument.description())
        .map(text -> plain(text.replace("${COMPLETION-CANDIDATES}", values)))
        .collect(Collectors.joining(" "));
  }

  private void commands() {
    if (!command.subcommands().isEmpty()) {
      section("COMMANDS");
      command
          .subcommands()
          .forEach(
              (name, child) -> item(name, plain(child.getCommandSpec().usageMessage().header())));
    }
  }

  private void seeAlso() {
    Stream<CommandSpec> children =
        command.subcommands().values().stream().map(CommandLine::getCommandSpec);
    Stream<CommandSpec> related =
        command.parent() == null ? children : Stream.concat(Stream.of(command.parent()), children);
    section("SEE ALSO");
    text(related.map(spec -> title(spec) + "(1)").collect(Collectors.joining(", ")));
  }

  private void section(String name) {
    line(".SH " + name);
  }

  /** A term, and below it what it means. */
  private void item(String term, String meaning) {
    line(".TP");
    line(".B \"" + escaped(term) + "\"");
    text(meaning);
  }

  /** Lines as they are, further to the left than text, so that help's 80 columns are the page's. */
  private void example(List<String> lines) {
    line(".PP");
    line(".in 2");
    line(".nf");
    lines.forEach(line -> text(line.replaceFirst("^ {2}", "")));
    line(".fi");
    line(".in");
  }

  private void text(String text) {
    // A dot or an apostrophe would begin a macro.
    line(text.matches("[.'].*") ? "\\&" + escaped(text) : escaped(text));
  }

  private void line(String line) {
    page.append(line).append('\n');
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\e").replace("-", "\\-").replace("\"", "\\(dq");
  }

  private static String plain(String... lines) {
    return Ansi.OFF.string(String.join(" ", lines));
  }
}
