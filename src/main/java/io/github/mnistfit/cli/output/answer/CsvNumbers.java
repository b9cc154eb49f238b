package io.github.mnistfit.cli.output.answer;

import io.github.mnistfit.NumberLine;
import java.io.PrintStream;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A record a number: path, its line from 1, number, the same with its marks, confidence, the box of
 * each digit and mark, error (RFC 4180, with LF). A picture without digits has one record.
 */
record CsvNumbers(PrintStream out, char recordEnd, double least) implements NumberWriter {
  @Override
  public void begin() {
    print("path", "line", "number", "marked", "confidence", "boxes", "error");
  }

  @Override
  public void write(String path, List<NumberLine> lines) {
    if (lines.isEmpty()) {
      print(path, "", "?", "?", "", "", "no digits found");
    }
    for (int i = 0; i < lines.size(); i++) {
      NumberLine line = lines.get(i);
      print(
          path,
          Integer.toString(i + 1),
          line.text(least),
          line.textWithMarks(least),
          Records.text(line.confidence()),
          boxes(line),
          "");
    }
  }

  @Override
  public void writeUnreadable(String path, String reason) {
    print(path, "", "", "", "", "", reason);
  }

  /** Left, top, width and height in pixels, with spaces; a semicolon between two boxes. */
  private static String boxes(NumberLine line) {
    return line.boxes().stream()
        .map(box -> box.left() + " " + box.top() + " " + box.width() + " " + box.height())
        .collect(Collectors.joining(";"));
  }

  private void print(String... fields) {
    out.print(Records.csv(List.of(fields)) + recordEnd);
  }
}
