package io.github.mnistfit.cli.output.answer;

import io.github.mnistfit.NumberLine;
import io.github.mnistfit.json.NumberJson;
import java.io.PrintStream;
import java.util.List;

/** A JSON object a picture. */
final class JsonNumbers implements NumberWriter {
  private final PrintStream out;
  private final char recordEnd;
  private final double least;

  public JsonNumbers(PrintStream out, char recordEnd, double least) {
    this.out = out;
    this.recordEnd = recordEnd;
    this.least = least;
  }

  @Override
  public void write(String path, List<NumberLine> lines) {
    out.print(Records.json(NumberJson.of(path, lines, least)) + recordEnd);
  }

  @Override
  public void writeUnreadable(String path, String reason) {
    out.print(Records.json(NumberJson.unreadable(path, reason)) + recordEnd);
  }
}
