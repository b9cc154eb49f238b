package io.github.mnistfit.cli;

import java.util.Optional;
import picocli.CommandLine.Option;

/** The form in which answers are printed. */
final class FormatOption {
  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "One of ${COMPLETION-CANDIDATES} (default: text).")
  private AnswerFormat format;

  @Option(names = "--json", description = "The same as --format jsonl.")
  private boolean json;

  /** The format that was asked for; empty if the user left it to us. */
  Optional<AnswerFormat> chosen() {
    return json ? Optional.of(AnswerFormat.jsonl) : Optional.ofNullable(format);
  }

  /** The format to write. */
  AnswerFormat format() {
    return chosen().orElse(AnswerFormat.text);
  }
}
