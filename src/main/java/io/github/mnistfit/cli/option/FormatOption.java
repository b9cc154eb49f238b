package io.github.mnistfit.cli.option;

import io.github.mnistfit.cli.output.answer.AnswerFormat;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The form in which answers are printed. */
public final class FormatOption {
  @ArgGroup private Choice choice = new Choice();

  /** One or the other. */
  private static final class Choice {
    @Option(
        names = "--format",
        paramLabel = "FORMAT",
        description = "One of ${COMPLETION-CANDIDATES} (default: text).")
    private AnswerFormat format;

    @Option(names = "--json", description = "The same as --format jsonl.")
    private boolean json;
  }

  /** The format that was asked for; empty if the user left it to us. */
  public Optional<AnswerFormat> chosen() {
    return choice.json ? Optional.of(AnswerFormat.jsonl) : Optional.ofNullable(choice.format);
  }

  /** The format to write. */
  public AnswerFormat format() {
    return chosen().orElse(AnswerFormat.text);
  }
}
