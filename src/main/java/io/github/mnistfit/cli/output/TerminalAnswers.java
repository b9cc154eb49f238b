package io.github.mnistfit.cli.output;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Answers on their way to a terminal: what it would obey is escaped, in every format. */
final class TerminalAnswers extends PrintStream {
  TerminalAnswers(PrintStream out) {
    super(out, false, StandardCharsets.UTF_8);
  }

  @Override
  public void print(String text) {
    super.print(Texts.harmless(String.valueOf(text)));
  }
}
