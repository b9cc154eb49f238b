package io.github.mnistfit.cli.output;

import java.io.PrintStream;

/** Answers on their way to a terminal: what it would obey is escaped, in every format. */
final class TerminalAnswers extends AnswerStream {
  TerminalAnswers(PrintStream out) {
    super(out);
  }

  @Override
  public void print(String text) {
    super.print(Texts.harmless(String.valueOf(text)));
  }
}
