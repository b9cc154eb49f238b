package io.github.mnistfit.spark;

import io.github.mnistfit.spark.input.StorageException;
import io.github.mnistfit.spark.recognizer.RecognizerException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What {@code spark-submit} runs. */
@Command(
    name = "mnistfit-spark.jar",
    header = "Reads handwritten digits in pictures, on Apache Spark.",
    subcommands = {PredictCommand.class, ReadCommand.class, PackCommand.class},
    mixinStandardHelpOptions = true)
public final class Main {
  private static final int CANNOT_WORK = 3;

  /** What an executor said, within what Spark says of it. */
  private static final Pattern EXECUTOR =
      Pattern.compile(
          "(?:%s|%s): (.*)"
              .formatted(
                  Pattern.quote(RecognizerException.class.getName()),
                  Pattern.quote(StorageException.class.getName())));

  private Main() {}

  /** Runs a command; ends the JVM where the status isn't 0, since Spark takes that for failure. */
  public static void main(String[] arguments) {
    int status;
    try {
      status = commandLine().execute(arguments);
    } finally {
      if (SparkSession.getDefaultSession().isDefined()) {
        SparkSession.getDefaultSession().get().stop();
      }
    }
    if (status != 0) {
      System.exit(status);
    }
  }

  /** The command line; its errors are told in a line where the user can mend them. */
  static CommandLine commandLine() {
    var line = new CommandLine(new Main());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setExpandAtFiles(false); // a file's name may begin with @
    line.setParameterExceptionHandler(
        (e, typed) -> {
          tell(e.getMessage());
          System.err.println("Try '" + e.getCommandLine().getCommandSpec().name() + " --help'.");
          return CommandLine.ExitCode.USAGE;
        });
    line.setExecutionExceptionHandler(
        (e, command, parsed) -> {
          tell(reason(e));
          if (!isForTheUser(e)) {
            e.printStackTrace();
          }
          return CANNOT_WORK;
        });
    return line;
  }

  private static boolean isForTheUser(Exception failure) {
    return failure instanceof IllegalArgumentException
        || failure instanceof AnalysisException
        || executor(failure).isPresent();
  }

  private static String reason(Exception failure) {
    return executor(failure).orElseGet(() -> String.valueOf(failure.getMessage()));
  }

  private static Optional<String> executor(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      Matcher said = EXECUTOR.matcher(String.valueOf(cause));
      if (said.find()) {
        return Optional.of(said.group(1));
      }
    }
    return Optional.empty();
  }

  /** A line on standard error. */
  static void tell(String message) {
    System.err.println("mnistfit: " + message);
  }
}
