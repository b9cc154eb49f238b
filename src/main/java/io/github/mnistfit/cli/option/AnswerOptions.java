package io.github.mnistfit.cli.option;

import io.github.mnistfit.cli.output.CannotWorkException;
import io.github.mnistfit.cli.output.answer.AnswerFile;
import io.github.mnistfit.cli.output.answer.AnswerFormat;
import io.github.mnistfit.cli.output.answer.AnswerWriter;
import io.github.mnistfit.cli.output.answer.CsvAnswers;
import io.github.mnistfit.cli.output.answer.EarlierAnswers;
import io.github.mnistfit.fit.Fit;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** In which form answers are written, and where. */
public final class AnswerOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Mixin private final FormatOption format = new FormatOption();

  @Option(
      names = "--top",
      paramLabel = "N",
      description =
          "Add the N most probable digits to each line of text, each with its probability, 1 to 10"
              + " (default: none).")
  private Integer top;

  @Option(
      names = "--resume",
      paramLabel = "FILE.csv",
      description =
          "Answer the pictures that FILE.csv doesn't have yet, and append them to it: resumes"
              + " an interrupted run.")
  private Path resumed;

  /** The file that answers are appended to; null if it is standard output. */
  public Path resumed() {
    return resumed;
  }

  /**
   * Looks at the options before anything is opened.
   *
   * @throws ParameterException if they don't fit together
   */
  public void check() {
    if (top != null && (top < 1 || top > 10)) {
      throw new ParameterException(command.commandLine(), "--top must be from 1 to 10.");
    }
    boolean isText = resumed == null && format.format() == AnswerFormat.text;
    if (top != null && !isText) {
      throw new ParameterException(
          command.commandLine(), "--top is for text: csv and jsonl have all ten digits.");
    }
    if (resumed != null && format.chosen().orElse(AnswerFormat.csv) != AnswerFormat.csv) {
      throw new ParameterException(
          command.commandLine(), "--resume writes CSV: leave out --json and --format.");
    }
    // What is there already is told by what it holds.
    if (resumed != null && !isCsv(resumed) && Files.notExists(resumed)) {
      throw new ParameterException(
          command.commandLine(), "--resume must name a file that ends in .csv.");
    }
  }

  private static boolean isCsv(Path file) {
    return file.toString().toLowerCase(Locale.ROOT).endsWith(".csv");
  }

  /**
   * Opens what answers are written to: the file that is to be resumed, or standard output.
   *
   * @throws CannotWorkException if the file can't be read or written
   */
  public AnswerFile open(PrintStream out, char recordEnd, Fit fit) throws CannotWorkException {
    if (resumed == null) {
      var writer =
          AnswerWriter.of(format.format(), out, recordEnd, fit.name(), top == null ? 0 : top);
      return AnswerFile.fresh(out, writer);
    }
    EarlierAnswers earlier = EarlierAnswers.of(resumed, fit.name());
    PrintStream file = earlier.open();
    return AnswerFile.resumed(file, new CsvAnswers(file, '\n', fit.name()), earlier);
  }
}
