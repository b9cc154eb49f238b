package io.github.mnistfit.cli.output.answer;

import io.github.mnistfit.Digit;
import io.github.mnistfit.NumberLine;
import io.github.mnistfit.Prediction;
import io.github.mnistfit.mnist.Box;
import java.io.PrintStream;
import java.util.List;

/**
 * A record a digit: path, its line and its place in it from 1, digit, confidence, box, error (RFC
 * 4180, with LF). A picture without digits has one record.
 */
record CsvDigits(PrintStream out, char recordEnd, double least) implements NumberWriter {
  @Override
  public void begin() {
    print(
        "path", "line", "place", "digit", "confidence", "left", "top", "width", "height", "error");
  }

  @Override
  public void write(String path, List<NumberLine> lines) {
    if (lines.isEmpty()) {
      print(path, "", "", "?", "", "", "", "", "", "no digits found");
    }
    for (int line = 0; line < lines.size(); line++) {
      List<Digit> digits = lines.get(line).digits();
      for (int place = 0; place < digits.size(); place++) {
        Prediction prediction = digits.get(place).prediction();
        Box box = digits.get(place).box();
        print(
            path,
            Integer.toString(line + 1),
            Integer.toString(place + 1),
            prediction.confidence() < least ? "?" : Integer.toString(prediction.digit()),
            Records.text(prediction.confidence()),
            Integer.toString(box.left()),
            Integer.toString(box.top()),
            Integer.toString(box.width()),
            Integer.toString(box.height()),
            "");
      }
    }
  }

  @Override
  public void writeUnreadable(String path, String reason) {
    print(path, "", "", "", "", "", "", "", "", reason);
  }

  private void print(String... fields) {
    out.print(Records.csv(List.of(fields)) + recordEnd);
  }
}
