package io.github.mnistfit.cli;

import io.github.mnistfit.cli.output.CannotWorkException;
import io.github.mnistfit.cli.output.ClosedOutputException;
import io.github.mnistfit.cli.output.Environment;
import io.github.mnistfit.cli.output.WatchedOutput;
import io.github.mnistfit.io.FileNames;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The command line: parses, runs one command, turns what happened into an exit status. */
@Command(
    name = "mnistfit",
    header = "Reads handwritten digits in pictures.",
    description = {
      "Fits a picture to the form of MNIST, then lets a neural network read it.",
      "",
      "Examples:",
      "  mnistfit predict seven.jpg             the digit, how sure, and the path",
      "  mnistfit predict -r photos/            a line for each picture of a folder",
      "  mnistfit read meter.jpg                numbers of several digits, line by line",
      "  mnistfit fit --steps sheet.png 7.jpg   see what is done to a picture",
      "  mnistfit serve --open                  a page to draw on",
      "  mnistfit train --epochs 10             train the article's network",
      "  mnistfit evaluate labels.csv           accuracy on pictures of your own"
    },
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    versionProvider = VersionText.class)
final class Main implements Runnable {
  static final List<Class<?>> COMMANDS =
      List.of(
          PredictCommand.class,
          ReadCommand.class,
          TrainCommand.class,
          EvaluateCommand.class,
          FitCommand.class,
          ServeCommand.class,
          ModelCommand.class,
          CacheCommand.class,
          CompletionCommand.class,
          HelpCommand.class);

  /** The commands that look at all the others. */
  private static final Set<String> TELL_OF_ALL = Set.of("help", "completion");

  /** What may stand before a command. */
  static final Set<String> MOVED = Set.of("-q", "--quiet", "-v", "--verbose", "--no-color");

  @Spec private CommandSpec spec;

  /** Obeyed before anything is parsed: usage errors are coloured, too. */
  @Option(
      names = "--no-color",
      scope = ScopeType.INHERIT,
      description = "No colours; the same as setting NO_COLOR.")
  @SuppressWarnings("unused")
  private boolean noColour;

  /** Runs mnistfit and ends the process with its exit status. */
  public static void main(String[] arguments) {
    var stdout = new WatchedOutput(new FileOutputStream(FileDescriptor.out));
    var environment = Environment.ofProcess(stdout);
    // What nobody foresaw is told, too.
    System.setErr(new PrintStream(environment.err(), true, StandardCharsets.UTF_8));
    int status = run(environment, RawArguments.of(arguments));
    environment.out().flush();
    Optional<String> loss = stdout.loss();
    if (loss.isPresent()) {
      environment.tell("Standard output can't be written: " + loss.get() + ".");
      status = ExitStatus.CANNOT_WORK;
    }
    environment.err().flush();
    System.exit(status);
  }

  /**
   * Runs one command line.
   *
   * @return the exit status, see {@link ExitStatus}
   */
  static int run(Environment environment, String... arguments) {
    return List.of(arguments).contains("--no-color")
        ? execute(environment.withoutColours(), behindCommand(arguments))
        : execute(environment, behindCommand(arguments));
  }

  /** What any command takes may stand before it, too. */
  private static String[] behindCommand(String... arguments) {
    int before = 0;
    while (before < arguments.length && MOVED.contains(arguments[before])) {
      before++;
    }
    if (before == 0 || before == arguments.length || arguments[before].startsWith("-")) {
      return arguments;
    }
    List<String> moved = new ArrayList<>(List.of(arguments));
    Collections.rotate(moved.subList(0, before + 1), 1);
    return moved.toArray(String[]::new);
  }

  /** An empty name is a slip, a script's variable that is unset: it isn't this folder. */
  private static Path path(String name) {
    if (name.isEmpty()) {
      throw new TypeConversionException("no name");
    }
    return FileNames.path(name);
  }

  private static int execute(Environment environment, String... arguments) {
    if (arguments.length == 1 && arguments[0].equals("--version")) {
      List.of(new VersionText().getVersion()).forEach(environment.out()::println);
      return ExitStatus.OK;
    }
    Optional<String> prepared = prepared(environment, arguments);
    if (prepared.isPresent()) {
      environment.out().print(prepared.get());
      return ExitStatus.OK;
    }
    try {
      Optional<Callable<Integer>> command = ofPathsAlone(environment, arguments);
      return command.isPresent()
          ? call(command.get(), environment)
          : parseAndExecute(environment, arguments);
    } catch (UnsatisfiedLinkError e) {
      environment.tell(
          "A native library can't be loaded: "
              + e.getMessage()
              + ". Build mnistfit on the machine that it is to run on.");
      return ExitStatus.CANNOT_WORK;
    } catch (OutOfMemoryError e) {
      long megabytes = Runtime.getRuntime().maxMemory() >> 20;
      environment.tell(
          ("More memory is needed than the %d MB that Java may take: MNISTFIT_OPTS=-Xmx%dm allows"
                  + " twice as much.")
              .formatted(megabytes, 2 * megabytes));
      return ExitStatus.CANNOT_WORK;
    } catch (Error e) {
      environment.tell("Java can't go on: " + e + ".");
      return ExitStatus.CANNOT_WORK;
    }
  }

  private static Optional<String> prepared(Environment environment, String... arguments) {
    String home = System.getProperty("mnistfit.home"); // the launcher tells it
    return home == null
        ? Optional.empty()
        : PreparedTexts.of(Path.of(home), environment.coloursMessages(), List.of(arguments));
  }

  /**
   * The command of {@code predict PATH…} or {@code read PATH…}, which people type most: to have
   * picocli look at all options first takes a quarter of the time until a picture is answered.
   */
  private static Optional<Callable<Integer>> ofPathsAlone(
      Environment environment, String... arguments) {
    if (arguments.length < 2) {
      return Optional.empty();
    }
    List<String> paths = List.of(arguments).subList(1, arguments.length);
    if (paths.stream().anyMatch(path -> path.isEmpty() || path.startsWith("-"))) {
      return Optional.empty();
    }
    return switch (arguments[0]) {
      case "predict" -> Optional.of(new PredictCommand(environment, paths));
      case "read" -> Optional.of(new ReadCommand(environment, paths));
      default -> Optional.empty();
    };
  }

  private static int call(Callable<Integer> command, Environment environment) {
    try {
      return command.call();
    } catch (Exception e) {
      return report(e, environment);
    }
  }

  private static int parseAndExecute(Environment environment, String... arguments) {
    var out = new PrintWriter(environment.out(), true, StandardCharsets.UTF_8);
    var err = new PrintWriter(environment.err(), true, StandardCharsets.UTF_8);
    CommandLine commandLine =
        needed(environment, arguments)
            .setOut(out)
            .setErr(err)
            // Left to itself, picocli asks for Java's console, which on JDK 22 and later wakes up
            // jline.
            .setColorScheme(
                Help.defaultColorScheme(environment.coloursMessages() ? Ansi.ON : Ansi.OFF))
            .setCaseInsensitiveEnumValuesAllowed(true)
            // Or a picture called @a.png would be read as a list of arguments.
            .setExpandAtFiles(false)
            .registerConverter(Path.class, Main::path)
            .setParameterExceptionHandler(new UsageErrors())
            .setExecutionExceptionHandler((failure, line, parsed) -> report(failure, environment));
    try {
      return commandLine.execute(arguments);
    } finally {
      out.flush();
      err.flush();
    }
  }

  /** The command line with some of the commands. */
  static CommandLine commandLine(Environment environment, List<Class<?>> commands) {
    var commandLine = new CommandLine(new Main(), new CommandFactory(environment));
    commands.forEach(commandLine::addSubcommand);
    setUpHelp(commandLine);
    return commandLine;
  }

  private static void setUpHelp(CommandLine commandLine) {
    CommandSpec command = commandLine.getCommandSpec();
    command.versionProvider(new VersionText()); // each command's own --version prints it, too
    command
        .usageMessage()
        .synopsisHeading("%nUsage: ")
        .abbreviateSynopsis(true)
        .descriptionHeading(command.usageMessage().description().length == 0 ? "" : "%n")
        .parameterListHeading("%n")
        .commandListHeading("%nCommands:%n")
        .exitCodeListHeading("%nExit status:%n")
        .exitCodeList(ExitStatus.of(command.name()));
    commandLine
        .getHelpSectionMap()
        .put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, OptionGroup::help);
    commandLine.getSubcommands().values().forEach(Main::setUpHelp);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Missing COMMAND.");
  }

  /**
   * The command line with as much of the commands as the arguments ask for: picocli looks into each
   * command that it is given, which for all of them takes a quarter of the time of a help.
   */
  private static CommandLine needed(Environment environment, String... arguments) {
    String first = arguments.length == 0 ? "" : arguments[0];
    Optional<Class<?>> named = COMMANDS.stream().filter(c -> nameOf(c).equals(first)).findFirst();
    if (named.isPresent() && !TELL_OF_ALL.contains(first)) {
      return commandLine(environment, List.of(named.get()));
    }
    if (named.isEmpty() && arguments.length <= 1) {
      return withHeaders(environment);
    }
    return commandLine(environment, COMMANDS);
  }

  private static String nameOf(Class<?> command) {
    return command.getAnnotation(Command.class).name();
  }

  /** The command line with each command's name and header, which is all that its own help shows. */
  private static CommandLine withHeaders(Environment environment) {
    CommandLine commandLine = commandLine(environment, List.of());
    for (Class<?> command : COMMANDS) {
      CommandSpec header = CommandSpec.create();
      header.usageMessage().header(command.getAnnotation(Command.class).header());
      commandLine.addSubcommand(nameOf(command), header);
    }
    return commandLine;
  }

  private static int report(Exception failure, Environment environment) {
    if (failure instanceof CompletionException && failure.getCause() instanceof Exception cause) {
      return report(cause, environment); // from loading in the background
    }
    if (failure instanceof CompletionException && failure.getCause() instanceof Error error) {
      throw error;
    }
    if (failure instanceof CannotWorkException) {
      environment.tell(failure.getMessage());
      Stream.of(failure.getSuppressed())
          .filter(CannotWorkException.class::isInstance)
          .forEach(other -> environment.tell(other.getMessage()));
      return ExitStatus.CANNOT_WORK;
    }
    if (failure instanceof UncheckedIOException) {
      environment.tell(failure.getMessage());
      return ExitStatus.CANNOT_WORK;
    }
    if (failure instanceof ClosedOutputException) {
      return ExitStatus.OK;
    }
    failure.printStackTrace(environment.err());
    return ExitStatus.CANNOT_WORK;
  }
}
