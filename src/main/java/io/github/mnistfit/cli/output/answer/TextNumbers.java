package io.github.mnistfit.cli.output.answer;

import io.github.mnistfit.NumberLine;
import io.github.mnistfit.cli.output.Texts;
import java.io.PrintStream;
import java.util.List;

/** Number, perhaps with its marks, confidence and path of each line, with tabs between. */
record TextNumbers(PrintStream out, char recordEnd, boolean marks, double least)
    implements NumberWriter {
  @Override
  public void write(String path, List<NumberLine> lines) {
    for (NumberLine line : lines) {
      print(marks ? line.textWithMarks(least) : line.text(least), line.confidence(), path);
    }
    if (lines.isEmpty()) {
      print("?", 0, path);
    }
  }

  private void print(String number, double confidence, String path) {
    String shown = recordEnd == '\0' ? path : Texts.line(path);
    out.print(number + "\t" + Records.text(confidence) + "\t" + shown + recordEnd);
  }
}
