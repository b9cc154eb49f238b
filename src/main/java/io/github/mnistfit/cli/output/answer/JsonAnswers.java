package io.github.mnistfit.cli.output.answer;

import io.github.mnistfit.Answered;
import io.github.mnistfit.json.AnswerJson;
import java.io.PrintStream;

/** A JSON object a picture. */
final class JsonAnswers implements AnswerWriter {
  private final PrintStream out;
  private final char recordEnd;
  private final String fit;

  public JsonAnswers(PrintStream out, char recordEnd, String fit) {
    this.out = out;
    this.recordEnd = recordEnd;
    this.fit = fit;
  }

  @Override
  public void write(Answered answered) {
    out.print(Records.json(AnswerJson.of(answered, fit)) + recordEnd);
  }
}
